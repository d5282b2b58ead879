package pool

import (
	"bytes"
	"io"
	"sync"
)

var wrapped = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func getWrapped() *bytes.Buffer { return wrapped.Get().(*bytes.Buffer) }

func putWrapped(b *bytes.Buffer) {
	b.Reset()
	wrapped.Put(b) // ok: reset for all callers
}

func useWrapped(w io.Writer) {
	b := getWrapped()
	defer putWrapped(b)
	b.WriteString("x")
	w.Write(b.Bytes())
}

var unwrapped = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func getUnwrapped() *bytes.Buffer { return unwrapped.Get().(*bytes.Buffer) }

func putUnwrapped(b *bytes.Buffer) {
	unwrapped.Put(b) // want `b goes back to unwrapped with its contents: .*` fix: safe
}

func useUnwrapped(w io.Writer) {
	b := getUnwrapped()
	b.WriteString("x")
	w.Write(b.Bytes())
	putUnwrapped(b)
}

var callersReset = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func getDirty() *bytes.Buffer  { return callersReset.Get().(*bytes.Buffer) }
func putDirty(b *bytes.Buffer) { callersReset.Put(b) } // ok: its callers reset

func resetInCaller(w io.Writer) {
	b := getDirty()
	b.WriteString("x")
	w.Write(b.Bytes())
	b.Reset()
	putDirty(b)
}

type bufferPool struct{ pool sync.Pool }

func (p *bufferPool) Get() *bytes.Buffer {
	if b, ok := p.pool.Get().(*bytes.Buffer); ok {
		b.Reset()
		return b
	}
	return new(bytes.Buffer)
}

func (p *bufferPool) Put(b *bytes.Buffer) {
	p.pool.Put(b) // ok: Get resets
}

var wrapperPool bufferPool

func useWrapperPool(w io.Writer) {
	b := wrapperPool.Get()
	defer wrapperPool.Put(b)
	b.WriteString("x")
	w.Write(b.Bytes())
}

type dirtyPool struct{ pool sync.Pool }

func (p *dirtyPool) Get() *bytes.Buffer {
	if b, ok := p.pool.Get().(*bytes.Buffer); ok {
		return b
	}
	return new(bytes.Buffer)
}

func (p *dirtyPool) Put(b *bytes.Buffer) {
	p.pool.Put(b) // want `b goes back to dirtyPool.pool with its contents: .*` fix: safe
}

var dirty dirtyPool

func useDirtyPool(w io.Writer) {
	b := dirty.Get()
	b.WriteString("x")
	w.Write(b.Bytes())
	dirty.Put(b)
}

type typed[T any] struct {
	pool  sync.Pool
	reset func(T)
}

func (t *typed[T]) get() T {
	x, _ := t.pool.Get().(T)
	return x
}

func (t *typed[T]) put(x T) {
	t.pool.Put(x) // ok: nobody knows what T is unrun: generic functions are not called
}

type embeddedPool struct{ sync.Pool }

var promoted embeddedPool

func usePromoted(w io.Writer) {
	b, ok := promoted.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	b.WriteString("x")
	w.Write(b.Bytes())
	promoted.Put(b) // want `b goes back to promoted with its contents: .*` fix: safe
}

type message struct{ words []string }

var messages = sync.Pool{New: func() any { return new(message) }}

func (m *message) release() {
	messages.Put(m) // want `m goes back to messages with what is in its words: .*` fix: review
}

func useMessage(word string) int {
	m := messages.Get().(*message)
	defer m.release()
	m.words = append(m.words, word)
	return len(m.words)
}
