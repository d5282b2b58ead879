package finalizers

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

// Finalizers as they ought to be. Nothing in this file is reported.

type blockFile struct {
	file   *os.File
	region []byte
	index  map[uint64]int64
}

var openFiles atomic.Int64

func openBlockFile(name string) (*blockFile, error) {
	file, err := os.CreateTemp("", name)
	if err != nil {
		return nil, err
	}
	b := &blockFile{file: file, index: map[uint64]int64{}}
	openFiles.Add(1)
	runtime.SetFinalizer(b, func(b *blockFile) { // ok: only the parameter and a package variable
		b.Close()
		openFiles.Add(-1)
	})
	return b, nil
}

func (b *blockFile) Close() error {
	runtime.SetFinalizer(b, nil)
	b.region = nil
	os.Remove(b.file.Name())
	return b.file.Close()
}

// register hands the finalizer what it needs beside the target.
func (r *registry) register(key string) *blockFile {
	b := &blockFile{index: map[uint64]int64{}}
	runtime.SetFinalizer(b, func(*blockFile) { r.forget(key) }) // ok: the registry does not hold b
	return b
}

type registry struct {
	mutex sync.Mutex
	names map[string]int
}

func (r *registry) forget(key string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.names, key)
}

// recycle brings the object back, which is what a free list made of a finalizer does.
func recycle(b *blockFile) {
	spare.Store(b)
	runtime.SetFinalizer(b, recycle) // ok unrun: it brings its object back
}

var spare atomic.Pointer[blockFile]

// handle is the outer object that users hold; the goroutine knows the inner one only.
type handle struct{ *worker }

type worker struct{ quit chan struct{} }

func (w *worker) loop() { <-w.quit }

func newHandle() *handle {
	w := &worker{quit: make(chan struct{})}
	go w.loop()
	h := &handle{worker: w}
	runtime.SetFinalizer(h, func(*handle) { close(w.quit) }) // ok: w does not lead back to h
	return h
}

func newHandles(count int) []*handle {
	handles := make([]*handle, 0, count)
	for i := range count {
		h := &handle{worker: &worker{}}
		runtime.SetFinalizer(h, func(h *handle) { use(i) }) // ok
		handles = append(handles, h)
	}
	return handles
}
