package slots

import "slices"

type registry struct{ entries []*blk }

func (r *registry) add(b *blk) { r.entries = append(r.entries, b) }

func (r *registry) remove(b *blk) {
	r.entries = slices.DeleteFunc(r.entries, func(other *blk) bool { return other == b }) // ok: it clears what it frees
}

func (r *registry) drain() []*blk {
	entries := r.entries
	r.entries = nil // ok: handed over as a whole
	return entries
}

func (r *registry) pop() *blk {
	last := len(r.entries) - 1
	b := r.entries[last]
	r.entries[last] = nil
	r.entries = r.entries[:last] // ok: the slot is cleared
	return b
}
