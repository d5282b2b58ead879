package stale

import (
	"bufio"
	"compress/gzip"
	"io"
	"strings"
	"sync"
)

var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

func keepReader(r io.Reader) (byte, error) {
	br := readers.Get().(*bufio.Reader)
	br.Reset(r)
	b, err := br.ReadByte()
	readers.Put(br) // want `br goes back to readers with what its Reset was given: that stays alive until the next Get resets it` fix: review
	return b, err
}

func keepReaderDeferred(r io.Reader) (byte, error) {
	br := readers.Get().(*bufio.Reader)
	defer readers.Put(br) // want `br goes back to readers with what its Reset was given: .*` fix: review
	br.Reset(r)
	return br.ReadByte()
}

func letGoReader(r io.Reader) (byte, error) {
	br := readers.Get().(*bufio.Reader)
	br.Reset(r)
	b, err := br.ReadByte()
	br.Reset(nil)
	readers.Put(br) // ok: it is let go
	return b, err
}

func letGoReaderDeferred(r io.Reader) (byte, error) {
	br := readers.Get().(*bufio.Reader)
	defer func() {
		br.Reset(nil)
		readers.Put(br) // ok: it is let go
	}()
	br.Reset(r)
	return br.ReadByte()
}

var zippers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func keepWriter(w io.Writer) error {
	zip := zippers.Get().(*gzip.Writer)
	zip.Reset(w)
	zip.Write([]byte("x"))
	err := zip.Close()
	zippers.Put(zip) // want `zip goes back to zippers with what its Reset was given: .*` fix: review
	return err
}

var texts = sync.Pool{New: func() any { return strings.NewReader("") }}

func keepText(text string) int {
	r := texts.Get().(*strings.Reader)
	r.Reset(text)
	n := r.Len()
	texts.Put(r) // want `r goes back to texts with what its Reset was given: .*` fix: review unrun: a string has no address of its own to look for
	return n
}
