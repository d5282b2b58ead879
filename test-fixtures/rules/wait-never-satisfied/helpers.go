package waits

import "sync"

// Goroutines that functions of the package start.

// launch starts the function only where it can.
func launch(run func()) error {
	if err := workErr(); err != nil {
		return err
	}
	go run()
	return nil
}

func okNotStartedOnError() error {
	done := make(chan struct{})
	if err := launch(func() {
		<-done // ok: on the error path it was never started
	}); err != nil {
		return err
	}
	close(done)
	return nil
}

func okNotStartedOnErrorInVariable() error {
	done := make(chan struct{})
	wait := func() {
		<-done // ok: on the error path it was never started
	}
	if err := launch(wait); err != nil {
		return err
	}
	defer close(done)
	use(work())
	return nil
}

func skippedBehindLaunch() error {
	done := make(chan struct{})
	if err := launch(func() {
		<-done // want `goroutine waits for done, but skippedBehindLaunch returns at line \d+ without closing it: then it waits for ever`
	}); err != nil {
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	return nil
}

// both runs two functions beside each other.
func both(left, right func()) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); left() }()
	go func() { defer wg.Done(); right() }()
	wg.Wait()
}

func okStartedTogether() {
	done := make(chan struct{})
	client := func() {
		<-done // ok: the other one closes
	}
	server := func() {
		defer close(done)
		use(work())
	}
	both(client, server)
}

// split tells who waits, if there is somebody.
func split(done chan<- struct{}, n int) {
	if n > 1 {
		half := make(chan struct{}, 1)
		go split(half, n/2)
		split(nil, n-n/2)
		<-half // ok: half is not nil
	}
	if done != nil {
		done <- struct{}{}
	}
}

func okOtherCaseIsDead() {
	ch, never := make(chan bool), make(chan bool)
	go func() {
		<-ch // ok: the other case of the send is never taken
	}()
	select {
	case ch <- true:
	case never <- true:
	}
}
