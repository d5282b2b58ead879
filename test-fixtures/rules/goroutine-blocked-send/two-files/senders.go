package twofiles

import "time"

// The functions that send and receive stand in the other file.

func passed(d time.Duration) int {
	ch := make(chan int)
	go produce(ch) // want `goroutine blocks for ever sending on ch when passed returns at line \d+ without receiving` fix: none
	select {
	case n := <-ch:
		return n
	case <-time.After(d):
		return 0
	}
}

func method(s *source, d time.Duration) int {
	ch := make(chan int)
	go s.feed(ch) // want `goroutine may block for ever sending on ch in a loop: method returns at line \d+ without receiving the rest` fix: none
	select {
	case n := <-ch:
		return n
	case <-time.After(d):
		return 0
	}
}

func okSumElsewhere(n int) int {
	ch := make(chan int)
	for i := range n {
		go func() { ch <- i }() // ok: the other function receives as many
	}
	return sum(ch, n)
}

func okGuarded(d time.Duration) int {
	ch, quit := make(chan int), make(chan struct{})
	defer close(quit)
	go produceUntil(ch, quit) // ok: quit lets it go
	select {
	case n := <-ch:
		return n
	case <-time.After(d):
		return 0
	}
}

func okRangedElsewhere(n int) int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i // ok: the other function receives until the close
		}
	}()
	return all(ch)
}
