package pool

import "sync"

var bytesPool = sync.Pool{New: func() any { return new([]byte) }}

func putBytes(p *[]byte) {
	*p = (*p)[:0]
	bytesPool.Put(p) // want `p goes back to bytesPool whatever its size: .*` fix: review
}

func fillBytes(text string) int {
	p := bytesPool.Get().(*[]byte)
	defer putBytes(p)
	*p = append(*p, text...)
	return len(*p)
}
