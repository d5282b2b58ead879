package pool

import (
	"io"
	"sync"
)

var fixSlices = sync.Pool{New: func() any { return new([]int) }}

var fixBytes = sync.Pool{New: func() any { return new([]byte) }}

func fixReturned(n int) []int {
	p := fixSlices.Get().(*[]int)
	defer fixSlices.Put(p)
	*p = append((*p)[:0], n)
	return (*p)[:1] // want `.*` fix: safe
}

func fixWithImport() []byte {
	p := fixBytes.Get().(*[]byte)
	defer fixBytes.Put(p)
	*p = append((*p)[:0], 1)
	return (*p)[:1] // want `.*` fix: safe
}

func fixDouble(fail bool) error {
	p := fixBytes.Get().(*[]byte)
	defer fixBytes.Put(p)
	if fail {
		fixBytes.Put(p) // want `.*` fix: safe
		return io.EOF
	}
	return nil
}
