//go:build go1.25

package ranges

import "sync"

// Goroutines that a wait group starts, since Go 1.25.

func startedByWaitGroup(n int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			use(v)
		}
	})
	for i := range n {
		ch <- i
	}
	wg.Wait()
}

func okStartedByWaitGroup(n int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for v := range ch { // ok: closed
			use(v)
		}
	})
	for i := range n {
		ch <- i
	}
	close(ch)
	wg.Wait()
}
