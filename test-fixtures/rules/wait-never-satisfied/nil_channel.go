package waits

import "time"

// Channels that are declared and never made.

func nilChannel() {
	var ready chan struct{}
	go func() { <-ready }() // want `goroutine receives from ready, which is nil: nothing assigns it, so it waits for ever`
}

func nilInParent() int {
	var ch chan int
	return <-ch // want `nilInParent receives from ch, which is nil: .*`
}

func nilSend() {
	var ch chan int
	go func() {
		ch <- 1 // want `goroutine sends on ch, which is nil: nothing assigns it, so it waits for ever`
	}()
}

func nilBothEnds() {
	var ch chan int
	go func() {
		ch <- 1 // want `goroutine sends on ch, which is nil: .*`
	}()
	<-ch // want `nilBothEnds receives from ch, which is nil: .*`
}

func nilRange() {
	var ch chan int
	go func() {
		for v := range ch { // want `goroutine ranges over ch, which is nil: .*`
			use(v)
		}
	}()
}

func nilSetToNil() {
	var ch chan int = nil
	go func() {
		<-ch // known-miss: only variables without a value are looked at
	}()
}

func nilReadOnly() {
	var ch <-chan int
	go func() {
		<-ch // want `goroutine receives from ch, which is nil: .*`
	}()
}

func nilOneOfSeveral() {
	var left, right chan int
	left = make(chan int, 1)
	left <- 1
	<-left
	go func() {
		<-right // want `goroutine receives from right, which is nil: .*`
	}()
}

func nilShadowed() {
	var done chan struct{}
	if cond() {
		done := make(chan struct{})
		close(done)
	}
	go func() {
		<-done // want `goroutine receives from done, which is nil: .*`
	}()
}

func nilBlock() {
	var (
		n  int
		ch chan int
	)
	go func() {
		n = <-ch // want `goroutine receives from ch, which is nil: .*`
		use(n)
	}()
}

func nilPassedOn() {
	var ch chan int
	go receiveOne(ch) // want `goroutine receiveOne receives from ch, which is nil: .*`
}

func okAssignedLater() {
	var ready chan struct{}
	ready = make(chan struct{})
	go func() { close(ready) }()
	<-ready // ok
}

func okAssignedInBranch() {
	var ready chan struct{}
	if cond() {
		ready = make(chan struct{}, 1)
		ready <- struct{}{}
	}
	if ready != nil {
		<-ready // ok: assigned where it is received from
	}
}

func okAssignedInClosure() {
	var ready chan struct{}
	open := func() { ready = make(chan struct{}, 1); ready <- struct{}{} }
	open()
	<-ready // ok: open assigns it
}

func okAddressTaken() {
	var ready chan struct{}
	fill(&ready)
	<-ready // ok: fill assigns it
}

func fill(ch *chan struct{}) {
	*ch = make(chan struct{})
	close(*ch)
}

func okAssignedWithOthers() {
	var ch chan int
	var err error
	ch, err = open()
	use(err)
	<-ch // ok: assigned
}

func open() (chan int, error) {
	ch := make(chan int, 1)
	ch <- 1
	return ch, nil
}

func okNilInSelect(d time.Duration) {
	var never chan int
	select {
	case <-never: // ok: nil disables the case
	case <-time.After(d):
	}
}

func okNilDisablesCase(in <-chan int, out chan<- int) {
	var pending chan<- int
	var v int
	for {
		select {
		case v = <-in: // ok unrun: the caller owns the channels
			pending = out
		case pending <- v: // ok
			pending = nil
		}
	}
}

func okTimeout(d time.Duration) {
	var timeout <-chan time.Time
	if d > 0 {
		timeout = time.After(d)
	}
	done := make(chan struct{})
	go func() { close(done) }()
	select {
	case <-timeout: // ok
	case <-done:
	}
}

func okNilInSelectAlone() {
	var never chan int
	done := make(chan struct{})
	go close(done)
	for open := true; open; {
		select {
		case <-never: // ok: nil disables the case
		case <-done:
			open = false
		}
	}
}

func okAssignedByRange(chans []chan int) {
	var ch chan int
	for _, ch = range chans {
		use(ch)
	}
	if ch != nil {
		<-ch // ok: the range assigns it unrun: the caller owns the channel
	}
}

func okParameter(ch chan int) {
	<-ch // ok: the caller made it unrun: the caller owns the channel
}

var global chan int

func okGlobal() {
	<-global // ok: set elsewhere unrun: set elsewhere
}
