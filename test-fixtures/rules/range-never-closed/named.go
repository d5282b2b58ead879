package ranges

import (
	"context"
	"sync"
)

// Workers that are functions or methods of their own.

func consume(in <-chan int) {
	for v := range in { // ok: its callers close
		use(v)
	}
}

func startsNamed(n int) {
	ch := make(chan int)
	go consume(ch) // want `goroutine consume ranges over ch, which nothing closes: it waits for ever after the last value` fix: review
	for i := range n {
		ch <- i
	}
}

func okStartsNamed(n int) {
	ch := make(chan int)
	defer close(ch)
	go consume(ch) // ok: closed
	for i := range n {
		ch <- i
	}
}

func startsNamedInLoop(n int) {
	ch := make(chan int, 4)
	for range 4 {
		go consume(ch) // want `goroutine consume ranges over ch, .*`
	}
	for i := range n {
		ch <- i
	}
}

func namedClosedOnOnePath(n int) error {
	ch := make(chan int)
	go consume(ch) // want `goroutine consume ranges over ch, but namedClosedOnOnePath returns at line \d+ without closing it: then it waits for ever`
	for i := range n {
		if cond() {
			return errStop
		}
		ch <- i
	}
	close(ch)
	return nil
}

func consumeAndCount(wg *sync.WaitGroup, in <-chan int) {
	defer wg.Done()
	for v := range in {
		use(v)
	}
}

func startsNamedWithGroup(n int) {
	ch := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go consumeAndCount(&wg, ch) // want `goroutine consumeAndCount ranges over ch, .*`
	for i := range n {
		ch <- i
	}
	wg.Wait()
}

type worker struct{ id int }

func (w *worker) run(in <-chan int) {
	for v := range in {
		use(w.id, v)
	}
}

func startsMethod(n int) {
	ch := make(chan int)
	w := &worker{}
	go w.run(ch) // want `goroutine run ranges over ch, which nothing closes: .*`
	for i := range n {
		ch <- i
	}
}

func okStartsMethod(n int) {
	ch := make(chan int)
	w := &worker{}
	go w.run(ch) // ok
	for i := range n {
		ch <- i
	}
	close(ch)
}

func wrapped(n int) {
	ch := make(chan int)
	go func() {
		consume(ch) // want `goroutine ranges over ch in consume, which nothing closes: .*`
	}()
	for i := range n {
		ch <- i
	}
}

func collect(out chan int) (sum int) {
	for v := range out {
		sum += v
	}
	return sum
}

func collectsByCall(jobs []Block) int {
	out := make(chan int)
	for range jobs {
		go func() { out <- work().N }()
	}
	return collect(out) // want `collectsByCall ranges over out in collect, .*`
}

func shut(ch chan int) { close(ch) }

func okClosedByHelper(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: shut closes it
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
	shut(ch)
}

func okDeferredHelper(n int) {
	ch := make(chan int)
	defer shut(ch)
	go func() {
		for v := range ch { // ok: shut closes it
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func produce(n int, out chan<- int) {
	defer close(out)
	for i := range n {
		out <- i
	}
}

func okClosedByProducer(n int) (sum int) {
	ch := make(chan int)
	go produce(n, ch)
	for v := range ch { // ok: the producer closes it
		sum += v
	}
	return sum
}

func produceOpen(n int, out chan<- int) {
	for i := range n {
		out <- i
	}
}

func producerForgets(n int) (sum int) {
	ch := make(chan int)
	go produceOpen(n, ch)
	for v := range ch { // want `producerForgets ranges over ch, which nothing closes: .*`
		sum += v
	}
	return sum
}

// consumeUntil can end without a close.
func consumeUntil(ctx context.Context, in <-chan int) {
	for {
		select {
		case v, ok := <-in: // ok
			if !ok {
				return
			}
			use(v)
		case <-ctx.Done():
			return
		}
	}
}

func startsUntil(ctx context.Context, n int) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	go consumeUntil(ctx, ch) // ok: the context ends it
	for i := range n {
		ch <- i // known-miss: the goroutine that receives may return when the context ends
	}
}
