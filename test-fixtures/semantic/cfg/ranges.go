package cfg

import "iter"

type table map[string]int

func ranges(ch <-chan int, list []chan int, words map[string][]string, text string, n int) {
	for range ch {
		use(0)
	}
	for _, inner := range list {
		for v := range inner {
			use(v)
		}
	}
	for word := range words["a"] {
		use(word)
	}
	for range text {
	}
	for i := range n {
		use(i)
	}
	for range 3 {
	}
	for i := range [...]int{1, 2} {
		use(i)
	}
}

func functions(seq func(yield func(int) bool), named iter.Seq[int], t table) int {
	for v := range seq {
		if v == 1 {
			return v
		}
	}
	for range named {
		break
	}
	for range t {
		continue
	}
	return 0
}

func use(int) {}
