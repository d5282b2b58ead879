package slots

type block struct{ payload [1 << 16]byte }

type queue struct{ pending []*block }

func (q *queue) add(b *block) { q.pending = append(q.pending, b) }

func (q *queue) next() *block {
	b := q.pending[0]
	q.pending = q.pending[1:] // want `q.pending\[1:\] leaves the \*block in front in the array of q.pending: it stays alive until append makes a new array` fix: review
	return b
}

func (q *queue) nextAndClear() *block {
	b := q.pending[0]
	q.pending[0] = nil
	q.pending = q.pending[1:] // ok
	return b
}
