package pool

import (
	"bytes"
	"io"
	"sync"
)

var sized = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func deferredPut(r io.Reader) int {
	buf := sized.Get().(*bytes.Buffer)
	defer sized.Put(buf) // want `buf goes back to sized whatever its size: .*` fix: none
	buf.Reset()
	buf.ReadFrom(r)
	return buf.Len()
}

func lengthBeforeReset(r io.Reader) {
	buf := sized.Get().(*bytes.Buffer)
	buf.Reset()
	buf.ReadFrom(r)
	if buf.Len() > 1<<16 {
		return
	}
	sized.Put(buf) // want `buf goes back to sized whatever its size: .*` fix: none
}

var measured = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func lengthWhenFull(text string) {
	buf := measured.Get().(*bytes.Buffer)
	buf.WriteString(text)
	if buf.Len() < 1<<16 {
		buf.Reset()
		measured.Put(buf) // ok: it is full when its length is looked at
	}
}

var lists = sync.Pool{New: func() any { return new([]int) }}

func putList(values ...int) {
	p := lists.Get().(*[]int)
	*p = append((*p)[:0], values...)
	lists.Put(p) // want `p goes back to lists whatever its size: .*` fix: none
}

var cappedLists = sync.Pool{New: func() any { return new([]int) }}

func putCappedList(values ...int) {
	p := cappedLists.Get().(*[]int)
	*p = append((*p)[:0], values...)
	if cap(*p) <= 1024 {
		cappedLists.Put(p) // ok: its capacity is looked at
	}
}

var classes [8]sync.Pool

func putByClass(class int, text string) {
	buf, ok := classes[class&7].Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	buf.Reset()
	buf.WriteString(text)
	classes[class&7].Put(buf) // ok: there is a pool for each size unrun: its size has a pool of its own
}

var helped = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func isSmall(buf *bytes.Buffer) bool { return buf.Cap() < 1<<12 }

func putHelped(text string) {
	buf := helped.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(text)
	if isSmall(buf) {
		helped.Put(buf) // ok: a function looks at it
	}
}

type pair struct{ left, right int }

var pairs = sync.Pool{New: func() any { return pair{} }}

func putPair() {
	p := pairs.Get().(pair)
	pairs.Put(p) // want `each Put of p allocates: pairs is given a struct and not a pointer to one` fix: none
}
