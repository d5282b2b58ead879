package pool

import (
	"bytes"
	"sync"
)

var bigPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}
var slicePool = sync.Pool{New: func() any { return make([]byte, 0, 1024) }}

func putAnySize(b *bytes.Buffer) {
	b.Reset()
	bigPool.Put(b) // want `b goes back to bigPool whatever its size: .*` fix: review
}

func putBoxed(b []byte) {
	slicePool.Put(b[:0]) // want `each Put of b allocates: slicePool is given a slice and not a pointer to one` fix: none
}

var cappedPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func okCapped(b *bytes.Buffer) {
	const maxPooled = 64 << 10
	if b.Cap() > maxPooled {
		return
	}
	b.Reset()
	cappedPool.Put(b) // ok: large ones are left to the collector
}
