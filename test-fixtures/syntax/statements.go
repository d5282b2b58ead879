package p

func statements(x any, n int) (err error) {
	if n > 0 {
		n--
	} else if m := n; m < 0 {
		n++
	} else {
		return
	}
	if ; n > 0 {
	}
	for {
		break
	}
	for n < 1 {
		continue
	}
	for i := 0; i < n; i++ {
	}
	for ; ; {
	}
	for k, v := range m {
		_, _ = k, v
	}
	for k = range m {
	}
	for range 10 {
	}
	for i := range f {
		_ = i
	}
	switch {
	case n > 0, n < 0:
		fallthrough
	case f(n):
		n = 0
	default:
	}
	switch m := n; m {
	case 1:
	}
	switch ; n {
	}
	switch y := x.(type) {
	case int, *p.T, []byte:
		_ = y
	case nil, error:
	default:
	}
	switch a := b; x.(type) {
	case map[string]int:
	}
	if x == (T{}) {
	}
	for _, v := range []T{{1}} {
		_ = v
	}
	if m[K{1}] {
	}
outer:
	for {
		for {
			continue outer
		}
		goto end
	}
	defer mu.Unlock()
	go work(n)
	{
		var local int
		const one = 1
		type inner struct{}
		_, _ = local, one
	}
	;
	return f(n), nil
end:
last:
}

func oneLine() { a(); b() }

func group() {
	const (a = 1)
	var (b = 2)
	var c, d int = 1, 2
}
