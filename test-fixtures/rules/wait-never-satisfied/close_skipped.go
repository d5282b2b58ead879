package waits

import (
	"context"
	"os"
	"sync"
)

// Goroutines that wait for a close which some path leaves out.

func closeSkipped() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, but closeSkipped returns at line \d+ without closing it: then it waits for ever` fix: review
		use(work())
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	return nil
}

func closeSkippedInLoop(jobs []Block) error {
	start := make(chan struct{})
	for range jobs {
		go func() {
			<-start // want `goroutine waits for start, but closeSkippedInLoop returns at line \d+ without closing it: .*`
			use(work())
		}()
	}
	for range jobs {
		if cond() {
			return errStop
		}
	}
	close(start)
	return nil
}

func closeInOneBranch() {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, but closeInOneBranch returns at line \d+ without closing it: .*`
	}()
	if cond() {
		close(done)
	}
}

func closeDeferredTooLate() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, .*`
	}()
	if err := workErr(); err != nil {
		return err
	}
	defer close(done)
	use(work())
	return nil
}

func closeSkippedByWorker() {
	done := make(chan struct{})
	go func() {
		if err := workErr(); err != nil {
			return
		}
		close(done)
	}()
	<-done // want `closeSkippedByWorker waits for done, but the goroutine returns at line \d+ without closing it: then it waits for ever`
}

func closeSkippedByContinue(jobs []Block) {
	done := make(chan struct{})
	go func() {
		for range 3 {
			if cond() {
				continue
			}
			close(done)
			return
		}
	}()
	<-done // want `closeSkippedByContinue waits for done, but the goroutine returns at line \d+ without closing it: .*`
}

func closeSkippedInSwitch(n int) error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, .*`
	}()
	switch n {
	case 1:
		return errStop
	case 2:
		close(done)
		return nil
	default:
		close(done)
	}
	return nil
}

func quitSkipped(values <-chan int) error {
	quit := make(chan struct{})
	ticks := make(chan int)
	go func() {
		for {
			select {
			case v := <-ticks:
				use(v)
			case <-quit: // want `goroutine ends only by quit, but quitSkipped returns at line \d+ without closing it: then it never ends`
				return
			}
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	ticks <- 1
	close(quit)
	return nil
}

func sendSkippedByParent() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine receives from done, but sendSkippedByParent returns at line \d+ without sending: then it waits for ever`
	}()
	if err := workErr(); err != nil {
		return err
	}
	done <- struct{}{}
	return nil
}

func waitFor(done <-chan struct{}) { <-done }

func closeSkippedNamed() error {
	done := make(chan struct{})
	go waitFor(done) // want `goroutine waitFor waits for done, but closeSkippedNamed returns at line \d+ without closing it: then it waits for ever`
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	return nil
}

func okDeferredClose() error {
	done := make(chan struct{})
	defer close(done)
	go func() { <-done; use(work()) }() // ok
	return workErr()
}

func okCloseInDeferredLiteral() error {
	done := make(chan struct{})
	defer func() { close(done) }()
	go func() { <-done }() // ok
	return workErr()
}

func okClosedOnBoth() error {
	done := make(chan struct{})
	go func() { <-done }() // ok
	if err := workErr(); err != nil {
		close(done)
		return err
	}
	close(done)
	return nil
}

func okStartedLater() error {
	done := make(chan struct{})
	if err := workErr(); err != nil {
		return err
	}
	go func() { <-done }() // ok: every path behind it closes
	close(done)
	return nil
}

func okOtherWayOut(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan struct{})
	go func() {
		select {
		case <-done: // ok: the context ends it
		case <-ctx.Done():
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	return nil
}

func okQuitWithOtherReturn(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case <-quit: // ok: the context ends it
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(quit)
	return nil
}

func okProcessEnds() {
	done := make(chan struct{})
	go func() { <-done }() // ok: the other path ends the process unrun: ends the process
	if cond() {
		os.Exit(1)
	}
	close(done)
}

func okPanics() {
	done := make(chan struct{})
	go func() { <-done }() // ok: the other path panics unrun: panics
	if cond() {
		panic("done")
	}
	close(done)
}

func okClosedByOnce() error {
	done := make(chan struct{})
	var once sync.Once
	shut := func() { once.Do(func() { close(done) }) }
	defer shut()
	go func() { <-done }() // ok
	return workErr()
}

func okWorkerDefersClose() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := workErr(); err != nil {
			return
		}
		use(work())
	}()
	<-done // ok
}

func okClosedByEitherOfTwo() error {
	done := make(chan struct{})
	go func() {
		use(work())
		close(done)
	}()
	go func() { <-done }() // ok: the other goroutine closes
	return workErr()
}

func okWaitsOnlyWhereClosed() error {
	done := make(chan struct{})
	fails := cond()
	if !fails {
		go close(done)
	}
	if fails {
		return errStop
	}
	<-done // ok: closed where it is waited for
	return nil
}

func okNeverReturns() {
	done := make(chan struct{})
	go func() { <-done }() // ok: the loop ends with the close unrun: loops
	for {
		if cond() {
			close(done)
			return
		}
	}
}
