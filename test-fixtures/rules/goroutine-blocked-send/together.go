package sends

import (
	"sync"
	"time"
)

// Senders that are not to be added up: the one knows of the other, a flag lets one value through, an argument decides.

func okInTurn() error {
	var first sync.WaitGroup
	first.Add(1)
	errc := make(chan error)
	hasFailed := false
	go func() {
		if err := workErr(); err != nil {
			hasFailed = true
			errc <- err // ok: the other goroutine waits for this one, and sends only if it has not failed
		}
		first.Done()
	}()
	go func() {
		first.Wait()
		if !hasFailed {
			errc <- nil // ok: see above
		}
	}()
	return <-errc
}

func okInTurnByChannel() error {
	first := make(chan struct{})
	errc := make(chan error)
	hasFailed := false
	go func() {
		if err := workErr(); err != nil {
			hasFailed = true
			errc <- err // ok: the other goroutine waits until first is closed
		}
		close(first)
	}()
	go func() {
		<-first
		if !hasFailed {
			errc <- nil // ok: see above
		}
	}()
	return <-errc
}

func inTurnAndLeft(d time.Duration) error {
	var first sync.WaitGroup
	first.Add(1)
	errc := make(chan error)
	hasFailed := false
	go func() {
		defer first.Done()
		if err := workErr(); err != nil {
			hasFailed = true
			errc <- err // want `goroutine blocks for ever sending on errc when inTurnAndLeft returns at line \d+ without receiving`
		}
	}()
	go func() {
		first.Wait()
		if !hasFailed {
			errc <- nil // known-miss: one finding for a channel, at the first goroutine
		}
	}()
	select {
	case err := <-errc:
		return err
	case <-time.After(d):
		return errStop
	}
}

func okSentOnce() error {
	errc := make(chan error, 1)
	go func() {
		isSent := false
		send := func(err error) {
			if !isSent {
				errc <- err // ok: the flag lets one value through
				isSent = true
			}
		}
		if err := workErr(); err != nil {
			send(err)
		}
		if err := workErr(); err != nil {
			send(err)
		}
		send(nil)
	}()
	return <-errc
}

func okSentOnceOrLeft() error {
	errc := make(chan error)
	go func() {
		var isSent bool
		send := func(err error) {
			if isSent {
				return
			}
			isSent = true
			errc <- err // ok: the flag lets one value through
		}
		send(workErr())
		send(workErr())
	}()
	return <-errc
}

func okOnceDo() error {
	errc := make(chan error)
	var once sync.Once
	go func() {
		send := func(err error) {
			once.Do(func() { errc <- err }) // ok: once
		}
		send(workErr())
		send(workErr())
	}()
	return <-errc
}

func sentAgain() error {
	errc := make(chan error)
	go func() {
		isSent := false
		send := func(err error) {
			if !isSent {
				errc <- err // want `goroutine may send on errc more than once, but only one value is received: the last send blocks for ever`
				isSent = true
			}
		}
		send(workErr())
		isSent = false
		send(workErr())
	}()
	return <-errc
}

func flagOfEachCall() error {
	errc := make(chan error)
	go func() {
		send := func(err error) {
			isSent := false
			if !isSent {
				errc <- err // want `goroutine may send on errc more than once, .*`
				isSent = true
			}
			use(isSent)
		}
		send(workErr())
		send(workErr())
	}()
	return <-errc
}

func okByArgument(d time.Duration) {
	done := make(chan struct{}, 2)
	copyAll := func(name string) {
		use(work())
		if name == "stdout" || name == "stderr" {
			done <- struct{}{} // ok: two of three goroutines send
		}
	}
	go copyAll("stdin")
	go copyAll("stdout")
	go copyAll("stderr")
	select {
	case <-done:
	case <-time.After(d):
	}
}

func okBySwitchedArgument(d time.Duration) {
	done := make(chan struct{}, 1)
	run := func(kind int, isLast bool) {
		switch kind {
		case 1, 2:
			use(work())
		default:
			if isLast {
				done <- struct{}{} // ok: one of three goroutines sends
			}
		}
	}
	go run(1, false)
	go run(3, false)
	go run(3, true)
	select {
	case <-done:
	case <-time.After(d):
	}
}

