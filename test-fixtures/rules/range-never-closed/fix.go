package ranges

import "sync"

// What the fixes do, and where there is none.

func deferBehindTheMake(jobs []Block) {
	ch := make(chan Block, 4) // the queue
	go func() {
		for b := range ch { // want `goroutine ranges over ch, .*` fix: review
			use(b)
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
}

func deferBehindTheMakeWithReturns(jobs []Block) error {
	ch := make(chan Block)
	go consumeBlocks(ch) // want `goroutine consumeBlocks ranges over ch, .*` fix: review
	for _, j := range jobs {
		if cond() {
			return errStop
		}
		ch <- j
	}
	return nil
}

func consumeBlocks(in <-chan Block) {
	for b := range in { // ok: its callers close unrun: the caller owns the channel
		use(b)
	}
}

func closeBehindTheLastSend(jobs []Block) {
	ch := make(chan Block)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for b := range ch { // want `goroutine ranges over ch, .*` fix: review
			use(b)
		}
	}()
	for _, j := range jobs {
		ch <- j
	}
	wg.Wait()
}

func closeBehindASingleSend() {
	ch, done := make(chan int), make(chan struct{})
	go func() {
		defer close(done)
		for v := range ch { // want `goroutine ranges over ch, .*` fix: review
			use(v)
		}
	}()
	ch <- 1
	<-done // known-miss: it waits for a goroutine that never ends
}

func deferInPlaceOfTheClose(jobs []Block) error {
	ch := make(chan Block)
	go func() {
		for b := range ch { // want `goroutine ranges over ch, .*` fix: review
			use(b)
		}
	}()
	for _, j := range jobs {
		if cond() {
			return errStop
		}
		ch <- j
	}
	close(ch)
	return nil
}

func deferInTheSender(n int) (sum int) {
	ch := make(chan int)
	go func() {
		for i := range n {
			ch <- i
		}
	}()
	for v := range ch { // want `deferInTheSender ranges over ch, .*` fix: review
		sum += v
	}
	return sum
}

func noFixSeveralSenders(jobs []Block) (sum int) {
	ch := make(chan int)
	for range jobs {
		go func() { ch <- 1 }()
	}
	for v := range ch { // want `noFixSeveralSenders ranges over ch, .*` fix: none
		sum += v
	}
	return sum
}

func noFixReturnsBetweenAndWaits(jobs []Block) error {
	ch := make(chan Block)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for b := range ch { // want `goroutine ranges over ch, .*` fix: none
			use(b)
		}
	}()
	for _, j := range jobs {
		if cond() {
			return errStop
		}
		ch <- j
	}
	wg.Wait()
	return nil
}

func noFixInLoop(peers []Peer) {
	for range peers {
		ch := make(chan int)
		go func() {
			for v := range ch { // want `goroutine ranges over ch, .*` fix: none
				use(v)
			}
		}()
		ch <- 1
	}
}

func noFixSendsInClosure(n int) {
	ch := make(chan int)
	go func() {
		for v := range ch { // want `goroutine ranges over ch, .*` fix: none
			use(v)
		}
	}()
	send := func(v int) { ch <- v }
	for i := range n {
		send(i)
	}
}
