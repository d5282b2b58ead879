package ranges

import (
	"os"
	"sync"
)

// Channels that are closed on some paths only.

func closedOnOnePath(jobs []Block) error {
	ch := make(chan Block)
	go func() {
		for b := range ch { // want `goroutine ranges over ch, but closedOnOnePath returns at line \d+ without closing it: then it waits for ever` fix: review
			use(b)
		}
	}()
	for _, j := range jobs {
		if cond() {
			return errStop
		}
		ch <- j
	}
	close(ch)
	return nil
}

func errorBetween(n int) error {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, but errorBetween returns at line \d+ without closing it: .*`
			use(v)
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	for i := range n {
		ch <- i
	}
	close(ch)
	return nil
}

func closedInOneBranch(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, but closedInOneBranch returns at line \d+ without closing it: .*`
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
	if cond() {
		close(ch)
	}
}

func deferredTooLate(n int) error {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, but deferredTooLate returns at line \d+ without closing it: .*`
			use(v)
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	defer close(ch)
	for i := range n {
		ch <- i
	}
	return nil
}

func senderReturnsEarly(n int) (sum int) {
	ch := make(chan int)
	go func() {
		for i := range n {
			if cond() {
				return
			}
			ch <- i
		}
		close(ch)
	}()
	for v := range ch { // want `senderReturnsEarly ranges over ch, but the goroutine returns at line \d+ without closing it: then it waits for ever`
		sum += v
	}
	return sum
}

func senderContinuesPastClose(n int) (sum int) {
	ch := make(chan int)
	go func() {
		defer use(sum)
		if err := workErr(); err != nil {
			return
		}
		for i := range n {
			ch <- i
		}
		close(ch)
	}()
	for v := range ch { // want `senderContinuesPastClose ranges over ch, but the goroutine returns at line \d+ without closing it: .*`
		sum += v
	}
	return sum
}

func okClosedOnEveryPath(n int) error {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: closed on every path
			use(v)
		}
	}()
	if err := workErr(); err != nil {
		close(ch)
		return err
	}
	for i := range n {
		ch <- i
	}
	close(ch)
	return nil
}

func okStartedAfterTheReturn(n int) error {
	ch := make(chan int)
	if err := workErr(); err != nil {
		return err
	}
	go func() {
		for v := range ch { // ok: the early return comes before the goroutine
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
	close(ch)
	return nil
}

func okPathEndsTheProcess(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: the other path ends the process unrun: ends the process
			use(v)
		}
	}()
	if cond() {
		os.Exit(1)
	}
	for i := range n {
		ch <- i
	}
	close(ch)
}

func okPathPanics(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: the other path panics unrun: panics
			use(v)
		}
	}()
	if cond() {
		panic("closed")
	}
	for i := range n {
		ch <- i
	}
	close(ch)
}

func okClosedByTheOther(n int) {
	ch := make(chan int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for v := range ch { // ok: the producer closes it
			use(v)
		}
	}()
	go func() {
		defer close(ch)
		for i := range n {
			if cond() {
				return
			}
			ch <- i
		}
	}()
	<-done
}

func okClosedInDeferredLiteral(n int) error {
	ch := make(chan int)
	defer func() {
		use(n)
		close(ch)
	}()
	go func() {
		for v := range ch { // ok: a deferred literal closes it
			use(v)
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	ch <- n
	return nil
}

func okClosedByOnce(n int) error {
	ch := make(chan int)
	var once sync.Once
	stop := func() { once.Do(func() { close(ch) }) }
	defer stop()
	go func() {
		for v := range ch { // ok: stop closes it
			use(v)
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	ch <- n
	return nil
}

func okEitherGoroutineCloses(n int) (sum int) {
	ch := make(chan int)
	go func() {
		if cond() {
			close(ch)
			return
		}
		go func() {
			defer close(ch)
			for i := range n {
				ch <- i
			}
		}()
	}()
	for v := range ch { // ok: handed on to the other goroutine
		sum += v
	}
	return sum
}
