package captures

var shared int

func reads(parameter int) func() int {
	local := 1
	return func() int { return local + parameter + shared }
}

func assigns() {
	before, after, inside := 1, 1, 1
	before = 2
	f := func() {
		inside++
		_, _ = before, after
	}
	after = 2
	f()
}

// The second assignment is behind the return.
func returned(ok bool) func() int {
	n := 1
	if ok {
		return func() int { return n }
	}
	n = 2
	return func() int { return n }
}

func again() (all []func() int) {
	var outside int
	for range 3 {
		inner := outside
		all = append(all, func() int { return inner + outside })
		outside++
		inner = 2
	}
	return all
}

func counts() (all []func() int) {
	for i := 0; i < 3; i++ {
		all = append(all, func() int { return i })
	}
	for i := 0; i < 3; i++ {
		all = append(all, func() int { return i })
		i += 1
	}
	return all
}

func ranges(words []string) (all []func() string) {
	for _, word := range words {
		all = append(all, func() string { return word })
	}
	for _, word := range words {
		word := word
		all = append(all, func() string { return word })
	}
	return all
}

func assigned(words []string) (all []func() string) {
	var word string
	for _, word = range words {
		all = append(all, func() string { return word })
	}
	return all
}

func nested() {
	n := 1
	func() {
		m := 1
		func() { n, m = m, n }()
		m = 3
	}()
	func() { n = 4 }()
}

func addressed() func() int {
	n := 1
	p := &n
	f := func() int { return n }
	*p = 2
	return f
}

func result() (err error) {
	defer func() { _ = err }()
	return nil
}
