package sends

import (
	"context"
	"time"
)

// What the fixes do, and where none is right.

func fixPlain() error {
	errc := make(chan error)
	go func() { errc <- workErr() }() // want `.*` fix: safe
	if cond() {
		return nil
	}
	return <-errc
}

type failure chan error

func fixNamedType() error {
	errc := make(failure)
	go func() { errc <- workErr() }() // want `.*` fix: safe
	if cond() {
		return nil
	}
	return <-errc
}

func fixSeveralMakes() error {
	first, second := make(chan error), make(chan error)
	go func() { first <- workErr() }()  // ok: always received
	go func() { second <- workErr() }() // want `.*` fix: safe
	if err := <-first; err != nil {
		return err
	}
	if cond() {
		return nil
	}
	return <-second
}

func fixOldSize(peers []Peer) Result {
	ch := make(chan Result, 1)
	for range peers {
		go func() { ch <- work() }() // want `.*` fix: safe
	}
	return <-ch
}

func fixTwoSenders() error {
	errc := make(chan error)
	go func() { errc <- workErr() }() // want `.*` fix: safe
	go func() { errc <- workErr() }() // known-miss: the finding stands at the first goroutine
	return <-errc
}

func fixClosedBehind(d time.Duration) (r Result) {
	ch := make(chan Result)
	go func() {
		defer close(ch)
		ch <- work() // want `.*` fix: safe
	}()
	select {
	case r = <-ch:
	case <-time.After(d):
	}
	return r
}

func noFixForRendezvous(d time.Duration) (r Result) {
	ch := make(chan Result)
	go func() {
		ch <- work() // want `.*` fix: none
		use("the value was taken")
	}()
	select {
	case r = <-ch:
	case <-time.After(d):
	}
	return r
}

func noFixForHiddenCount(peers []Peer) Result {
	ch := make(chan Result)
	for _, peer := range peers {
		for range len(peer.ID) {
			go func() { ch <- work() }() // want `.*` fix: none
		}
	}
	return <-ch
}

func noFixForLaterLength() Result {
	ch := make(chan Result)
	peers := []Peer{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	for range peers {
		go func() { ch <- work() }() // want `.*` fix: none
	}
	return <-ch
}

func fixSelectShadowed(ctx context.Context) (r Result) {
	ch := make(chan Result)
	go func() {
		ctx := "no context"
		ch <- work() // want `.*` fix: none
		use(ctx)
	}()
	select {
	case r = <-ch:
	case <-ctx.Done():
	}
	return r
}

func fixSelect(ctx context.Context) (r Result) {
	ch := make(chan Result)
	go func() {
		ch <- work() // want `.*` fix: review
		use("behind")
	}()
	select {
	case r = <-ch:
	case <-ctx.Done():
	}
	return r
}

func fixSelectInLoop(ctx context.Context, n int) (sum int) {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range n {
			ch <- i // want `.*` fix: review
		}
	}()
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				return sum
			}
			sum += v
		case <-ctx.Done():
			return sum
		}
	}
}
