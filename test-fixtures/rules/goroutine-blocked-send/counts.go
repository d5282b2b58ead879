package sends

import "context"

// More values are sent than received.

func firstWins(peers []Peer) Result {
	ch := make(chan Result)
	for range peers {
		go func() { ch <- work() }() // want `goroutine blocks for ever sending on ch: more values are sent than firstWins receives.*` fix: safe
	}
	return <-ch
}

func firstOfThree() Result {
	ch := make(chan Result)
	for i := 0; i < 3; i++ {
		go func() { ch <- work() }() // want `.*more values are sent than firstOfThree receives.*` fix: safe
	}
	return <-ch
}

func firstOfN(n int) Result {
	ch := make(chan Result)
	for range n {
		go func() { ch <- work() }() // want `.*more values are sent.*` fix: safe
	}
	return <-ch
}

func firstOfCounted(n int) Result {
	ch := make(chan Result)
	for i := 0; i < n; i++ {
		go func() { ch <- work() }() // want `.*more values are sent.*` fix: safe
	}
	return <-ch
}

func firstOfTwo() error {
	errc := make(chan error)
	go func() { errc <- workErr() }() // want `.*more values are sent than firstOfTwo receives.*` fix: safe
	go func() { errc <- workErr() }() // known-miss: the finding stands at the first goroutine
	return <-errc
}

func smallBuffer(peers []Peer) Result {
	ch := make(chan Result, 1)
	for range peers {
		go func() { ch <- work() }() // want `goroutine blocks for ever sending on ch when smallBuffer returns at line \d+: more values may be left than its buffer takes` fix: safe
	}
	return <-ch
}

func smallConstantBuffer(ctx context.Context) error {
	errc := make(chan error, 1)
	go func() { errc <- workErr() }() // want `.*more values may be left than its buffer takes` fix: safe
	go func() { errc <- workErr() }() // known-miss: the finding stands at the first goroutine
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func namedConstant() Result {
	const workers = 4
	ch := make(chan Result, 2)
	for range workers {
		go func() { ch <- work() }() // want `.*more values may be left than its buffer takes`
	}
	return <-ch
}

func doubleSendBuffered(ctx context.Context) error {
	errc := make(chan error, 1)
	go func() { // want `.*more values may be left.*`
		if err := workErr(); err != nil {
			errc <- err
		}
		errc <- nil
	}()
	select {
	case err := <-errc:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func okDoubleSendOneBuffered() error {
	errc := make(chan error, 1)
	go func() {
		if err := workErr(); err != nil {
			errc <- err
		}
		errc <- nil // ok: one is received and one has room
	}()
	return <-errc
}

func okOppositeConditions() error {
	errc := make(chan error)
	go func() {
		err := workErr()
		if err != nil {
			errc <- err // ok: either this
		}
		if err == nil {
			errc <- nil // ok: or that
		}
	}()
	return <-errc
}

func noReceiver() {
	done := make(chan struct{})
	go func() {
		use(work())
		done <- struct{}{} // want `goroutine blocks for ever sending on done: nothing receives from it` fix: review
	}()
}

func abandoned(jobs []Block) error {
	errs := make(chan error)
	for range jobs {
		go func() { errs <- workErr() }() // want `goroutine blocks for ever sending on errs when abandoned returns at line \d+ before all values are received` fix: safe
	}
	for range jobs {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

func breaks(n int) (sum int) {
	ch := make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			ch <- i // want `goroutine may block for ever sending on ch in a loop: breaks returns at line \d+ without receiving the rest` fix: none
		}
		close(ch)
	}()
	for v := range ch {
		if v > 10 {
			break
		}
		sum += v
	}
	return sum
}

func okCountsAgree(n int) (out []Result) {
	ch := make(chan Result)
	for i := 0; i < n; i++ {
		go func() { ch <- work() }() // ok: n times here and there
	}
	for i := 1; i <= n; i++ {
		out = append(out, <-ch)
	}
	return out
}

func okBufferOfN(n int) Result {
	ch := make(chan Result, n)
	for range n {
		go func() { ch <- work() }() // ok: room for all
	}
	return <-ch
}

func okBufferMinusOne(peers []Peer) Result {
	ch := make(chan Result, len(peers)-1)
	for range peers {
		go func() { ch <- work() }() // ok: one is received
	}
	return <-ch
}

func okTwoEach(peers []Peer) Result {
	ch := make(chan Result, 2*len(peers))
	for range peers {
		go func() {
			ch <- work() // ok: room for two of each
			ch <- work()
		}()
	}
	return <-ch
}

func okReceivedBoth() error {
	errc := make(chan error)
	go func() { errc <- workErr() }() // ok: both are received
	go func() { errc <- workErr() }()
	for i := 0; i < 2; i++ {
		if err := <-errc; err != nil {
			use(err)
		}
	}
	return nil
}

func okPendingCount(peers []Peer) (out []Result) {
	ch := make(chan Result)
	pending := 0
	for range peers {
		if cond() {
			continue
		}
		pending++
		go func() { ch <- work() }() // ok: as many as were started
	}
	for ; pending > 0; pending-- {
		out = append(out, <-ch)
	}
	return out
}

func okLiteralLength() (out []error) {
	tasks := []func() error{workErr, workErr}
	errc := make(chan error, 2)
	for _, task := range tasks {
		go func() { errc <- task() }() // ok: two tasks, two places
	}
	return append(out, <-errc)
}
