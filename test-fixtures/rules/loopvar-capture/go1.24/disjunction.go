//go:build go1.21 || linux || !linux

package versions

func disjunctionGo(numbers []int) {
	for _, n := range numbers {
		go func() { use(n) }() // ok: each iteration has a variable of its own
	}
}

func disjunctionCounter(count int) {
	for n := 0; n < count; n++ {
		defer func() { use(n) }() // ok: each iteration has a variable of its own
	}
}

func disjunctionAddress(numbers []int) {
	var out []*int
	for _, n := range numbers {
		out = append(out, &n) // ok: each iteration has a variable of its own
	}
	for _, n := range out {
		use(*n)
	}
}

func disjunctionAssigned(numbers []int) {
	var n int
	for _, n = range numbers {
		go func() { use(n) }() // want `goroutine captures n, which the loop assigns and does not declare: .*`
	}
}
