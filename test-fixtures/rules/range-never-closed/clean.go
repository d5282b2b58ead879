package ranges

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"time"
)

// Channels whose ranges end, or whose end is not in sight. Nothing in this file is reported.

func okDeferClose(jobs []Block) error {
	ch := make(chan Block)
	defer close(ch)
	go func() {
		for b := range ch { // ok
			use(b)
		}
	}()
	for _, j := range jobs {
		if j.Height < 0 {
			return errStop
		}
		ch <- j
	}
	return nil
}

func okClosedByWaiter(jobs []Block) (n int) {
	out := make(chan int)
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		go func() { defer wg.Done(); out <- 1 }()
	}
	go func() { wg.Wait(); close(out) }()
	for v := range out { // ok
		n += v
	}
	return n
}

func okTick(c <-chan time.Time) {
	for range c { // ok: by design unrun: the caller owns the channel
		use()
	}
}

func okParam(ch <-chan Block) {
	for b := range ch { // ok: the owner closes it unrun: the caller owns the channel
		use(b)
	}
}

func okLibraryChannel(d time.Duration) {
	go func() {
		for range time.Tick(d) { // ok: a loop by design unrun: runs for ever by design
			use()
		}
	}()
}

func okSignals() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		for s := range signals { // ok: a loop by design unrun: runs for ever by design
			use(s)
		}
	}()
}

func okReturned(n int) chan int {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: the caller has the channel unrun: the caller owns the channel
			use(v)
		}
	}()
	return ch
}

func okReturnedInFunction() (stop func()) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: the caller can close it unrun: the caller owns the channel
			use(v)
		}
	}()
	return func() { close(ch) }
}

type registry struct{ queues map[string]chan int }

func (r *registry) okStored(name string) {
	ch := make(chan int)
	r.queues[name] = ch
	go func() {
		for v := range ch { // ok: stored unrun: others own the channel
			use(v)
		}
	}()
}

func okSentElsewhere(out chan<- chan int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: another has it unrun: others own the channel
			use(v)
		}
	}()
	out <- ch
}

type sink interface{ attach(chan<- int) }

func okPassedToInterface(s sink) {
	ch := make(chan int)
	s.attach(ch)
	go func() {
		for v := range ch { // ok: what the sink does is not known unrun: others own the channel
			use(v)
		}
	}()
}

func okPassedAsAny(put func(any)) {
	ch := make(chan int)
	put(ch)
	go func() {
		for v := range ch { // ok: what put does is not known unrun: others own the channel
			use(v)
		}
	}()
}

func okBreaksBySentinel(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: the zero ends it
			if v == 0 {
				break
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i + 1
	}
	ch <- 0
}

func okReturnsBySentinel(n int) {
	ch := make(chan *Block)
	go func() {
		for b := range ch { // ok: nil ends it
			if b == nil {
				return
			}
			use(b)
		}
	}()
	for range n {
		ch <- &Block{}
	}
	ch <- nil
}

func okCounts(n int) (sum int) {
	ch := make(chan int, n)
	for i := range n {
		go func() { ch <- i }()
	}
	left := n
	if left == 0 {
		return 0
	}
	for v := range ch { // ok: leaves after the last value
		sum += v
		if left--; left == 0 {
			break
		}
	}
	return sum
}

func okGotoOut(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // ok: the zero ends it
			if v == 0 {
				goto out
			}
		}
	out:
		use()
	}()
	for i := range n {
		ch <- i + 1
	}
	ch <- 0
}

func okLabelledBreak(n int) {
	ch := make(chan int)
	go func() {
	values:
		for v := range ch { // ok: the zero ends it
			switch v {
			case 0:
				break values
			default:
				use(v)
			}
		}
	}()
	for i := range n {
		ch <- i + 1
	}
	ch <- 0
}

func okSlice(chunks [][]int) (sum int) {
	for _, chunk := range chunks { // ok: a slice
		for _, v := range chunk {
			sum += v
		}
	}
	return sum
}

func okClosedInGoroutine(n int) (sum int) {
	ch := make(chan int)
	go func() {
		for i := range n {
			ch <- i
		}
		close(ch)
	}()
	for v := range ch { // ok
		sum += v
	}
	return sum
}

func okClosedInLoopOfChannels(n int) {
	chans := make([]chan int, 3)
	for i := range chans {
		chans[i] = make(chan int)
		go func() {
			for v := range chans[i] { // ok: closed below
				use(v)
			}
		}()
	}
	for i := range n {
		chans[i%3] <- i
	}
	for _, ch := range chans {
		close(ch)
	}
}

func okReassigned(n int) {
	ch := make(chan int)
	for range 2 {
		in := ch
		go func() {
			for v := range in { // ok: closed before the next is made
				use(v)
			}
		}()
		ch <- n
		close(ch)
		ch = make(chan int)
	}
}

func okClosedAfterWorkers(jobs []Block) []int {
	in, out := make(chan Block), make(chan int)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for b := range in { // ok
				out <- int(b.Height)
			}
		}()
	}
	go func() {
		for _, j := range jobs {
			in <- j
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	var all []int
	for v := range out { // ok
		all = append(all, v)
	}
	return all
}

func okContextCloses(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	context.AfterFunc(ctx, func() { close(ch) })
	go func() {
		for v := range ch { // ok: closed when the context ends
			use(v)
		}
	}()
}
