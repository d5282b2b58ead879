package sends

import (
	"context"
	"sync"
	"time"
)

func cleanBuffered(ctx context.Context) (Result, error) {
	ch := make(chan Result, 1)
	go func() { ch <- work() }() // ok: it has room
	select {
	case r := <-ch:
		return r, nil
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
}

func cleanBufferOfLength(peers []Peer) Result {
	ch := make(chan Result, len(peers))
	for range peers {
		go func() { ch <- work() }() // ok: every goroutine has room
	}
	return <-ch
}

func cleanSelect(ctx context.Context, peers []Peer) (Result, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan Result)
	for range peers {
		go func() {
			select {
			case ch <- work(): // ok: the deferred cancel lets it go
			case <-ctx.Done():
			}
		}()
	}
	select {
	case r := <-ch:
		return r, nil
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
}

func cleanDefault() {
	ch := make(chan int)
	go func() {
		select {
		case ch <- 1: // ok: it never waits
		default:
		}
	}()
}

func cleanAllReceived(peers []Peer) (out []Result) {
	ch := make(chan Result)
	for range peers {
		go func() { ch <- work() }() // ok: one receive for each
	}
	for range peers {
		out = append(out, <-ch)
	}
	return out
}

func cleanDrained(d time.Duration) Result {
	ch := make(chan Result)
	go func() { ch <- work() }() // ok: every way receives
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return <-ch
	}
}

func cleanDrainGoroutine(ctx context.Context) Result {
	ch := make(chan Result)
	go func() { ch <- work() }() // ok: another goroutine takes over
	select {
	case r := <-ch:
		return r
	case <-ctx.Done():
		go func() { <-ch }()
		return Result{}
	}
}

func cleanReturned() <-chan Result {
	ch := make(chan Result)
	go func() {
		defer close(ch)
		ch <- work() // ok: the caller receives
	}()
	return ch
}

func cleanClose() {
	done := make(chan struct{})
	go func() {
		defer close(done) // ok: nobody has to receive
		use(work())
	}()
	if cond() {
		return
	}
	<-done
}

func cleanTwo() error {
	errc := make(chan error, 2)
	go func() { errc <- workErr() }() // ok: room for both
	go func() { errc <- workErr() }() // ok: room for both
	return <-errc
}

func cleanExclusive() error {
	errc := make(chan error, 1)
	go func() {
		if err := workErr(); err != nil {
			errc <- err // ok: one of the two
			return
		}
		errc <- nil // ok: one of the two
	}()
	return <-errc
}

func cleanQuit(n int) (sum int) {
	ch, quit := make(chan int), make(chan struct{})
	defer close(quit)
	go func() {
		defer close(ch)
		for i := 0; i < n; i++ {
			select {
			case ch <- i: // ok: it is told that nobody listens
			case <-quit:
				return
			}
		}
	}()
	for v := range ch {
		if v > 10 {
			return sum
		}
		sum += v
	}
	return sum
}

func cleanClosedByWaiter(jobs []Block) (n int) {
	out := make(chan int)
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- 1 // ok: received until the channel is closed
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	for v := range out {
		n += v
	}
	return n
}
