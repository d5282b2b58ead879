package pool

import (
	"bytes"
	"fmt"
	"sync"
)

var headers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func encodeHeader(height int) []byte {
	buf := headers.Get().(*bytes.Buffer)
	defer headers.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%d", height)
	return buf.Bytes() // want `buf.Bytes\(\), memory of buf, is returned, but the deferred headers.Put\(buf\) gives buf back: the next user overwrites it` fix: safe
}

func encodeHeaderCopy(height int) []byte {
	buf := headers.Get().(*bytes.Buffer)
	defer headers.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%d", height)
	return bytes.Clone(buf.Bytes()) // ok: the caller has memory of its own
}