func tooManyByArgument(d time.Duration) {
	done := make(chan struct{}, 1)
	copyAll := func(name string) {
		use(work())
		if name != "stdin" {
			done <- struct{}{} // want `.*more values may be left than its buffer takes`
		}
	}
	go copyAll("stdin")
	go copyAll("stdout")
	go copyAll("stderr")
	select {
	case <-done:
	case <-time.After(d):
	}
}

func takeAll(count int, ch chan Result) {
	for i := 0; i < count; i++ {
		use(<-ch)
	}
}

func okHelperReceivesInLoop(workers int) {
	count := 2 * workers
	ch := make(chan Result)
	for i := 0; i < count; i++ {
		go func() { ch <- work() }() // ok: takeAll receives as many
	}
	takeAll(count, ch)
}

func missHelperReceivesLess(workers int) {
	count := 2 * workers
	ch := make(chan Result)
	for i := 0; i < count; i++ {
		go func() { ch <- work() }() // known-miss: how often the loop of takeAll goes round is not known here
	}
	takeAll(workers, ch)
}

func okLengthOfTheBuffer(d time.Duration) {
	const count = 3
	peers := make([]Peer, count)
	for i := range count {
		peers[i] = Peer{ID: "p"}
	}
	ch := make(chan Result, count)
	for _, p := range peers {
		go func() {
			use(p)
			ch <- work() // ok: there are as many peers as the buffer takes
		}()
	}
	select {
	case r := <-ch:
		use(r)
	case <-time.After(d):
	}
	peers = append(peers, Peer{})
	use(peers)
}

func longerThanTheBuffer(d time.Duration) {
	const count = 3
	peers := make([]Peer, count)
	ch := make(chan Result, count-1)
	for _, p := range peers {
		go func() {
			use(p)
			ch <- work() // want `.*more values may be left than its buffer takes`
		}()
	}
	select {
	case r := <-ch:
		use(r)
	case <-time.After(d):
	}
	peers = append(peers, Peer{})
	use(peers)
}

func okGrownInTheLoop(rounds int) {
	peers := make([]Peer, 1)
	for range rounds {
		ch := make(chan Result, len(peers))
		for _, p := range peers {
			go func() {
				use(p)
				ch <- work() // ok: the buffer has room for all of them
			}()
		}
		use(<-ch)
		peers = append(peers, Peer{})
	}
}

func nextRound(rounds int, d time.Duration) {
	for i := range rounds {
		use(i)
		ch := make(chan Result)
		go func() { ch <- work() }() // want `goroutine blocks for ever sending on ch when the loop goes on at line 306 without receiving`
		select {
		case r := <-ch:
			use(r)
		case <-time.After(d):
			continue
		}
	}
}

func lastExit() error {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `goroutine blocks for ever sending on ch when lastExit returns at line 318 without receiving`
	if err := workErr(); err != nil {
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	use(<-ch)
	return nil
}

func sentInTheLastRound(d time.Duration) {
	done := make(chan struct{})
	go func() {
		for i := range 3 {
			if i == 1 || cond() {
				done <- struct{}{} // want `goroutine blocks for ever sending on done when sentInTheLastRound ends at line \d+ without receiving`
				return
			}
			time.Sleep(d)
		}
	}()
	select {
	case <-done:
	case <-time.After(d / 2):
	}
}

const (
	streamIn  = "stdin"
	streamOut = "stdout"
	streamErr = "stderr"
)

func okByNamedArgument(d time.Duration) {
	done := make(chan struct{}, 2)
	copyAll := func(name string) {
		use(work())
		if name == streamOut || name == streamErr {
			done <- struct{}{} // ok: two of three goroutines send
		}
	}
	go copyAll(streamIn)
	go copyAll(streamOut)
	go copyAll(streamErr)
	select {
	case <-done:
	case <-time.After(d):
	}
}
