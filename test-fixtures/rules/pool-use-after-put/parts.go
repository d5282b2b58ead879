package pool

import (
	"bytes"
	"strconv"
	"sync"
)

type encoder struct {
	out   []byte
	buf   bytes.Buffer
	array [64]byte
	lent  []byte
	names []string
}

func (e *encoder) reset() {
	e.out = e.out[:0]
	e.names = e.names[:0]
	e.buf.Reset()
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

func returnPart() []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.reset()
	e.out = append(e.out, "x"...)
	return e.out // want `e.out, memory of e, is returned, but the deferred encoders.Put\(e\) gives e back: .*` fix: safe
}

func returnSliceOfPart() []byte {
	e := encoders.Get().(*encoder)
	e.reset()
	e.out = strconv.AppendInt(e.out, 12345, 10)
	digits := e.out[1:]
	encoders.Put(e)
	return digits // want `digits, memory of e, is returned, but encoders.Put\(e\) gives e back: .*` fix: safe
}

func returnBufferOfPart() []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.reset()
	e.buf.WriteString("x")
	return e.buf.Bytes() // want `e.buf.Bytes\(\), memory of e, is returned, .*` fix: safe
}

func returnArrayOfPart() []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.reset()
	n := copy(e.array[:], "x")
	return e.array[:n] // want `e.array\[:n\], memory of e, is returned, .*` fix: safe
}

func storePart(h *holder) {
	e := encoders.Get().(*encoder)
	e.reset()
	e.out = append(e.out, "x"...)
	h.data = e.out // want `e.out, memory of e, is stored, but encoders.Put\(e\) gives e back: .*` fix: safe
	encoders.Put(e)
}

func copyPart() []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.reset()
	e.out = append(e.out, "x"...)
	return append([]byte(nil), e.out...) // ok: a copy
}

func stringOfPart() string {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.reset()
	e.out = append(e.out, "x"...)
	return string(e.out) // ok: a copy
}

func lentPart(data []byte) []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.reset()
	e.lent = data
	rest := e.lent[0:]
	e.lent = nil
	return rest // ok: it belongs to the caller
}

type dropper struct{ out []byte }

var droppers = sync.Pool{New: func() any { return new(dropper) }}

func handOut() []byte {
	d := droppers.Get().(*dropper)
	d.out = append(d.out, "x"...)
	out := d.out
	d.out = nil
	droppers.Put(d)
	return out // ok: the object has let go of it
}

type wholeDropper struct{ out []byte }

var wholeDroppers = sync.Pool{New: func() any { return new(wholeDropper) }}

func handOutWhole() []byte {
	d := wholeDroppers.Get().(*wholeDropper)
	d.out = append(d.out, "x"...)
	out := d.out
	*d = wholeDropper{}
	wholeDroppers.Put(d)
	return out // ok: the object has let go of it
}

func writtenBack() []byte {
	e := encoders.Get().(*encoder)
	e.reset()
	e.names = append(e.names, "x")
	n := len(e.names)
	encoders.Put(e)
	return strconv.AppendInt(nil, int64(n), 10) // ok: a number
}
