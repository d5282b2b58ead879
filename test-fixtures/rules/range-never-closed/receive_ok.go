package ranges

import "context"

// Loops that receive until the channel is closed.

func untilNotOk(n int) {
	ch := make(chan int)
	go func() {
		for {
			v, ok := <-ch // want `goroutine receives from ch until it is closed, but nothing closes it: it waits for ever after the last value`
			if !ok {
				return
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func breaksWhenNotOk(n int) {
	ch := make(chan int)
	go func() {
		for {
			v, ok := <-ch // want `goroutine receives from ch until it is closed, .*`
			if !ok {
				break
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func okInCondition(n int) {
	ch := make(chan int)
	go func() {
		for {
			if v, ok := <-ch; ok { // want `goroutine receives from ch until it is closed, .*`
				use(v)
			} else {
				return
			}
		}
	}()
	for i := range n {
		ch <- i
	}
}

func okInForClause(n int) {
	ch := make(chan int)
	go func() {
		for v, ok := <-ch; ok; v, ok = <-ch { // want `goroutine receives from ch until it is closed, .*`
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func varOk(n int) {
	ch := make(chan int)
	go func() {
		for {
			var v, open = <-ch // want `goroutine receives from ch until it is closed, .*`
			if !open {
				return
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func closedOnOnePathForOk(n int) error {
	ch := make(chan int)
	go func() {
		for {
			v, ok := <-ch // want `goroutine receives from ch until it is closed, but closedOnOnePathForOk returns at line \d+ without closing it: then it waits for ever`
			if !ok {
				return
			}
			use(v)
		}
	}()
	for i := range n {
		if cond() {
			return errStop
		}
		ch <- i
	}
	close(ch)
	return nil
}

func okClosedLoop(n int) {
	ch := make(chan int)
	defer close(ch)
	go func() {
		for {
			v, ok := <-ch // ok: closed
			if !ok {
				return
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i
	}
}

func receivesInSelect(ctx context.Context, n int) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ch := make(chan int)
	go func() {
		for {
			select {
			case v, ok := <-ch: // ok: the context ends it
				if !ok {
					return
				}
				use(v)
			case <-ctx.Done():
				return
			}
		}
	}()
	for i := range n {
		ch <- i // known-miss: the goroutine that receives may return when the context ends
	}
}

func okOnlyOnce() {
	ch := make(chan int, 1)
	go func() {
		v, ok := <-ch // ok: one value, one receive
		use(v, ok)
	}()
	ch <- 1
}

func okLeavesBySentinel(n int) {
	ch := make(chan int)
	go func() {
		for {
			v, ok := <-ch // ok: the zero ends it
			if !ok || v == 0 {
				return
			}
			use(v)
		}
	}()
	for i := range n {
		ch <- i + 1
	}
	ch <- 0
}
