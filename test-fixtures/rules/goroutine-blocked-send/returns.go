package sends

import (
	"context"
	"errors"
	"time"
)

// The receiver leaves before it receives.

func returnOnError() (Result, error) {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `goroutine blocks for ever sending on ch when returnOnError returns at line \d+ without receiving` fix: safe
	if err := workErr(); err != nil {
		return Result{}, err
	}
	return <-ch, nil
}

func returnOnTimeout(d time.Duration) Result {
	ch := make(chan Result)
	go func() {
		ch <- work() // want `goroutine blocks for ever sending on ch when returnOnTimeout returns at line \d+ without receiving` fix: safe
	}()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func returnOnTimer(d time.Duration) (r Result, err error) {
	ch := make(chan Result)
	go func() {
		ch <- work() // want `.* when returnOnTimer returns at line \d+ without receiving`
	}()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case r = <-ch:
	case <-timer.C:
		err = errStop
	}
	return
}

func endOfFunction(d time.Duration) {
	ch := make(chan Result)
	go func() {
		ch <- work() // want `.* when endOfFunction ends at line \d+ without receiving`
	}()
	select {
	case r := <-ch:
		use(r)
	case <-time.After(d):
		use("late")
	}
}

func returnOnDefault() Result {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `.* when returnOnDefault returns at line \d+ without receiving`
	select {
	case r := <-ch:
		return r
	default:
		return Result{}
	}
}

func returnInBranch() Result {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `.* when returnInBranch returns at line \d+ without receiving`
	if cond() {
		return <-ch
	}
	return Result{}
}

func returnInSwitch(n int) Result {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `.* when returnInSwitch returns at line \d+ without receiving`
	switch n {
	case 1:
		return <-ch
	case 2:
		return Result{}
	default:
		return <-ch
	}
}

func breakOfSelect(d time.Duration) (r Result) {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `.* when breakOfSelect returns at line \d+ without receiving`
	select {
	case r = <-ch:
	case <-time.After(d):
		break
	}
	return r
}

func labelledBreak(ctx context.Context) (r Result) {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `.* when labelledBreak returns at line \d+ without receiving`
wait:
	for {
		select {
		case r = <-ch:
			return r
		case <-ctx.Done():
			break wait
		}
	}
	return r
}

func gotoEnd() (r Result) {
	ch := make(chan Result)
	go func() { ch <- work() }() // want `.* when gotoEnd returns at line \d+ without receiving`
	if cond() {
		goto end
	}
	r = <-ch
end:
	return r
}

func secondOfTwoErrors() error {
	errc := make(chan error)
	go func() { errc <- workErr() }() // want `.* when secondOfTwoErrors returns at line \d+ without receiving`
	if err := workErr(); err == nil {
		return <-errc
	} else if errors.Is(err, errStop) {
		return err
	}
	return <-errc
}

func nextIteration(peers []Peer) (n int) {
	for range peers {
		ch := make(chan Result)
		go func() {
			ch <- work() // want `goroutine blocks for ever sending on ch when the loop goes on at line \d+ without receiving`
		}()
		select {
		case r := <-ch:
			n += r.N
		case <-time.After(time.Minute):
			continue
		}
	}
	return n
}

func eventLoop(ctx context.Context, ticks <-chan int) (n int) {
	done := make(chan Result)
	isBusy := false
	for {
		select {
		case <-ticks:
			if !isBusy {
				isBusy = true
				go func() {
					done <- work() // want `goroutine blocks for ever sending on done when eventLoop returns at line \d+ without receiving`
				}()
			}
		case r := <-done:
			isBusy = false
			n += r.N
		case <-ctx.Done():
			return n
		}
	}
}

func twoResults(ctx context.Context) (Result, error) {
	answer := make(chan Result)
	failed := make(chan error)
	go func() {
		r, err := fetch(context.Background())
		if err != nil {
			failed <- err // want `goroutine blocks for ever sending on failed when twoResults returns at line \d+ without receiving`
			return
		}
		answer <- r // want `goroutine blocks for ever sending on answer when twoResults returns at line \d+ without receiving`
	}()
	select {
	case r := <-answer:
		return r, nil
	case err := <-failed:
		return Result{}, err
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
}

func okTwoResults() (Result, error) {
	answer := make(chan Result)
	failed := make(chan error)
	go func() {
		r, err := fetch(context.Background())
		if err != nil {
			failed <- err // ok: then nothing is sent on answer
			return
		}
		answer <- r // ok: then nothing is sent on failed
	}()
	select {
	case r := <-answer:
		return r, nil
	case err := <-failed:
		return Result{}, err
	}
}

func okOnlyWhenStarted(isAsync bool) (r Result) {
	ch := make(chan Result)
	if isAsync {
		go func() { ch <- work() }() // ok: received on the same condition
	} else {
		r = work()
	}
	if isAsync {
		r = <-ch
	}
	return r
}

func okNilUntilStarted(isAsync bool) (r Result) {
	var ch chan Result
	if isAsync {
		ch = make(chan Result)
		go func() { ch <- work() }() // ok: received unless it is nil
	}
	if ch != nil {
		r = <-ch
	}
	return r
}

func okStartedFlag() (r Result) {
	ch := make(chan Result)
	isStarted := false
	if cond() {
		isStarted = true
		go func() { ch <- work() }() // ok: the flag says so
	}
	if isStarted {
		r = <-ch
	}
	return r
}

func okErrorIsNil() (Result, error) {
	ch := make(chan Result)
	var err error
	go func() { ch <- work() }() // ok: err is nil
	if err != nil {
		return Result{}, err
	}
	return <-ch, nil
}

func okDeferredReceive() error {
	ch := make(chan Result)
	go func() { ch <- work() }() // ok: the deferred function receives
	defer func() { use(<-ch) }()
	return workErr()
}

func okPanics() Result {
	ch := make(chan Result)
	go func() { ch <- work() }() // ok: a panic ends the program unrun: a panic is no end of the function
	if cond() {
		panic("no")
	}
	return <-ch
}

func okSameCondition(isBusy bool) {
	done := make(chan struct{})
	go func() {
		if isBusy {
			return
		}
		done <- struct{}{} // ok: received on the same condition
	}()
	if !isBusy {
		<-done
	}
}
