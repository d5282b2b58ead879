package pool

import (
	"bytes"
	"io"
	"sync"
)

type encoder struct {
	out   bytes.Buffer
	index map[string]int
	stack []int
}

func (e *encoder) Reset() {
	e.out.Reset()
	clear(e.index)
	e.stack = e.stack[:0]
}

func (e *encoder) add(name string) {
	e.index[name] = e.out.Len()
	e.stack = append(e.stack, len(name))
	e.out.WriteString(name)
}

var encoders = sync.Pool{New: func() any { return &encoder{index: map[string]int{}} }}

func encodeNames(w io.Writer, names []string) error {
	e := encoders.Get().(*encoder)
	defer func() {
		e.Reset()
		encoders.Put(e) // ok: Reset empties all that grows
	}()
	for _, name := range names {
		e.add(name)
	}
	_, err := w.Write(e.out.Bytes())
	return err
}

var scratchLines = sync.Pool{New: func() any { return new([]byte) }}

func appendNames(w io.Writer, names []string) error {
	bp := scratchLines.Get().(*[]byte)
	line := (*bp)[:0]
	for _, name := range names {
		line = append(line, name...)
	}
	_, err := w.Write(line)
	if cap(line) <= 64<<10 {
		*bp = line
		scratchLines.Put(bp) // ok: whoever gets it cuts it first
	}
	return err
}

var numbers = sync.Pool{New: func() any { return new([8]int) }}

func sum(values []int) (total int) {
	n := numbers.Get().(*[8]int)
	copy(n[:], values)
	for _, value := range n {
		total += value
	}
	numbers.Put(n) // ok: an array does not grow
	return total
}
