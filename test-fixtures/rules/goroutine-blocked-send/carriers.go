package sends

import (
	"context"
	"sync"
	"time"
)

// The channel takes other names, and the goroutine other forms.

func produce(out chan<- Result) { out <- work() }

func passed(d time.Duration) Result {
	ch := make(chan Result)
	go produce(ch) // want `goroutine blocks for ever sending on ch when passed returns at line \d+ without receiving` fix: safe
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func literalParameter(d time.Duration) Result {
	ch := make(chan Result)
	go func(out chan<- Result) {
		out <- work() // want `goroutine blocks for ever sending on ch when literalParameter returns at line \d+ without receiving` fix: safe
	}(ch)
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

type source struct{ id int }

func (s *source) feed(out chan Result) {
	use(s.id)
	out <- work()
}

func method(s *source, d time.Duration) Result {
	ch := make(chan Result)
	go s.feed(ch) // want `.* when method returns at line \d+ without receiving`
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func alias(d time.Duration) Result {
	ch := make(chan Result)
	out := ch
	go func() { out <- work() }() // want `goroutine blocks for ever sending on ch when alias returns at line \d+ without receiving`
	in := (<-chan Result)(ch)
	select {
	case r := <-in:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func declaredWithVar(d time.Duration) Result {
	var ch = make(chan Result)
	var out chan<- Result = ch
	go func() { out <- work() }() // want `.* when declaredWithVar returns at line \d+ without receiving`
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
	}
	return Result{}
}

func literalInVariable(d time.Duration) Result {
	ch := make(chan Result)
	run := func() {
		ch <- work() // want `.* when literalInVariable returns at line \d+ without receiving`
	}
	go run()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func helperLiteral(d time.Duration) Result {
	ch := make(chan Result)
	send := func(r Result) { ch <- r }
	go func() { // want `.* when helperLiteral returns at line \d+ without receiving`
		send(work())
	}()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func afterFunc(d time.Duration) Result {
	ch := make(chan Result)
	time.AfterFunc(time.Second, func() {
		ch <- work() // want `.* when afterFunc returns at line \d+ without receiving`
	})
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func background(f func()) { go f() }

func startedByHelper(d time.Duration) Result {
	ch := make(chan Result)
	background(func() {
		ch <- work() // want `.* when startedByHelper returns at line \d+ without receiving`
	})
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func goroutineInGoroutine(d time.Duration) Result {
	ch := make(chan Result)
	go func() {
		go func() {
			ch <- work() // want `.* when goroutineInGoroutine returns at line \d+ without receiving`
		}()
	}()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func deferredSend(d time.Duration) Result {
	ch := make(chan Result)
	go func() {
		defer func() {
			ch <- work() // want `.* when deferredSend returns at line \d+ without receiving`
		}()
		use("working")
	}()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func inLiteral() {
	run := func() error {
		errc := make(chan error)
		go func() {
			errc <- workErr() // want `goroutine blocks for ever sending on errc when the function literal returns at line \d+ without receiving`
		}()
		if cond() {
			return errStop
		}
		return <-errc
	}
	use(run())
}

type event chan Result

func namedType(d time.Duration) Result {
	ch := make(event)
	go func() { ch <- work() }() // want `.* when namedType returns at line \d+ without receiving`
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func 等待(d time.Duration) Result {
	结果 := make(chan Result)
	go func() { 结果 <- work() }() // want `goroutine blocks for ever sending on 结果 when 等待 returns at line \d+ without receiving` fix: safe
	select {
	case r := <-结果:
		return r
	case <-time.After(d):
		return Result{}
	}
}

type bus struct{ out chan Result }

func newBus() *bus {
	b := &bus{out: make(chan Result)}
	go func() { use(<-b.out) }()
	return b
}

func (b *bus) okField() {
	go func() { b.out <- work() }() // ok: received elsewhere unrun: a field of the receiver
}

func okStored(m map[string]chan Result) {
	ch := make(chan Result)
	m["a"] = ch
	go func() { ch <- work() }() // ok: whoever has the map may receive unrun: nobody does here
}

func okWaitGroup(peers []Peer) error {
	ch := make(chan Result, len(peers))
	var wg sync.WaitGroup
	for range peers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ch <- work() // ok: it is waited for
		}()
	}
	wg.Wait()
	close(ch)
	for r := range ch {
		if r.N > 0 {
			return errStop
		}
	}
	return nil
}

func okDone() (r Result) {
	ch := make(chan Result, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		ch <- work() // ok: it has room
	}()
	<-done
	if cond() {
		r = <-ch
	}
	return r
}

func okContextSelect(ctx context.Context) Result {
	ch := make(chan Result)
	go func() {
		select {
		case ch <- work(): // ok: it ends with the context
		case <-ctx.Done():
		}
	}()
	select {
	case r := <-ch:
		return r
	case <-ctx.Done():
		return Result{}
	}
}

func okStopped(d time.Duration) Result {
	ch := make(chan Result)
	timer := time.AfterFunc(time.Hour, func() {
		ch <- work() // ok: the timer is stopped before unrun: the time of the proof goes on for hours
	})
	defer timer.Stop()
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}

func missLocalType(d time.Duration) Result {
	type event chan Result
	ch := make(event)
	go func() { ch <- work() }() // known-miss: types that functions declare are not known
	select {
	case r := <-ch:
		return r
	case <-time.After(d):
		return Result{}
	}
}
