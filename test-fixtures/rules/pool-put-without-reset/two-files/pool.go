package twofiles

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var records = sync.Pool{New: func() any { return new(record) }}

type record struct {
	fields []string
	raw    []byte
}

func (r *record) clear() {
	r.fields = r.fields[:0]
	clearBytes(&r.raw)
}

func put(b *bytes.Buffer) {
	b.Reset()
	buffers.Put(b) // ok: reset
}

func store(b *bytes.Buffer) {
	shared.Put(b) // ok: its caller in the other file resets
}
