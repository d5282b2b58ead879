package waits

// More values are received than are sent.

func tooFew() {
	done := make(chan struct{})
	go func() { done <- struct{}{} }()
	go func() { done <- struct{}{} }()
	for range 3 {
		<-done // want `tooFew receives 3 values from done, but only 2 are sent: it waits for ever`
	}
}

func tooFewInClause() {
	done := make(chan struct{})
	go func() { done <- struct{}{} }()
	go func() { done <- struct{}{} }()
	for i := 0; i < 3; i++ {
		<-done // want `tooFewInClause receives 3 values from done, but only 2 are sent: .*`
	}
}

func tooFewReceives() {
	ch := make(chan int, 2)
	ch <- 1
	use(<-ch)
	use(<-ch) // want `tooFewReceives receives 2 values from ch, but only 1 is sent: .*`
}

func tooFewFromLoop() {
	ch := make(chan int)
	go func() {
		for i := range 2 {
			ch <- i
		}
	}()
	for range 3 {
		use(<-ch) // want `tooFewFromLoop receives 3 values from ch, but only 2 are sent: .*`
	}
}

func tooFewFromGoroutines() {
	ch := make(chan int)
	for i := range 2 {
		go func() { ch <- i }()
	}
	use(<-ch)
	use(<-ch)
	use(<-ch) // want `tooFewFromGoroutines receives 3 values from ch, but only 2 are sent: .*`
}

const workers = 4

func tooFewByConstant() {
	done := make(chan struct{})
	for range workers - 1 {
		go func() { done <- struct{}{} }()
	}
	for range workers {
		<-done // want `tooFewByConstant receives 4 values from done, but only 3 are sent: .*`
	}
}

func tooFewNamedConstant() {
	done := make(chan struct{})
	for range 3 {
		go func() { done <- struct{}{} }()
	}
	for range workers {
		<-done // want `tooFewNamedConstant receives 4 values from done, but only 3 are sent: .*`
	}
}

func tooFewInGoroutine() {
	ch := make(chan int, 1)
	ch <- 1
	go func() {
		use(<-ch)
		use(<-ch) // want `goroutine receives 2 values from ch, but only 1 is sent: .*`
	}()
}

func okAsMany() {
	done := make(chan struct{})
	for range 3 {
		go func() { done <- struct{}{} }()
	}
	for range 3 {
		<-done // ok
	}
}

func okAsManySymbolic(jobs []Block) {
	done := make(chan struct{})
	for range jobs {
		go func() { done <- struct{}{} }()
	}
	for range jobs {
		<-done // ok
	}
}

func okClosedAfter() {
	ch := make(chan int, 1)
	go func() {
		ch <- 1
		close(ch)
	}()
	use(<-ch)
	use(<-ch) // ok: the closed channel gives zeros
}

func okExclusiveReceives() {
	ch := make(chan int, 1)
	ch <- 1
	if cond() {
		use(<-ch) // ok: one of the two
	} else {
		use(<-ch) // ok
	}
}

func okReceiveThenReturn() {
	ch := make(chan int, 1)
	ch <- 1
	if cond() {
		use(<-ch) // ok: it returns behind
		return
	}
	use(<-ch) // ok
}

func okLoopThatBreaks() {
	ch := make(chan int, 1)
	ch <- 1
	for range 3 {
		use(<-ch) // ok: it leaves after the first
		break
	}
}

func okLoopThatReturns() int {
	ch := make(chan int, 1)
	ch <- 1
	for range 3 {
		if v := <-ch; v > 0 { // ok: it can leave after the first
			return v
		}
		ch <- 2
	}
	return 0
}

func okSendsInUnknownLoop(n int) {
	ch := make(chan int, 100)
	for i := range n {
		ch <- i
	}
	if n < 2 {
		return
	}
	use(<-ch)
	use(<-ch) // ok: n is not known
}

func okSemaphore(jobs []Block) {
	tokens := make(chan struct{}, 2)
	for range jobs {
		tokens <- struct{}{}
		go func() {
			defer func() { <-tokens }() // ok: each took one
			use(work())
		}()
	}
}

func okPingPong() {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for range 3 {
			pong <- <-ping // ok
		}
	}()
	for i := range 3 {
		ping <- i
		use(<-pong) // ok
	}
}
