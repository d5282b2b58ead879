//go:build go1.22

package versions

func line122Go(numbers []int) {
	for _, n := range numbers {
		go func() { use(n) }() // ok: each iteration has a variable of its own
	}
}

func line122Counter(count int) {
	for n := 0; n < count; n++ {
		defer func() { use(n) }() // ok: each iteration has a variable of its own
	}
}

func line122Address(numbers []int) {
	var out []*int
	for _, n := range numbers {
		out = append(out, &n) // ok: each iteration has a variable of its own
	}
	for _, n := range out {
		use(*n)
	}
}

func line122Assigned(numbers []int) {
	var n int
	for _, n = range numbers {
		go func() { use(n) }() // want `goroutine captures n, which the loop assigns and does not declare: .*`
	}
}
