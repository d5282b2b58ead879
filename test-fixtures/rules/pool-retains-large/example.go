package pool

import (
	"bytes"
	"io"
	"sync"
)

var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var cappedBodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func putBody(buf *bytes.Buffer) {
	buf.Reset()
	bodies.Put(buf) // want `buf goes back to bodies whatever its size: after one large use the pool keeps that memory` fix: review
}

func readBody(r io.Reader) int {
	buf := bodies.Get().(*bytes.Buffer)
	defer putBody(buf)
	buf.ReadFrom(r)
	return buf.Len()
}

func putCapped(buf *bytes.Buffer) {
	if buf.Cap() > 64<<10 {
		return
	}
	buf.Reset()
	cappedBodies.Put(buf) // ok: the collector takes the large ones
}

func readCapped(r io.Reader) int {
	buf := cappedBodies.Get().(*bytes.Buffer)
	defer putCapped(buf)
	buf.ReadFrom(r)
	return buf.Len()
}
