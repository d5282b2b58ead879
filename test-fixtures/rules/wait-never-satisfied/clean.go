package waits

import (
	"context"
	"sync"
	"time"
)

// Waits as they ought to be. Nothing in this file is reported.

func okDone() error {
	done := make(chan error, 1)
	go func() { done <- workErr() }()
	return <-done // ok
}

func okDoneOrTimeout(ctx context.Context, d time.Duration) error {
	done := make(chan error, 1)
	go func() { done <- workErr() }()
	select {
	case err := <-done: // ok
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return errStop
	}
}

func okQuit(n int) {
	quit, ticks := make(chan struct{}), make(chan int)
	defer close(quit)
	go func() {
		for {
			select {
			case v := <-ticks: // ok
				use(v)
			case <-quit: // ok
				return
			}
		}
	}()
	for i := range n {
		if cond() {
			return
		}
		ticks <- i
	}
}

func okBarrier(jobs []Block) {
	start := make(chan struct{})
	var wg sync.WaitGroup
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start // ok
			use(j)
		}()
	}
	close(start)
	wg.Wait()
}

// gate lets goroutines through once it is open.
type gate struct {
	mu     sync.Mutex
	opened *sync.Cond
	isOpen bool
}

func newGate() *gate { g := &gate{}; g.opened = sync.NewCond(&g.mu); return g }

// run: g := newGate(); go g.pass(); g.open()
func (g *gate) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for !g.isOpen {
		g.opened.Wait() // ok
	}
}

func (g *gate) open() {
	g.mu.Lock()
	g.isOpen = true
	g.mu.Unlock()
	g.opened.Broadcast()
}

func okSemaphoreOfTokens(jobs []Block) {
	tokens := make(chan struct{}, 4)
	var wg sync.WaitGroup
	for _, j := range jobs {
		tokens <- struct{}{}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-tokens }() // ok
			use(j)
		}()
	}
	wg.Wait()
}
