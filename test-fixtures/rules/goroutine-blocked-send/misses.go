package sends

import (
	"sync"
	"time"
)

// Leaks that the rule does not see.

func missWaitFirst() Result {
	ch := make(chan Result)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		ch <- work() // known-miss: who waits for the goroutine is taken to know what it does
	}()
	wg.Wait() // known-miss: both wait for each other
	return <-ch
}

func missDeadGuard(d time.Duration) Result {
	ch := make(chan Result)
	quit := make(chan struct{})
	go func() {
		select {
		case ch <- work(): // known-miss: another case is taken to become ready
		case <-quit:
		}
	}()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

type holder struct{ out chan Result }

func missField(d time.Duration) Result {
	h := holder{out: make(chan Result)}
	go func() { h.out <- work() }() // known-miss: channels in fields are not followed
	select {
	case r := <-h.out:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func missSlice(d time.Duration) Result {
	all := []chan Result{make(chan Result)}
	go func() { all[0] <- work() }() // known-miss: channels in slices are not followed
	select {
	case r := <-all[0]:
		return r
	case <-time.After(d):
		return Result{}
	}
}
