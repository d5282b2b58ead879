package waits

import (
	"context"
	"sync"
)

// Goroutines that leave out a value on which somebody counts.

func sendSkipped() {
	done := make(chan struct{})
	go func() {
		if err := workErr(); err != nil {
			return
		}
		done <- struct{}{}
	}()
	<-done // want `sendSkipped receives from done, but the goroutine returns at line \d+ without sending: then it waits for ever`
}

func sendSkippedBuffered() Result {
	ch := make(chan Result, 1)
	go func() {
		if cond() {
			return
		}
		ch <- work()
	}()
	return <-ch // want `sendSkippedBuffered receives from ch, but the goroutine returns at line \d+ without sending: .*`
}

func sendInOneBranch() {
	done := make(chan struct{})
	go func() {
		if cond() {
			done <- struct{}{}
		}
	}()
	<-done // want `sendInOneBranch receives from done, but the goroutine returns at line \d+ without sending: .*`
}

func sendSkippedBySwitch(n int) {
	done := make(chan int)
	go func() {
		switch {
		case cond():
			done <- 1
		case n > 2:
			done <- 2
		}
	}()
	use(<-done) // want `sendSkippedBySwitch receives from done, .*`
}

func sendSkippedInGroup(jobs []Block) {
	done := make(chan struct{})
	for range jobs {
		go func() {
			if err := workErr(); err != nil {
				return
			}
			done <- struct{}{}
		}()
	}
	for range jobs {
		<-done // want `sendSkippedInGroup receives from done, but the goroutine returns at line \d+ without sending: .*`
	}
}

func sendSkippedByContinue(jobs []Block) {
	out := make(chan Block)
	go func() {
		for _, j := range jobs {
			if cond() {
				continue
			}
			out <- j
		}
	}()
	for range jobs {
		use(<-out) // want `sendSkippedByContinue receives from out, but the goroutine goes on at line \d+ without sending: then it waits for ever`
	}
}

func sendSkippedByBreak(jobs []Block) {
	out := make(chan Block)
	go func() {
		for _, j := range jobs {
			if cond() {
				break
			}
			out <- j
		}
	}()
	for range jobs {
		use(<-out) // want `sendSkippedByBreak receives from out, but the goroutine .* at line \d+ without sending: .*`
	}
}

func produceOne(fail bool, out chan<- Result) {
	if fail {
		return
	}
	out <- work()
}

func sendSkippedNamed(fail bool) Result {
	ch := make(chan Result)
	go produceOne(fail, ch)
	return <-ch // want `sendSkippedNamed receives from ch, but the goroutine produceOne returns at line \d+ without sending: .*`
}

func sendSkippedOneOfTwo() {
	done := make(chan struct{})
	go func() {
		done <- struct{}{}
	}()
	go func() {
		if cond() {
			return
		}
		done <- struct{}{}
	}()
	<-done
	<-done // want `sendSkippedOneOfTwo receives from done, but the goroutine returns at line \d+ without sending: .*`
}

func sendSkippedOnCancel(ctx context.Context) Result {
	ch := make(chan Result)
	go func() {
		select {
		case ch <- work():
		case <-ctx.Done():
			return
		}
	}()
	return <-ch // want `sendSkippedOnCancel receives from ch, but the goroutine returns at line \d+ without sending: .*`
}

func okSendOnBoth() Result {
	ch := make(chan Result)
	go func() {
		if err := workErr(); err != nil {
			ch <- Result{}
			return
		}
		ch <- work()
	}()
	return <-ch // ok
}

func okDeferredSend() {
	done := make(chan struct{}, 1)
	go func() {
		defer func() { done <- struct{}{} }()
		if err := workErr(); err != nil {
			return
		}
		use(work())
	}()
	<-done // ok
}

func okClosesAnyway() Result {
	ch := make(chan Result)
	go func() {
		defer close(ch)
		if err := workErr(); err != nil {
			return
		}
		ch <- work()
	}()
	return <-ch // ok: the close ends the wait
}

func okTwoChannels(ctx context.Context) (Result, error) {
	ch, errs := make(chan Result, 1), make(chan error, 1)
	go func() {
		r, err := fetch(ctx)
		if err != nil {
			errs <- err
			return
		}
		ch <- r
	}()
	select {
	case r := <-ch: // ok: the other channel gets the error
		return r, nil
	case err := <-errs:
		return Result{}, err
	}
}

func okErrorFirst(ctx context.Context) (Result, error) {
	ch, errs := make(chan Result, 1), make(chan error, 1)
	go func() {
		r, err := fetch(ctx)
		errs <- err
		if err != nil {
			return
		}
		ch <- r
	}()
	if err := <-errs; err != nil {
		return Result{}, err
	}
	return <-ch, nil // ok: received only where it was sent
}

func okSameCondition(isBusy bool) {
	done := make(chan struct{})
	go func() {
		if isBusy {
			return
		}
		done <- struct{}{}
	}()
	if !isBusy {
		<-done // ok: received only where it was sent
	}
}

func okReceiveOrTimeout(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	done := make(chan struct{}, 1)
	go func() {
		if cond() {
			return
		}
		done <- struct{}{}
	}()
	select {
	case <-done: // ok: the context ends it
	case <-ctx.Done():
	}
}

func okAnotherSends() {
	done := make(chan struct{}, 2)
	go func() {
		if cond() {
			return
		}
		done <- struct{}{}
	}()
	go func() { done <- struct{}{} }()
	<-done // ok: the second one always sends
}

func okPanicsInstead() {
	done := make(chan struct{})
	go func() {
		if cond() {
			panic("no way")
		}
		done <- struct{}{}
	}()
	<-done // ok: a panic ends the process unrun: panics
}

func okSendsInLoopUntilDone() int {
	ch := make(chan int)
	go func() {
		for {
			if cond() {
				continue
			}
			ch <- 1
			return
		}
	}()
	return <-ch // ok: it leaves the loop by the send only unrun: loops
}

func okWorkersThenWait(jobs []Block) {
	done := make(chan struct{}, len(jobs))
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if cond() {
				return
			}
			done <- struct{}{}
		}()
	}
	wg.Wait()
	for range len(done) {
		<-done // ok: as many as there are
	}
}
