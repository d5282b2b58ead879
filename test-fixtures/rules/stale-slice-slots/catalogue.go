package slots

import "slices"

type blk struct {
	payload [64]byte
	next    *blk
}

type peer struct {
	name string
	next *peer
	pad  [64]byte
}

type reactor struct {
	pendingBlocks []*blk
	stack         []*peer
	ints          []int
}

func (r *reactor) push(b *blk, p *peer) {
	r.pendingBlocks = append(r.pendingBlocks, b)
	r.stack = append(r.stack, p)
	r.ints = append(r.ints, 1)
}

func (r *reactor) pop() *blk {
	b := r.pendingBlocks[0]
	r.pendingBlocks = r.pendingBlocks[1:] // want `r.pendingBlocks\[1:\] leaves the \*blk in front in the array of r.pendingBlocks: .*` fix: review
	return b
}

func (r *reactor) popStack() *peer {
	p := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1] // want `r.stack\[:len\(r.stack\)-1\] leaves the last \*peer in the array of r.stack: it stays alive until append overwrites it` fix: review
	return p
}

func (r *reactor) remove(i int) {
	r.pendingBlocks = append(r.pendingBlocks[:i], r.pendingBlocks[i+1:]...) // want `behind the length of r.pendingBlocks the array keeps the \*blk that was last: it stays alive until append overwrites it` fix: review
}

type q2 struct {
	items []*blk
	ints  []int
}

func (q *q2) push(b *blk) {
	q.items = append(q.items, b)
	q.ints = append(q.ints, 1)
}

func (q *q2) okClearSlot() *blk {
	b := q.items[0]
	q.items[0] = nil
	q.items = q.items[1:] // ok: the slot is cleared
	return b
}

func (q *q2) okNoPointers() int {
	v := q.ints[0]
	q.ints = q.ints[1:] // ok: numbers
	return v
}

func (q *q2) okSlicesDelete(i int) {
	q.items = slices.Delete(q.items, i, i+1) // ok: it clears what it frees
}

func (q *q2) okClearAll() {
	clear(q.items)
	q.items = q.items[:0] // ok: cleared
}

func (q *q2) okSwapRemove(i int) {
	last := len(q.items) - 1
	q.items[i] = q.items[last]
	q.items[last] = nil
	q.items = q.items[:last] // ok: the slot is cleared
}

func okLocalParse(args []string) {
	for len(args) > 0 {
		args = args[1:] // ok: a parameter
	}
}
