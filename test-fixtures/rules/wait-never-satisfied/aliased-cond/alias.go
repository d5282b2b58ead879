// Package aliased signals a condition through a local variable: then no condition of the package is judged.
package aliased

import "sync"

// byAlias is signalled through a local variable.
type byAlias struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newByAlias() *byAlias { q := &byAlias{}; q.cond = sync.NewCond(&q.mu); return q }

func (q *byAlias) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		q.cond.Wait() // ok: push signals it by another name unrun: signalled elsewhere
	}
}

func (q *byAlias) push() {
	cond := q.cond
	q.n++
	cond.Signal()
}

// forgotten would be reported, were it not for the variable above.
type forgotten struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func newForgotten() *forgotten { q := &forgotten{}; q.cond = sync.NewCond(&q.mu); return q }

func (q *forgotten) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.n == 0 {
		q.cond.Wait() // known-miss: push signals something that is not a field unrun: nobody signals
	}
}
