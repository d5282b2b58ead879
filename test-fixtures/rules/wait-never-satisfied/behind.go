package waits

// A wait behind another one that the same return leaves out: the goroutine stays at the first.

func behindAnother() {
	ready, done := make(chan struct{}), make(chan struct{})
	go func() {
		if err := workErr(); err != nil {
			return
		}
		close(ready) // the other may begin
		defer close(done)
		use(work())
	}()
	go func() {
		<-ready // want `goroutine waits for ready, but the goroutine returns at line \d+ without closing it: .*`
		<-done  // ok: nobody comes here without ready, and then done is closed as well
	}()
}

func serve(ready, release, done chan bool) {
	if cond() {
		ready <- true
		<-release // known-miss: a finding stands where behindAnotherInLoops stays
		done <- true
	}
}

func behindAnotherInLoops(n int) {
	ready, release, done := make(chan bool), make(chan bool), make(chan bool)
	for range n {
		go serve(ready, release, done)
	}
	for range n {
		<-ready // want `behindAnotherInLoops receives from ready, but the goroutine serve returns at line \d+ without sending: .*`
	}
	for range n {
		release <- true
	}
	for range n {
		<-done // ok: nobody comes here unless all have sent to ready
	}
}

func behindAnotherReturn() {
	ready, done := make(chan struct{}), make(chan struct{})
	go func() {
		close(ready)
		if err := workErr(); err != nil {
			return
		}
		close(done)
	}()
	go func() {
		<-ready
		<-done // want `goroutine waits for done, but the goroutine returns at line \d+ without closing it: .*`
	}()
}

func behindMore() {
	ready, done := make(chan struct{}, 2), make(chan struct{})
	go func() {
		if err := workErr(); err != nil {
			return
		}
		ready <- struct{}{}
		close(done)
	}()
	go func() { ready <- struct{}{} }()
	go func() {
		<-ready
		<-done // want `goroutine waits for done, but the goroutine returns at line \d+ without closing it: .*`
	}()
}

func lastReturn() error {
	done := make(chan struct{})
	go func() {
		<-done // want `goroutine waits for done, but lastReturn returns at line 86 without closing it: .*`
		use(work())
	}()
	if err := workErr(); err != nil {
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	close(done)
	return nil
}

func halves(done chan<- struct{}, n int) {
	if n > 2 {
		first := make(chan struct{}, 1)
		go halves(first, n/2)
		halves(nil, n-n/2)
		<-first // ok: what halves gets here is not nil
	}
	if done != nil {
		done <- struct{}{}
	}
}

func okComparedWithNil(n int) {
	done := make(chan struct{}, 1)
	go halves(done, n)
	<-done // ok: done is not nil
}

type runner struct{ done chan struct{} }

func newRunner() *runner { return &runner{done: make(chan struct{})} }

// run never fails.
func (r *runner) run(f func()) error {
	go func() {
		f()
		close(r.done)
	}()
	return nil
}

func (r *runner) okAlwaysNil() error {
	done := make(chan struct{})
	if err := r.run(func() { <-done }); err != nil { // ok: run returns no error
		return err
	}
	defer close(done)
	use(work())
	return nil
}
