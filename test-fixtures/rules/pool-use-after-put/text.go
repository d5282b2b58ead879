package pool

import (
	"bytes"
	"strings"
	"sync"
	"unsafe"
)

var textPool = sync.Pool{New: func() any { return new([]byte) }}

var textBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func textOfFirst() string {
	p := textPool.Get().(*[]byte)
	b := append((*p)[:0], "xyz"...)
	*p = b
	defer textPool.Put(p)
	return unsafe.String(&b[0], len(b)) // want `unsafe.String\(&b\[0\], len\(b\)\), memory of p, is returned, .*` fix: safe
}

func textOfData() string {
	buf := textBuffers.Get().(*bytes.Buffer)
	defer textBuffers.Put(buf)
	buf.Reset()
	buf.WriteString("xyz")
	return unsafe.String(unsafe.SliceData(buf.Bytes()), buf.Len()) // want `unsafe.String\(unsafe.SliceData\(buf.Bytes\(\)\), bu…, memory of buf, is returned, .*` fix: safe
}

func textByPointer() string {
	buf := textBuffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("xyz")
	b := buf.Bytes()
	text := *(*string)(unsafe.Pointer(&b))
	textBuffers.Put(buf)
	return text // want `text, memory of buf, is returned, but textBuffers.Put\(buf\) gives buf back: .*` fix: safe
}

func textInVariable() string {
	buf := textBuffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("xyz")
	b := buf.Bytes()
	text := unsafe.String(unsafe.SliceData(b), len(b))
	textBuffers.Put(buf)
	return text // want `text, memory of buf, is returned, but textBuffers.Put\(buf\) gives buf back: .*` fix: safe
}

func textCopied() string {
	buf := textBuffers.Get().(*bytes.Buffer)
	defer textBuffers.Put(buf)
	buf.Reset()
	buf.WriteString("xyz")
	b := buf.Bytes()
	return strings.Clone(unsafe.String(unsafe.SliceData(b), len(b))) // ok: a copy
}

func textSeen() bool {
	buf := textBuffers.Get().(*bytes.Buffer)
	defer textBuffers.Put(buf)
	buf.Reset()
	buf.WriteString("xyz")
	b := buf.Bytes()
	return unsafe.String(unsafe.SliceData(b), len(b)) == "xyz" // ok: it is only compared
}
