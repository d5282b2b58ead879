package waits

// What the fixes do, and where there is none.

func deferInPlaceOfTheClose() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, .*` fix: review
		use(work())
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	return nil
}

func deferInPlaceOfTheCloseInVar(blocks []Block) error {
	var (
		n = len(blocks)
	)
	var done = make(chan struct{}) // closed at the end
	go func() {
		<-done // want `goroutine waits for done, .*` fix: review
		use(n)
	}()
	for range blocks {
		if cond() {
			return errStop
		}
	}
	close(done)
	return nil
}

func deferInTheGoroutine() {
	done := make(chan struct{})
	go func() {
		if err := workErr(); err != nil {
			return
		}
		use(work())
		close(done)
	}()
	<-done // want `deferInTheGoroutine waits for done, .*` fix: review
}

func noFixWaitsBehind() error {
	done, finished := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(finished)
		<-done // want `goroutine waits for done, .*` fix: none
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	<-finished
	return nil
}

func noFixCallBehind() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, .*` fix: none
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	use(work())
	return nil
}

func noFixSeveralCloses(n int) error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, .*` fix: none
	}()
	if err := workErr(); err != nil {
		return err
	}
	if n > 1 {
		close(done)
		return errStop
	}
	close(done)
	return nil
}

func noFixInLoop(peers []Peer) error {
	for range peers {
		done := make(chan struct{})
		go func() {
			<-done // want `goroutine waits for done, .*` fix: none
		}()
		if err := workErr(); err != nil {
			return err
		}
		close(done)
	}
	return nil
}

func noFixComment() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, .*` fix: none
	}()
	if err := workErr(); err != nil {
		return err
	}
	close(done) // let it go
	return nil
}
