//go:build go1.20

package versions

func line120Go(numbers []int) {
	for _, n := range numbers {
		go func() { use(n) }() // want `goroutine captures n, which all iterations share in Go 1\.21: .*`
	}
}

func line120Counter(count int) {
	for n := 0; n < count; n++ {
		defer func() { use(n) }() // want `deferred function captures n, which all iterations share in Go 1\.21: .*`
	}
}

func line120Address(numbers []int) {
	var out []*int
	for _, n := range numbers {
		out = append(out, &n) // want `&n outlives its iteration .*`
	}
	for _, n := range out {
		use(*n)
	}
}

func line120Assigned(numbers []int) {
	var n int
	for _, n = range numbers {
		go func() { use(n) }() // want `goroutine captures n, which the loop assigns and does not declare: .*`
	}
}
