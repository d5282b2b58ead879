package pool

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

var plainBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func plain(w io.Writer) {
	buf := plainBuffers.Get().(*bytes.Buffer)
	buf.WriteString("x")
	w.Write(buf.Bytes())
	plainBuffers.Put(buf) // want `buf goes back to plainBuffers with its contents: .*` fix: safe+review
}

var deferredBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func deferredLiteral(w io.Writer) {
	buf := deferredBuffers.Get().(*bytes.Buffer)
	defer func() {
		deferredBuffers.Put(buf) // want `buf goes back to deferredBuffers with its contents: .*` fix: safe+review
	}()
	buf.WriteString("x")
	w.Write(buf.Bytes())
}

var argumentBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func deferredParameter(w io.Writer) {
	buf := argumentBuffers.Get().(*bytes.Buffer)
	defer func(b *bytes.Buffer) {
		argumentBuffers.Put(b) // want `b goes back to argumentBuffers with its contents: .*` fix: safe+review
	}(buf)
	buf.WriteString("x")
	w.Write(buf.Bytes())
}

var pointerPool = &sync.Pool{New: func() any { return &bytes.Buffer{} }}

func throughPointer(w io.Writer) {
	buf := pointerPool.Get().(*bytes.Buffer)
	buf.WriteString("x")
	w.Write(buf.Bytes())
	pointerPool.Put(buf) // want `buf goes back to pointerPool with its contents: .*` fix: safe+review
}

var madePool = new(sync.Pool)

func init() {
	madePool.New = func() any { return new(strings.Builder) }
}

func newedPool() string {
	sb, ok := madePool.Get().(*strings.Builder)
	if !ok {
		sb = new(strings.Builder)
	}
	sb.WriteString("x")
	text := sb.String()
	madePool.Put(sb) // want `sb goes back to madePool with its contents: .*` fix: safe
	return text
}

var growing = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func growIsNoReset() int {
	buf := growing.Get().(*bytes.Buffer)
	buf.Grow(64)
	buf.WriteString("x")
	n := buf.Len()
	growing.Put(buf) // want `buf goes back to growing with its contents: .*` fix: safe+review
	return n
}

var resetOther = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func resetOfAnother(other *bytes.Buffer) {
	buf := resetOther.Get().(*bytes.Buffer)
	other.Reset()
	buf.WriteString("x")
	resetOther.Put(buf) // want `buf goes back to resetOther with its contents: .*` fix: safe+review
}

var newResets = sync.Pool{New: func() any {
	b := new(bytes.Buffer)
	b.Reset()
	return b
}}

func resetInNewOnly() {
	buf := newResets.Get().(*bytes.Buffer)
	buf.WriteString("x")
	newResets.Put(buf) // want `buf goes back to newResets with its contents: .*` fix: safe+review
}

var branches = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func resetInBothBranches(ok bool) {
	buf := branches.Get().(*bytes.Buffer)
	buf.WriteString("x")
	if ok {
		buf.Reset()
	} else {
		buf.Truncate(0)
	}
	branches.Put(buf) // ok: emptied on both paths
}

var writers = sync.Pool{New: func() any { return bufio.NewWriter(io.Discard) }}

func resetWriter(w io.Writer) error {
	bw := writers.Get().(*bufio.Writer)
	bw.Reset(w)
	fmt.Fprint(bw, "x")
	err := bw.Flush()
	bw.Reset(nil)
	writers.Put(bw) // ok: reset on both sides
	return err
}

var staleWriters = sync.Pool{New: func() any { return bufio.NewWriter(io.Discard) }}

func keptWriter() error {
	bw := staleWriters.Get().(*bufio.Writer)
	fmt.Fprint(bw, "x")
	staleWriters.Put(bw) // want `bw goes back to staleWriters as it is: the next Get finds what is buffered in it, and where it came from` fix: none
	return nil
}

var untouched = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func putBackUnused(fail bool) int {
	buf := untouched.Get().(*bytes.Buffer)
	if fail {
		untouched.Put(buf) // ok: it goes back as it came
		return 0
	}
	buf.WriteString("x")
	n := buf.Len()
	buf.Reset()
	untouched.Put(buf) // ok: reset
	return n
}

var filled = sync.Pool{}

func prefill() {
	for range 4 {
		filled.Put(new(bytes.Buffer)) // ok: a new one
	}
}

func useFilled() {
	buf, ok := filled.Get().(*bytes.Buffer)
	if !ok {
		return
	}
	buf.WriteString("x")
	buf.Reset()
	filled.Put(buf) // ok: reset
}

var drained = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func writtenAway(w io.Writer) {
	buf := drained.Get().(*bytes.Buffer)
	buf.WriteString("x")
	buf.WriteTo(w)
	drained.Put(buf) // ok: WriteTo empties it
}

func localPool() int {
	var pool sync.Pool
	total := 0
	for range 3 {
		buf, ok := pool.Get().(*bytes.Buffer)
		if !ok {
			buf = new(bytes.Buffer)
		}
		buf.WriteString("x")
		total += buf.Len()
		pool.Put(buf) // want `buf goes back to pool with its contents: .*` fix: safe
	}
	return total
}

var inLoop = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func resetInLoop(words []string) {
	for _, word := range words {
		buf := inLoop.Get().(*bytes.Buffer)
		buf.Reset()
		buf.WriteString(word)
		inLoop.Put(buf) // want GL4012 `.*`
	}
}

var reused = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func resetBetweenUses(words []string) {
	buf := reused.Get().(*bytes.Buffer)
	for _, word := range words {
		buf.WriteString(word)
		buf.Reset()
	}
	buf.WriteString("end")
	reused.Put(buf) // want `buf goes back to reused with its contents: .*` fix: safe+review
	// want -1 GL4012 `.*`
}
