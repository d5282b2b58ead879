package sends

import (
	"context"
	"sync"
)

// A goroutine receives, and leaves.

func receiverFails(jobs []Block) {
	ch := make(chan Block)
	go func() {
		for b := range ch {
			if err := workErr(); err != nil {
				use(b)
				return
			}
		}
	}()
	for _, job := range jobs {
		ch <- job // want `receiverFails blocks for ever sending on ch when the goroutine that receives returns at line \d+` fix: none
	}
	close(ch)
}

func receiverOnce() {
	ch := make(chan Result)
	go func() {
		if err := workErr(); err != nil {
			return
		}
		use(<-ch)
	}()
	ch <- work() // want `receiverOnce blocks for ever sending on ch when the goroutine that receives returns at line \d+`
}

func receiverEndsWithContext(ctx context.Context, jobs []Block) {
	ch := make(chan Block)
	go func() {
		for {
			select {
			case b, ok := <-ch:
				if !ok {
					return
				}
				use(b)
			case <-ctx.Done():
				return
			}
		}
	}()
	for _, job := range jobs {
		ch <- job // want `receiverEndsWithContext blocks for ever sending on ch when the goroutine that receives returns at line \d+`
	}
	close(ch)
}

func okReceivesAll(jobs []Block) {
	ch := make(chan Block)
	go func() {
		for b := range ch {
			use(b)
		}
	}()
	for _, job := range jobs {
		ch <- job // ok: the goroutine receives until the channel is closed
	}
	close(ch)
}

func okToldToStop(jobs []Block) {
	ch := make(chan Block)
	quit := make(chan struct{})
	go func() {
		for {
			select {
			case b := <-ch:
				use(b)
			case <-quit:
				return
			}
		}
	}()
	for _, job := range jobs {
		ch <- job // ok: quit is closed when all is sent
	}
	close(quit)
}

func okCancelledLater(ctx context.Context, jobs []Block) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	ch := make(chan Block)
	go func() {
		for {
			select {
			case b := <-ch:
				use(b)
			case <-ctx.Done():
				return
			}
		}
	}()
	for _, job := range jobs {
		ch <- job // ok: this very function ends the context
	}
}

func okSemaphore(jobs []Block) {
	slots := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for _, job := range jobs {
		slots <- struct{}{} // ok: every goroutine gives its slot back
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			if err := workErr(); err != nil {
				return
			}
			use(job)
		}()
	}
	wg.Wait()
}

func okLastOne(jobs []Block) {
	ch := make(chan *Block)
	go func() {
		for {
			b := <-ch
			if b == nil {
				return
			}
			use(b)
		}
	}()
	for i := range jobs {
		ch <- &jobs[i] // ok: the nil that comes last ends the goroutine
	}
	ch <- nil
}

func exchange(ctx context.Context) (sum int) {
	line := make(chan int)
	go func() { // want `goroutine may block for ever sending on line in a loop: exchange returns at line \d+ without receiving the rest` fix: none
		for {
			n := <-line
			if n < 0 {
				return
			}
			if cond() {
				line <- -n
				continue
			}
			line <- n + work().N
		}
	}()
	for i := range 3 {
		line <- i
		select {
		case n := <-line:
			sum += n
		case <-ctx.Done():
			return sum
		}
	}
	line <- -1
	return sum
}

func okExchange() (sum int) {
	line := make(chan int)
	go func() {
		for n := range line {
			line <- n + work().N // ok: every answer is received
		}
	}()
	for i := range 3 {
		line <- i
		sum += <-line
	}
	close(line)
	return sum
}

func okSwitchOnValue(n int) {
	ch := make(chan int)
	go func() {
	values:
		for v := range ch {
			switch v {
			case 0:
				break values
			default:
				use(v)
			}
		}
	}()
	for i := range n {
		ch <- i + 1 // ok: the zero that comes last ends the goroutine
	}
	ch <- 0
	close(ch)
}

func okVarOk(n int) {
	ch := make(chan int)
	go func() {
		for {
			var v, open = <-ch
			if !open {
				return
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i // ok: the goroutine receives until the channel is closed
	}
	close(ch)
}

func consumeUntil(ctx context.Context, in <-chan Block) {
	for {
		select {
		case b, ok := <-in:
			if !ok {
				return
			}
			use(b)
		case <-ctx.Done():
			return
		}
	}
}

func okHandedContext(jobs []Block) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ch := make(chan Block)
	go consumeUntil(ctx, ch)
	for _, job := range jobs {
		ch <- job // ok: this very function ends the context
	}
	close(ch)
}
