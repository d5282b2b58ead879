package pool

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

var lines = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var pages = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func writeLine(w io.Writer, height int) error {
	buf := lines.Get().(*bytes.Buffer)
	fmt.Fprintf(buf, "block %d\n", height)
	_, err := w.Write(buf.Bytes())
	lines.Put(buf) // want `buf goes back to lines with its contents: the next Get finds them, and each use adds to them` fix: safe+review
	return err
}

func writePage(w io.Writer, height int) error {
	buf := pages.Get().(*bytes.Buffer)
	buf.Reset()
	fmt.Fprintf(buf, "block %d\n", height)
	_, err := w.Write(buf.Bytes())
	if buf.Cap() < 64<<10 {
		pages.Put(buf) // ok: whatever is in it, the next user resets it
	}
	return err
}
