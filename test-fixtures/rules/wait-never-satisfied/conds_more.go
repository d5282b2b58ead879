package waits

func (q *twoFiles) push() {
	q.mu.Lock()
	q.n++
	q.mu.Unlock()
	q.cond.Broadcast()
}
