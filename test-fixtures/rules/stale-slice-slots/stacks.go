package slots

import (
	"container/heap"
	"slices"
)

type undo struct {
	steps []*blk
	marks []int
	trail []*blk
}

func (u *undo) push(b *blk) {
	u.steps = append(u.steps, b)
	u.trail = append(u.trail, b)
}

func (u *undo) popNamed() *blk {
	last := len(u.steps) - 1
	b := u.steps[last]
	u.steps = u.steps[:last] // want `u.steps\[:last\] leaves the last \*blk in the array of u.steps: it stays alive until append overwrites it` fix: review
	return b
}

func (u *undo) popByLength() *blk {
	n := len(u.steps)
	b := u.steps[n-1]
	u.steps = u.steps[:n-1] // want `u.steps\[:n-1\] leaves the last \*blk .*` fix: review
	return b
}

func (u *undo) popTwo() {
	u.steps = u.steps[:len(u.steps)-2] // want `u.steps\[:len\(u.steps\)-2\] leaves the last ones, each a \*blk, .*` fix: review
}

func (u *undo) popCleared() *blk {
	n := len(u.steps)
	b := u.steps[n-1]
	u.steps[n-1] = nil
	u.steps = u.steps[:n-1] // ok: cleared
	return b
}

func (u *undo) popClearedBehind() *blk {
	n := len(u.steps) - 1
	b := u.steps[n]
	u.steps = u.steps[:n] // ok: cleared behind
	u.steps[:n+1][n] = nil
	return b
}

func (u *undo) removeBySwap(i int) {
	last := len(u.steps) - 1
	u.steps[i] = u.steps[last]
	u.steps = u.steps[:last] // want `u.steps\[:last\] leaves the last \*blk .*` fix: review
}

func (u *undo) removeByCopy(i int) {
	u.steps = u.steps[:i+copy(u.steps[i:], u.steps[i+1:])] // want `behind the length of u.steps the array keeps the \*blk that was last: .*` fix: review
}

func (u *undo) removeRange(from, to int) {
	u.steps = append(u.steps[:from], u.steps[to:]...) // want `behind the length of u.steps the array keeps .*` fix: review unrun: the bounds are the same in the proof
}

func (u *undo) insert(i int, b *blk) {
	u.steps = append(u.steps[:i+1], u.steps[i:]...) // ok: it makes room
	u.steps[i] = b
}

func (u *undo) reset() {
	u.steps = u.steps[:0] // want `u.steps is cut to nothing, but its array keeps every \*blk: they stay alive until append overwrites them` fix: review
}

func (u *undo) refill(blocks []*blk) {
	u.steps = u.steps[:0] // ok: filled again at once
	for _, b := range blocks {
		u.steps = append(u.steps, b)
	}
}

func (u *undo) drop() {
	u.steps = nil // ok: the array goes
}

func (u *undo) resetByLoop() {
	for i := range u.steps {
		u.steps[i] = nil
	}
	u.steps = u.steps[:0] // ok: cleared one by one
}

func (u *undo) resetByHelper() {
	forget(u.steps)
	u.steps = u.steps[:0] // ok: the helper clears
}

func forget(blocks []*blk) { clear(blocks) }

func (u *undo) filter(keep func(*blk) bool) {
	n := 0
	for _, b := range u.trail {
		if keep(b) {
			u.trail[n] = b
			n++
		}
	}
	u.trail = u.trail[:n] // known-miss: how much is left is not known
}

type byAge []*blk

func (h byAge) Len() int           { return len(h) }
func (h byAge) Less(i, j int) bool { return i < j }
func (h byAge) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byAge) Push(x any)        { *h = append(*h, x.(*blk)) }

func (h *byAge) Pop() any {
	old := *h
	n := len(old)
	b := old[n-1]
	*h = old[:n-1] // want `old\[:n-1\] leaves the last \*blk in the array of \*h: it stays alive until append overwrites it` fix: review
	return b
}

type byWeight []*blk

func (h byWeight) Len() int           { return len(h) }
func (h byWeight) Less(i, j int) bool { return i < j }
func (h byWeight) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byWeight) Push(x any)        { *h = append(*h, x.(*blk)) }

func (h *byWeight) Pop() any {
	old := *h
	n := len(old)
	b := old[n-1]
	old[n-1] = nil
	*h = old[0 : n-1] // ok: cleared
	return b
}

func (h *byWeight) popInPlace() *blk {
	end := len(*h) - 1
	b := (*h)[end]
	*h = (*h)[:end] // want `\(\*h\)\[:end\] leaves the last \*blk in the array of \*h: .*` fix: review
	return b
}

func (h *byWeight) popInPlaceClean() *blk {
	end := len(*h) - 1
	b := (*h)[end]
	(*h)[end] = nil
	*h = (*h)[:end] // ok: cleared
	return b
}

var _ heap.Interface = (*byWeight)(nil)

func has(u *undo, b *blk) bool { return slices.Contains(u.steps, b) }
