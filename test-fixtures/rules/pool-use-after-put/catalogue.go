package pool

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"
)

type block struct{ Height int }

var errStop = errors.New("stop")

var serPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func returnsAlias(b *block) []byte {
	buf := serPool.Get().(*bytes.Buffer)
	buf.Reset()
	fmt.Fprint(buf, b.Height)
	data := buf.Bytes()
	serPool.Put(buf)
	return data // want `.*`
}

func returnsAliasDeferred(b *block) []byte {
	buf := serPool.Get().(*bytes.Buffer)
	defer serPool.Put(buf)
	buf.Reset()
	fmt.Fprint(buf, b.Height)
	return buf.Bytes() // want `.*`
}

func doublePut(b *block) error {
	buf := serPool.Get().(*bytes.Buffer)
	defer serPool.Put(buf)
	buf.Reset()
	if b == nil {
		serPool.Put(buf) // want `.*`
		return errStop
	}
	return nil
}

func resetAfterPut() {
	buf := serPool.Get().(*bytes.Buffer)
	defer buf.Reset() // want `.*`
	defer serPool.Put(buf)
	buf.WriteString("x")
}

func usedAfter() int {
	buf := serPool.Get().(*bytes.Buffer)
	buf.Reset()
	serPool.Put(buf)
	return buf.Len() // want `.*`
}

func sentAway(ch chan<- []byte) {
	buf := serPool.Get().(*bytes.Buffer)
	defer serPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	ch <- buf.Bytes() // want `.*`
}

var cpPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func okCopy(b *block) []byte {
	buf := cpPool.Get().(*bytes.Buffer)
	defer cpPool.Put(buf)
	buf.Reset()
	fmt.Fprint(buf, b.Height)
	return bytes.Clone(buf.Bytes())
}

func okString(b *block) string {
	buf := cpPool.Get().(*bytes.Buffer)
	defer cpPool.Put(buf)
	buf.Reset()
	fmt.Fprint(buf, b.Height)
	return buf.String()
}

func okErrPath(w io.Writer) error {
	buf := cpPool.Get().(*bytes.Buffer)
	buf.Reset()
	if _, err := buf.WriteTo(w); err != nil {
		cpPool.Put(buf)
		return err
	}
	cpPool.Put(buf)
	return nil
}

func okReplaced() {
	buf := cpPool.Get().(*bytes.Buffer)
	cpPool.Put(buf)
	buf = cpPool.Get().(*bytes.Buffer)
	buf.Reset()
	cpPool.Put(buf)
}

func okNilAfter(h *struct{ b *bytes.Buffer }) {
	cpPool.Put(h.b)
	h.b = nil
}

func okHandOver() ([]byte, *bytes.Buffer) {
	buf := cpPool.Get().(*bytes.Buffer)
	buf.Reset()
	return buf.Bytes(), buf
}
