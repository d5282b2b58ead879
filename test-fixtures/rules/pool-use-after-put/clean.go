package pool

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"sync"
)

var rows = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func writeRow(w io.Writer, value int) error {
	buf := rows.Get().(*bytes.Buffer)
	defer rows.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%d ", value)
	_, err := w.Write(buf.Bytes()) // ok: a writer does not keep it
	return err
}

func rowText(value int) string {
	buf := rows.Get().(*bytes.Buffer)
	defer rows.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%d ", value)
	return buf.String() // ok: a copy
}

var indices = sync.Pool{New: func() any { return new([]int) }}

func sorted(values []int) []int {
	p := indices.Get().(*[]int)
	*p = append((*p)[:0], values...)
	slices.Sort(*p)
	out := slices.Clone(*p)
	if cap(*p) < 1024 {
		indices.Put(p)
	}
	return out // ok: a copy
}
