//go:build go1.21

package versions

func line121Go(numbers []int) {
	for _, n := range numbers {
		go func() { use(n) }() // want `goroutine captures n, which all iterations share in Go 1\.21: .*`
	}
}

func line121Counter(count int) {
	for n := 0; n < count; n++ {
		defer func() { use(n) }() // want `deferred function captures n, which all iterations share in Go 1\.21: .*`
	}
}

func line121Address(numbers []int) {
	var out []*int
	for _, n := range numbers {
		out = append(out, &n) // want `&n outlives its iteration .*`
	}
	for _, n := range out {
		use(*n)
	}
}

func line121Assigned(numbers []int) {
	var n int
	for _, n = range numbers {
		go func() { use(n) }() // want `goroutine captures n, which the loop assigns and does not declare: .*`
	}
}
