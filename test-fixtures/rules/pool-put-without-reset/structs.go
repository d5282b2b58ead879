package pool

import (
	"bytes"
	"sync"
)

type half struct {
	out   bytes.Buffer
	names []string
}

func (h *half) Reset() { h.out.Reset() }

func (h *half) add(name string) {
	h.out.WriteString(name)
	h.names = append(h.names, name)
}

var halves = sync.Pool{New: func() any { return new(half) }}

func resetHalf(name string) {
	h := halves.Get().(*half)
	h.add(name)
	h.Reset()
	halves.Put(h) // want `h goes back to halves with what is in its names: other parts are reset, but names is kept and grows with each use` fix: review+review
}

type batch struct {
	rows  []int
	bytes []byte
}

func (b *batch) reset() {
	b.rows = b.rows[:0]
	b.bytes = nil
}

var batches = sync.Pool{New: func() any { return new(batch) }}

func unresetBatch(row int) int {
	b := batches.Get().(*batch)
	b.rows = append(b.rows, row)
	b.bytes = append(b.bytes, byte(row))
	n := len(b.rows)
	batches.Put(b) // want `b goes back to batches with what is in its rows and bytes: .*` fix: safe+review
	return n
}

type fieldwise struct {
	rows  []int
	count int
}

var fieldwises = sync.Pool{New: func() any { return new(fieldwise) }}

func resetFields(row int) {
	f := fieldwises.Get().(*fieldwise)
	f.rows = append(f.rows, row)
	f.count++
	f.rows, f.count = f.rows[:0], 0
	fieldwises.Put(f) // ok: all that grows is cut
}

type whole struct{ rows []int }

var wholes = sync.Pool{New: func() any { return new(whole) }}

func overwrite(row int) {
	w := wholes.Get().(*whole)
	w.rows = append(w.rows, row)
	*w = whole{}
	wholes.Put(w) // ok: overwritten
}

type assigned struct {
	rows []int
	name string
}

var assigneds = sync.Pool{New: func() any { return new(assigned) }}

func setAfterGet(rows []int) int {
	a := assigneds.Get().(*assigned)
	a.rows = rows
	a.rows = append(a.rows, 1)
	n := len(a.rows)
	assigneds.Put(a) // want `a goes back to assigneds with its rows set: .*` fix: review
	return n
}

type scalar struct{ n, m int }

var scalars = sync.Pool{New: func() any { return new(scalar) }}

func noGrowth(n int) int {
	s := scalars.Get().(*scalar)
	s.n = n
	s.m += s.n
	m := s.m
	scalars.Put(s) // ok: nothing in it grows
	return m
}

type nested struct {
	inner struct{ rows []int }
	parts part
}

type part struct{ names []string }

func (p *part) add(name string) { p.names = append(p.names, name) }
func (p *part) clear()          { p.names = p.names[:0] }

var nesteds = sync.Pool{New: func() any { return new(nested) }}

func growNested(name string) {
	n := nesteds.Get().(*nested)
	n.parts.add(name)
	nesteds.Put(n) // want `n goes back to nesteds with what is in its parts.names: .*` fix: review+review
}

var cleareds = sync.Pool{New: func() any { return new(nested) }}

func clearNested(name string) {
	n := cleareds.Get().(*nested)
	n.parts.add(name)
	n.parts.clear()
	cleareds.Put(n) // ok: the part is cleared
}

type embedding struct {
	bytes.Buffer
	rows []int
}

var embeddings = sync.Pool{New: func() any { return new(embedding) }}

func resetPromoted(row int) {
	e := embeddings.Get().(*embedding)
	e.rows = append(e.rows, row)
	e.Reset()
	embeddings.Put(e) // want `e goes back to embeddings with what is in its rows: other parts are reset, but rows is kept and grows with each use` fix: review+review
}

type chained struct{ rows []int }

func (c *chained) init() *chained {
	c.prepare()
	return c
}

func (c *chained) prepare() { c.rows = c.rows[:0] }

var chaineds = sync.Pool{New: func() any { return new(chained) }}

func twoLevels(row int) {
	c := chaineds.Get().(*chained)
	c.init()
	c.rows = append(c.rows, row)
	chaineds.Put(c) // ok: init calls prepare, which cuts
}

type pretending struct{ rows []int }

func (p *pretending) Reset() { p.rows = append(p.rows, 0) }

var pretendings = sync.Pool{New: func() any { return new(pretending) }}

func resetInName(row int) {
	p := pretendings.Get().(*pretending)
	p.rows = append(p.rows, row)
	p.Reset()
	pretendings.Put(p) // want `p goes back to pretendings with what is in its rows: rows is kept and grows with each use` fix: review+review
}

type freeList struct{ free []*int }

var freeLists = sync.Pool{New: func() any { return new(freeList) }}

func takeFree() *int {
	f := freeLists.Get().(*freeList)
	defer freeLists.Put(f) // ok: what is appended is taken out again
	if len(f.free) == 0 {
		return new(int)
	}
	last := f.free[len(f.free)-1]
	f.free = f.free[:len(f.free)-1] // want GL2001 `.*`
	return last
}

func giveFree(p *int) {
	f := freeLists.Get().(*freeList)
	f.free = append(f.free, p)
	freeLists.Put(f) // ok: a list of free ones, which is wanted unrun: nobody takes from it in between
}
