package pool

import (
	"bytes"
	"io"
	"sync"
)

var kindPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var kindSlices = sync.Pool{New: func() any { return new([]byte) }}

type holder struct {
	data []byte
	buf  *bytes.Buffer
}

func useAfterPlain(w io.Writer) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	data := buf.Bytes()
	kindPool.Put(buf)
	w.Write(data) // want `data, memory of buf, is used after kindPool.Put\(buf\): the pool may have given buf to somebody else by then` fix: safe
}

func useNext() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("xyz")
	head := buf.Next(2)
	kindPool.Put(buf)
	return head // want `head, memory of buf, is returned, but kindPool.Put\(buf\) gives buf back: .*` fix: safe
}

func useTrimmed() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString(" x ")
	return bytes.TrimSpace(buf.Bytes()) // want `bytes.TrimSpace\(buf.Bytes\(\)\), memory of buf, is returned, .*` fix: safe
}

func useSlice() []byte {
	p := kindSlices.Get().(*[]byte)
	*p = append((*p)[:0], "xyz"...)
	defer kindSlices.Put(p)
	return (*p)[1:] // want `\(\*p\)\[1:\], memory of p, is returned, .*` fix: safe
}

func useSliceValue() []byte {
	p := kindSlices.Get().(*[]byte)
	b := append((*p)[:0], "xyz"...)
	*p = b
	kindSlices.Put(p)
	return b // want `b, memory of p, is returned, .*` fix: none
}

func storeInField(h *holder) {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	h.data = buf.Bytes() // want `buf.Bytes\(\), memory of buf, is stored, but the deferred .*` fix: safe
}

var global []byte

func storeInVariable() {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	global = buf.Bytes() // want `buf.Bytes\(\), memory of buf, is stored, but kindPool.Put\(buf\) gives buf back: .*` fix: safe
	kindPool.Put(buf)
}

func proveStoreInVariable() []byte {
	storeInVariable()
	return global
}

func returnInStruct() *holder {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	return &holder{data: buf.Bytes()} // want `buf.Bytes\(\), memory of buf, is returned, .*` fix: safe
}

func namedResult() (out []byte) {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	out = buf.Bytes() // want `buf.Bytes\(\), memory of buf, is returned, .*` fix: safe
	return
}

func returnTheObject() *bytes.Buffer {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	return buf // want `buf is returned, but the deferred kindPool.Put\(buf\) gives buf back: .*` fix: none
}

func inGoroutine(w io.Writer) {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	go w.Write(buf.Bytes()) // want `buf.Bytes\(\), memory of buf, is used by a goroutine that may still run when .*` fix: none
}

func inGoroutineLiteral(w io.Writer) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	go func() {
		w.Write(buf.Bytes()) // want `buf is used by a goroutine that may still run when kindPool.Put\(buf\) gives it back` fix: none
	}()
	kindPool.Put(buf)
}

func joinedGoroutine(w io.Writer) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Write(buf.Bytes()) // ok: waited for
	}()
	<-done
	kindPool.Put(buf)
}

func putInGoroutine(w io.Writer) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	go func() {
		defer kindPool.Put(buf)
		w.Write(buf.Bytes()) // ok: the goroutine puts it back itself
	}()
}

func twice() {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	kindPool.Put(buf)
	kindPool.Put(buf) // want `buf is put back twice: two callers of Get may be given the same object` fix: none
}

func twiceOnOnePath(fail bool) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	if fail {
		kindPool.Put(buf)
	}
	kindPool.Put(buf) // want `buf is put back twice: .*` fix: none
}

func onceOnEachPath(fail bool) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	if fail {
		kindPool.Put(buf)
		return
	}
	buf.WriteString("x")
	kindPool.Put(buf) // ok: the other one returns
}

func resetPlainAfter() {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.WriteString("x")
	kindPool.Put(buf)
	buf.Reset() // want `buf is reset after it is put back: whoever has it by then loses what it wrote` fix: safe
}

