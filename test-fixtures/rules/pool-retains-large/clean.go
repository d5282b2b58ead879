package pool

import (
	"bytes"
	"io"
	"sync"
)

var chunks = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func readChunk(r io.Reader) int {
	buf := chunks.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= 64<<10 {
			buf.Reset()
			chunks.Put(buf) // ok: its capacity is looked at
		}
	}()
	buf.ReadFrom(r)
	return buf.Len()
}

var flags = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func writeFlags(w io.Writer, height int) error {
	buf := flags.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("height ")
	buf.WriteByte(byte(height))
	_, err := w.Write(buf.Bytes())
	flags.Put(buf) // ok: it never holds more than a few bytes
	return err
}
