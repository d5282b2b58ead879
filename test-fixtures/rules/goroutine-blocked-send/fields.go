package sends

import "time"

// Channels in fields: who sends and who receives stop by the close of the same other field.

type worker struct {
	requests chan Block
	results  chan Result
	quit     chan struct{}
}

func newWorker() *worker {
	w := &worker{requests: make(chan Block), results: make(chan Result, 1), quit: make(chan struct{})}
	go w.serve()
	return w
}

func (w *worker) Close() { close(w.quit) }

func (w *worker) serve() {
	for {
		select {
		case b := <-w.requests:
			use(b, work())
		case <-w.results:
		case <-w.quit:
			return
		}
	}
}

// run: w := newWorker(); go w.submitRounds(3); <-time.After(time.Minute); w.Close(); <-time.After(4*time.Minute)
func (w *worker) submitRounds(rounds int) {
	for range rounds {
		select {
		case <-w.quit:
			return
		default:
		}
		w.requests <- Block{} // want `submitRounds may block for ever sending on w.requests: who receives from it returns when w.quit is closed` fix: review
	}
}

// run: w := newWorker(); go w.submitByLiteral(time.Second); <-time.After(time.Minute); w.Close(); <-time.After(4*time.Minute)
func (w *worker) submitByLiteral(d time.Duration) {
	submit := func() {
		use(d)
		w.requests <- Block{} // want `submitByLiteral may block for ever sending on w.requests: .*`
	}
	for {
		select {
		case <-time.After(d):
			submit()
		case <-w.quit:
			return
		}
	}
}

// run: w := newWorker(); go w.okSubmitOrStop(time.Second); <-time.After(time.Minute); w.Close(); <-time.After(4*time.Minute)
func (w *worker) okSubmitOrStop(d time.Duration) {
	for {
		select {
		case <-time.After(d):
		case <-w.quit:
			return
		}
		select {
		case w.requests <- Block{}: // ok: quit ends the wait
		case <-w.quit:
			return
		}
	}
}

// run: w := newWorker(); go w.okBuffered(); <-time.After(time.Second); w.Close(); <-time.After(time.Minute)
func (w *worker) okBuffered() {
	select {
	case <-w.quit:
		return
	default:
	}
	w.results <- work() // ok: the buffer has room for it
}

// run: w := newWorker(); w.okContract(); w.Close(); <-time.After(time.Minute)
func (w *worker) okContract() {
	w.requests <- Block{} // ok: whoever calls knows that the worker has not been closed
}

type drained struct {
	requests chan Block
	quit     chan struct{}
}

func newDrained() *drained {
	w := &drained{requests: make(chan Block), quit: make(chan struct{})}
	go w.serve()
	return w
}

func (w *drained) Close() { close(w.quit) }

func (w *drained) serve() {
	for {
		select {
		case b := <-w.requests:
			use(b)
		case <-w.quit:
			for range 3 {
				select {
				case <-w.requests:
				case <-time.After(time.Minute):
				}
			}
			return
		}
	}
}

// run: w := newDrained(); go w.okDrained(time.Second); <-time.After(time.Second); w.Close(); <-time.After(5*time.Minute)
func (w *drained) okDrained(d time.Duration) {
	for {
		select {
		case <-time.After(d):
		case <-w.quit:
			return
		}
		w.requests <- Block{} // ok: serve goes on receiving for a while
	}
}

type lasting struct {
	requests chan Block
	quit     chan struct{}
}

func newLasting() *lasting {
	w := &lasting{requests: make(chan Block), quit: make(chan struct{})}
	go w.serve()
	return w
}

func (w *lasting) Close() { close(w.quit); close(w.requests) }

func (w *lasting) serve() {
	for b := range w.requests {
		use(b)
	}
}

// run: w := newLasting(); w.okLasting(1); w.Close(); <-time.After(time.Minute)
func (w *lasting) okLasting(rounds int) {
	for range rounds {
		select {
		case <-w.quit:
			return
		default:
		}
		w.requests <- Block{} // ok: who receives does not stop by quit
	}
}