func resetInDeferred() {
	buf := kindPool.Get().(*bytes.Buffer)
	defer func() {
		kindPool.Put(buf)
		buf.Reset() // want `buf is reset after it is put back: .*` fix: safe
	}()
	buf.WriteString("x")
}

var ordered = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func rightOrder() {
	buf := ordered.Get().(*bytes.Buffer)
	defer ordered.Put(buf)
	defer buf.Reset() // ok: the last deferred runs first
	buf.WriteString("x")
}

func deferredLiteral() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	defer func() {
		buf.Reset()
		kindPool.Put(buf)
	}()
	buf.Reset()
	buf.WriteString("x")
	return buf.Bytes() // want `buf.Bytes\(\), memory of buf, is returned, but the deferred .*` fix: safe
}

func cappedDeferred() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() < 1<<16 {
			buf.Reset()
			kindPool.Put(buf)
		}
	}()
	buf.Reset()
	buf.WriteString("x")
	return buf.Bytes() // want `buf.Bytes\(\), memory of buf, is returned, but the deferred .*` fix: safe
}

func putOnError(fail bool) (data []byte, err error) {
	buf := kindPool.Get().(*bytes.Buffer)
	defer func() {
		if err != nil {
			kindPool.Put(buf)
		}
	}()
	buf.Reset()
	if fail {
		return nil, io.EOF
	}
	return buf.Bytes(), nil // ok: it is only put back when there is an error
}

func correlated(keep bool) []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	if !keep {
		kindPool.Put(buf)
	}
	if keep {
		return buf.Bytes() // ok: not both
	}
	return nil
}

func nilAfter(fail bool) {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	if fail {
		kindPool.Put(buf)
		buf = nil
	}
	if buf != nil {
		buf.WriteString("x") // ok: another value by then
		kindPool.Put(buf)
	}
}

func lengthBefore() int {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	n := buf.Len()
	kindPool.Put(buf)
	return n // ok: a number
}

func appendCopy() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	return append([]byte(nil), buf.Bytes()...) // ok: a copy
}

func convertCopy() string {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	return string(buf.Bytes()) // ok: a copy
}

func copied(dst []byte) int {
	buf := kindPool.Get().(*bytes.Buffer)
	defer kindPool.Put(buf)
	buf.Reset()
	buf.WriteString("x")
	return copy(dst, buf.Bytes()) // ok: a copy
}

func overwritten() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	data := buf.Bytes()
	data = append([]byte(nil), data...)
	kindPool.Put(buf)
	return data // ok: a copy by then
}

func drop(b *bytes.Buffer) { kindPool.Put(b) }

func putByHelper() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	data := buf.Bytes()
	putKind(buf)
	return data // want `data, memory of buf, is returned, but putKind\(buf\) gives buf back: .*` fix: safe
}

func putKind(b *bytes.Buffer) {
	b.Reset()
	kindPool.Put(b)
}

func putByOtherName() []byte {
	buf := kindPool.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	data := buf.Bytes()
	drop(buf)
	return data // known-miss: functions are taken for a Put by their names
}

func inLoop() {
	for range 3 {
		buf := kindPool.Get().(*bytes.Buffer)
		buf.Reset()
		buf.WriteByte(1)
		kindPool.Put(buf) // ok: another one in each iteration
	}
}

func throughField(h *holder) []byte {
	h.buf = kindPool.Get().(*bytes.Buffer)
	h.buf.Reset()
	h.buf.WriteString("x")
	data := h.buf.Bytes()
	kindPool.Put(h.buf)
	return data // known-miss: objects in fields are not followed
}

func switched(values []any) {
	for _, value := range values {
		switch v := value.(type) {
		case *[]byte:
			*v = (*v)[:0]
			kindSlices.Put(v) // ok: another one in each iteration
		}
	}
}
