package waits

import "sync"

// Conditions: what matters is whether anything in the package signals them. Some of it stands in conds_more.go.

type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []Block
}

func newQueue() *queue { q := &queue{}; q.cond = sync.NewCond(&q.mu); return q }

func (q *queue) pop() Block {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait() // want `nothing in the package signals queue\.cond: who waits here may never wake up`
	}
	return q.items[0]
}

func (q *queue) push(b Block) {
	q.mu.Lock()
	q.items = append(q.items, b)
	q.mu.Unlock()
}

type cq struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newCq() *cq { q := &cq{}; q.cond = sync.NewCond(&q.mu); return q }

// run: q := newCq(); go q.pop(); q.push()
func (q *cq) pop() {
	q.mu.Lock()
	for q.n == 0 {
		q.cond.Wait() // ok: push signals
	}
	q.n--
	q.mu.Unlock()
}

func (q *cq) push() { q.mu.Lock(); q.n++; q.mu.Unlock(); q.cond.Signal() }

// twoFiles is signalled in conds_more.go.
type twoFiles struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newTwoFiles() *twoFiles { q := &twoFiles{}; q.cond = sync.NewCond(&q.mu); return q }

// run: q := newTwoFiles(); go q.wait(); q.push()
func (q *twoFiles) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		q.cond.Wait() // ok: signalled in the other file
	}
}

// byValue holds the condition itself.
type byValue struct {
	mu   sync.Mutex
	cond sync.Cond
	n    int
}

func newByValue() *byValue { q := &byValue{}; q.cond.L = &q.mu; return q }

func (q *byValue) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		q.cond.Wait() // want `nothing in the package signals byValue\.cond: .*`
	}
}

// exportedCond can be signalled by others.
type exportedCond struct {
	Cond *sync.Cond
	n    int
}

func newExportedCond() *exportedCond { return &exportedCond{Cond: sync.NewCond(&sync.Mutex{})} }

// run: q := newExportedCond(); go q.wait(); q.Cond.L.Lock(); q.n = 1; q.Cond.L.Unlock(); q.Cond.Broadcast()
func (q *exportedCond) wait() {
	q.Cond.L.Lock()
	defer q.Cond.L.Unlock()
	for q.n == 0 {
		q.Cond.Wait() // ok: others can signal it
	}
}

// handedOut gives its condition to a watcher.
type handedOut struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newHandedOut() *handedOut { q := &handedOut{}; q.cond = sync.NewCond(&q.mu); return q }

// run: q := newHandedOut(); go q.wait(); q.mu.Lock(); q.n = 1; q.mu.Unlock(); q.watch().Signal()
func (q *handedOut) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		q.cond.Wait() // ok: watch hands it out
	}
}

func (q *handedOut) watch() *sync.Cond { return q.cond }

// byMethodValue is signalled by a method value.
type byMethodValue struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newByMethodValue() *byMethodValue { q := &byMethodValue{}; q.cond = sync.NewCond(&q.mu); return q }

// run: q := newByMethodValue(); go q.wait(); q.mu.Lock(); q.n = 1; q.mu.Unlock(); q.wake()()
func (q *byMethodValue) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		q.cond.Wait() // ok: wake is the method
	}
}

func (q *byMethodValue) wake() func() { return q.cond.Broadcast }

// shared gets its condition from outside.
type shared struct {
	cond *sync.Cond
	n    int
}

func newShared(cond *sync.Cond) *shared { return &shared{cond: cond} }

// run: c := sync.NewCond(&sync.Mutex{}); q := newShared(c); go q.wait(); c.L.Lock(); q.n = 1; c.L.Unlock(); c.Signal()
func (q *shared) wait() {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for q.n == 0 {
		q.cond.Wait() // ok: the owner signals
	}
}

// embedded has the methods of its condition.
type embedded struct {
	*sync.Cond
	n int
}

func newEmbedded() *embedded { return &embedded{Cond: sync.NewCond(&sync.Mutex{})} }

// run: q := newEmbedded(); go q.wait(); q.L.Lock(); q.n = 1; q.L.Unlock(); q.Signal()
func (q *embedded) wait() {
	q.L.Lock()
	defer q.L.Unlock()
	for q.n == 0 {
		q.Wait() // ok: others can signal it
	}
}

// Conditions in local variables are signalled in sight or nowhere.
func localCond() {
	var mu sync.Mutex
	waiting := sync.NewCond(&mu)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		for !cond() {
			waiting.Wait() // want `nothing signals waiting: who waits here never wakes up`
		}
	}()
}

func localCondByValue() {
	var waiting sync.Cond
	waiting.L = &sync.Mutex{}
	go func() {
		waiting.L.Lock()
		defer waiting.L.Unlock()
		waiting.Wait() // want `nothing signals waiting: .*`
	}()
}

func okLocalCondSignalled() {
	var mu sync.Mutex
	waiting := sync.NewCond(&mu)
	isDone := false
	go func() {
		mu.Lock()
		defer mu.Unlock()
		for !isDone {
			waiting.Wait() // ok: signalled below
		}
	}()
	mu.Lock()
	isDone = true
	mu.Unlock()
	waiting.Broadcast()
}

func okLocalCondReturned() *sync.Cond {
	waiting := sync.NewCond(&sync.Mutex{})
	go func() {
		waiting.L.Lock()
		defer waiting.L.Unlock()
		waiting.Wait() // ok: the caller signals unrun: signalled elsewhere
	}()
	return waiting
}

// nested is signalled by another path to the same field.
type nested struct{ inner cq }

func (n *nested) wake() { n.inner.cond.Broadcast() }
