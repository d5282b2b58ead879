package waits

import (
	"context"
	"sync"
	"time"
)

// Receives from channels on which nothing is sent and which nothing closes.

func noSender() {
	ch := make(chan int)
	go func() { use(<-ch) }() // want `goroutine receives from ch, but nothing sends on it or closes it: it waits for ever`
}

func noSenderBuffered() {
	ch := make(chan int, 3)
	go func() {
		<-ch // want `goroutine receives from ch, but nothing sends on it or closes it: .*`
	}()
}

func noSenderInParent() {
	done := make(chan struct{})
	go func() {
		use(work())
	}()
	<-done // want `noSenderInParent receives from done, but nothing sends on it or closes it: it waits for ever`
}

func noSenderAssigned() int {
	ch := make(chan int)
	v := <-ch // want `noSenderAssigned receives from ch, .*`
	return v
}

func noSenderReturned() int {
	ch := make(chan int)
	return <-ch // want `noSenderReturned receives from ch, .*`
}

func noSenderWithOk() bool {
	ch := make(chan int)
	_, ok := <-ch // want `noSenderWithOk receives from ch, .*`
	return ok
}

func noSenderInLoop() {
	ch := make(chan int)
	go func() {
		for {
			use(<-ch) // want `goroutine receives from ch, .*`
		}
	}()
}

func noSenderInSelectOfOne() {
	ch := make(chan int)
	go func() {
		select {
		case v := <-ch: // want `goroutine receives from ch, .*`
			use(v)
		}
	}()
}

func noSenderDeferred() {
	done := make(chan struct{})
	defer func() {
		<-done // want `noSenderDeferred receives from done, .*`
	}()
	use(work())
}

func noSenderThroughAlias() {
	ch := make(chan int)
	in := ch
	go func() {
		<-in // want `goroutine receives from in, .*`
	}()
}

func noSenderThroughParameter() {
	ch := make(chan int)
	go func(in <-chan int) {
		<-in // want `goroutine receives from in, .*`
	}(ch)
}

func receiveOne(in <-chan int) { use(<-in) }

func noSenderNamed() {
	ch := make(chan int)
	go receiveOne(ch) // want `goroutine receiveOne receives from ch, but nothing sends on it or closes it: .*`
}

func noSenderByCall() {
	ch := make(chan int)
	receiveOne(ch) // want `noSenderByCall receives from ch in receiveOne, but nothing sends on it or closes it: .*`
}

func wrongChannel() {
	started, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(started)
		use(work())
	}()
	<-started
	<-done // want `wrongChannel receives from done, .*`
}

func shadowedDone() {
	done := make(chan struct{})
	go func() {
		done := make(chan struct{})
		close(done)
	}()
	<-done // want `shadowedDone receives from done, .*`
}

func noSenderTwice() {
	ch := make(chan int)
	go func() {
		<-ch // want `goroutine receives from ch, .*`
	}()
	go func() {
		<-ch // want `goroutine receives from ch, .*`
	}()
}

func madeWhereItIsReceived() {
	go func() {
		<-make(chan int) // want `goroutine receives from a channel that nothing else has: it waits for ever`
	}()
}

func madeInTheGoroutine() {
	go func() {
		ch := make(chan int)
		use(<-ch) // want `goroutine receives from ch, but nothing sends on it or closes it: .*`
	}()
}

func okOtherCase(d time.Duration) {
	never := make(chan int)
	select {
	case <-never: // ok: the timer ends it
	case <-time.After(d):
	}
}

func okDefaultCase() {
	never := make(chan int)
	select {
	case <-never: // ok: does not block
	default:
	}
}

func okWithContext(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	never := make(chan int)
	go func() {
		select {
		case <-never: // ok: the context ends it
		case <-ctx.Done():
		}
	}()
}

func okEscapesByReturn() chan int {
	ch := make(chan int)
	go func() { use(<-ch) }() // ok: the caller sends unrun: the caller owns the channel
	return ch
}

func okClosedByGoroutine() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		use(work())
	}()
	<-done // ok
}

func okClosedInOnce() {
	done := make(chan struct{})
	var once sync.Once
	go once.Do(func() { close(done) })
	<-done // ok
}

func okPassedToLibrary(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	context.AfterFunc(ctx, func() { close(done) })
	cancel()
	<-done // ok
}

func okStoredInStruct(p *pair) {
	ch := make(chan int)
	p.ch = ch
	go func() { use(<-ch) }() // ok: p has it, too unrun: others own the channel
}

type pair struct{ ch chan int }

func okInComposite() pair {
	ch := make(chan int)
	go func() { use(<-ch) }() // ok: the caller has it unrun: the caller owns the channel
	return pair{ch: ch}
}

func okPointer(fill func(*chan int)) {
	ch := make(chan int)
	fill(&ch)
	<-ch // ok: fill may replace it unrun: others own the channel
}
