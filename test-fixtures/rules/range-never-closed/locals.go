package ranges

import (
	"context"
	"sync"
)

// Local channels that nothing closes.

func workers(jobs []Block) {
	ch := make(chan Block)
	for i := 0; i < 4; i++ {
		go func() {
			for b := range ch { // want `goroutine ranges over ch, which nothing closes: it waits for ever after the last value`
				use(b)
			}
		}()
	}
	for _, j := range jobs {
		ch <- j
	}
}

func withoutVariable(n int) {
	ticks := make(chan struct{}, 1)
	go func() {
		for range ticks { // want `goroutine ranges over ticks, .*`
			use(work())
		}
	}()
	for i := 0; i < n; i++ {
		ticks <- struct{}{}
	}
}

func buffered(jobs []Block) {
	ch := make(chan Block, 8)
	go func() {
		for b := range ch { // want `goroutine ranges over ch, which nothing closes: .*`
			use(b)
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
}

func declaredByVar(jobs []Block) {
	var ch = make(chan Block)
	go func() {
		for b := range ch { // want `goroutine ranges over ch, .*`
			use(b)
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
}

func declaredTogether(jobs []Block) {
	in, out := make(chan Block), make(chan int, 100)
	go func() {
		for b := range in { // want `goroutine ranges over in, .*`
			out <- int(b.Height)
		}
	}()
	for i, j := range jobs {
		if i == 100 {
			break
		}
		in <- j
		<-out
	}
}

func assignedVariable(n int) {
	var b Block
	ch := make(chan Block)
	go func() {
		for b = range ch { // want `goroutine ranges over ch, .*`
			use(b)
		}
	}()
	for range n {
		ch <- Block{}
	}
}

func inParentheses(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func aliased(n int) {
	ch := make(chan int)
	var in <-chan int = ch
	go func() {
		for v := range in { // want `goroutine ranges over in, .*`
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func passedToLiteral(n int) {
	ch := make(chan int)
	go func(in <-chan int) {
		for v := range in { // want `goroutine ranges over in, .*`
			use(v)
		}
	}(ch)
	for i := range n {
		ch <- i
	}
}

func literalInVariable(n int) {
	ch := make(chan int)
	worker := func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			use(v)
		}
	}
	go worker()
	go worker()
	for i := range n {
		ch <- i
	}
}

func waitsForWorkers(jobs []Block) {
	ch := make(chan Block)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for b := range ch { // want `goroutine ranges over ch, .*`
				use(b)
			}
		}()
	}
	for _, j := range jobs {
		ch <- j
	}
	wg.Wait()
}

func pendingCounter(jobs []Block) {
	ch := make(chan Block)
	var pending sync.WaitGroup
	for range 3 {
		go func() {
			for b := range ch { // want `goroutine ranges over ch, .*`
				use(b)
				pending.Done()
			}
		}()
	}
	for _, j := range jobs {
		pending.Add(1)
		ch <- j
	}
	pending.Wait()
}

func collectedByParent(jobs []Block) (sum int) {
	out := make(chan int)
	for range jobs {
		go func() { out <- work().N }()
	}
	for v := range out { // want `collectedByParent ranges over out, which nothing closes: it waits for ever after the last value`
		sum += v
	}
	return sum
}

func waiterForgetsToClose(jobs []Block) (n int) {
	out := make(chan int)
	var wg sync.WaitGroup
	for range jobs {
		wg.Add(1)
		go func() { defer wg.Done(); out <- 1 }()
	}
	go func() { wg.Wait() }()
	for v := range out { // want `waiterForgetsToClose ranges over out, .*`
		n += v
	}
	return n
}

func bufferedInTheSameFunction(n int) (sum int) {
	ch := make(chan int, 10)
	for i := 0; i < n && i < 10; i++ {
		ch <- i
	}
	for v := range ch { // want `bufferedInTheSameFunction ranges over ch, .*`
		sum += v
	}
	return sum
}

func twoRanges(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			use(v)
		}
	}()
	go func() {
		for v := range ch { // known-miss: one finding stands for all loops over a channel
			use(-v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func severalChannels(n int) {
	left, right := make(chan int), make(chan int)
	go func() {
		for v := range left { // want `goroutine ranges over left, .*`
			use(v)
		}
	}()
	go func() {
		for v := range right { // ok: right is closed
			use(v)
		}
	}()
	for i := range n {
		left <- i
		right <- i
	}
	close(right)
}

func pipeline(n int) {
	first, second := make(chan int), make(chan int)
	go func() {
		for v := range first { // want `goroutine ranges over first, .*`
			second <- v
		}
		close(second)
	}()
	go func() {
		for v := range second { // known-miss: its close stands behind a range that never ends
			use(v)
		}
	}()
	for i := range n {
		first <- i
	}
}

func closesAnother(n int) {
	ch, done := make(chan int), make(chan struct{})
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
	close(done)
}

func shadowed(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
	{
		ch := make(chan int)
		close(ch)
	}
}

func perIteration(peers []Peer) {
	for range peers {
		ch := make(chan int)
		go func() {
			for v := range ch { // want `goroutine ranges over ch, .*`
				use(v)
			}
		}()
		ch <- 1
	}
}

func nested(n int) {
	ch := make(chan int)
	go func() {
		go func() {
			for v := range ch { // want `goroutine ranges over ch, .*`
				use(v)
			}
		}()
	}()
	for i := range n {
		ch <- i
	}
}

func labelledContinue(n int) {
	ch := make(chan int)
	go func() {
	values:
		for v := range ch { // want `goroutine ranges over ch, .*`
			for i := range v {
				if i > 2 {
					continue values
				}
			}
		}
	}()
	for i := range n {
		ch <- i
	}
}

func breakInsideSwitch(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			switch {
			case v > 2:
				break
			default:
				use(v)
			}
		}
	}()
	for i := range n {
		ch <- i
	}
}

func returnInsideLiteral(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*`
			func() {
				if v > 2 {
					return
				}
				use(v)
			}()
		}
	}()
	for i := range n {
		ch <- i
	}
}

// leavesOnCancel ends with the context only while it handles a value; behind the last one it does not look.
func leavesOnCancel(ctx context.Context, n int) {
	ch, out := make(chan int), make(chan int)
	go func() {
		for v := range ch { // known-miss: the loop has another way out
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	for i := range n {
		ch <- i
		<-out // known-miss: the goroutine that sends may return first
	}
}

func noValuesAtAll() {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, which nothing closes: .*`
			use(v)
		}
	}()
}
