package twofiles

import (
	"bytes"
	"io"
	"sync"
)

var shared = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func clearBytes(p *[]byte) { *p = (*p)[:0] }

func useHelper(w io.Writer) {
	b := buffers.Get().(*bytes.Buffer)
	defer put(b)
	b.WriteString("x")
	w.Write(b.Bytes())
}

func useDirectly(w io.Writer) {
	b := buffers.Get().(*bytes.Buffer)
	b.WriteString("x")
	w.Write(b.Bytes())
	buffers.Put(b) // want `b goes back to buffers with its contents: .*; put resets before its Put` fix: safe
}

func useRecord(name string) int {
	r := records.Get().(*record)
	r.fields = append(r.fields, name)
	r.raw = append(r.raw, name[0])
	n := len(r.fields)
	r.clear()
	records.Put(r) // ok: the method of the other file empties both
	return n
}

func forget(name string) int {
	r := records.Get().(*record)
	r.fields = append(r.fields, name)
	n := len(r.fields)
	records.Put(r) // want `r goes back to records with what is in its fields and raw: .*; useRecord resets before its Put` fix: safe
	return n
}

func useShared(w io.Writer) {
	b := shared.Get().(*bytes.Buffer)
	b.WriteString("x")
	w.Write(b.Bytes())
	b.Reset()
	store(b)
}
