package cleanups

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// Cleanups as they ought to be. Nothing in this file is reported.

type tempFile struct {
	path string
	data []byte
}

var liveFiles atomic.Int64

func newTempFile(path string) *tempFile {
	t := &tempFile{path: path, data: make([]byte, 1<<10)}
	liveFiles.Add(1)
	runtime.AddCleanup(t, func(path string) { // ok: the path is a copy
		liveFiles.Add(-1)
		os.Remove(path)
	}, t.path)
	return t
}

// pool hands out the same object for the same key, as long as somebody holds it.
type pool struct {
	mutex sync.Mutex
	files map[string]weak.Pointer[tempFile]
}

func (p *pool) open(path string) *tempFile {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if known := p.files[path].Value(); known != nil {
		return known
	}
	t := &tempFile{path: path, data: make([]byte, 1<<10)}
	if p.files == nil {
		p.files = map[string]weak.Pointer[tempFile]{}
	}
	p.files[path] = weak.Make(t)
	runtime.AddCleanup(t, p.forget, path) // ok: the pool holds the file weakly
	return t
}

func (p *pool) forget(path string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.files[path].Value() == nil {
		delete(p.files, path)
	}
}

// counted is released through its counter, which knows nothing of it.
type counted struct {
	counter *counter
	values  []uint64
}

type counter struct {
	references atomic.Int64
}

func (c *counter) release(count int64) {
	if c != nil {
		c.references.Add(-count)
	}
}

func newCounted(c *counter) *counted {
	value := &counted{counter: c, values: make([]uint64, 8)}
	c.references.Add(1)
	runtime.AddCleanup(value, c.release, 1) // ok: bound to the counter
	return value
}

func (c *counted) share() *counted {
	other := &counted{counter: c.counter, values: c.values}
	runtime.AddCleanup(other, func(c *counter) { c.release(1) }, other.counter) // ok: a counter does not lead back
	return other
}

// handle is the outer object that users hold; the goroutine knows the inner one only.
type handle struct{ *worker }

type worker struct{ quit chan struct{} }

func (w *worker) loop() { <-w.quit }

func newHandle() *handle {
	h := &handle{worker: &worker{quit: make(chan struct{})}}
	go h.worker.loop()
	runtime.AddCleanup(h, func(w *worker) { close(w.quit) }, h.worker) // ok: the worker does not know the handle
	return h
}
