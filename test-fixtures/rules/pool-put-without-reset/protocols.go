package pool

import (
	"bytes"
	"io"
	"sync"
)

var mostReset = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func firstOfMost(w io.Writer) {
	buf := mostReset.Get().(*bytes.Buffer)
	buf.WriteString("1")
	w.Write(buf.Bytes())
	buf.Reset()
	mostReset.Put(buf) // ok: reset
}

func secondOfMost(w io.Writer) {
	buf := mostReset.Get().(*bytes.Buffer)
	buf.WriteString("2")
	w.Write(buf.Bytes())
	buf.Reset()
	mostReset.Put(buf) // ok: reset
}

func thirdOfMost(w io.Writer) {
	buf := mostReset.Get().(*bytes.Buffer)
	buf.WriteString("3")
	w.Write(buf.Bytes())
	mostReset.Put(buf) // want `buf goes back to mostReset with its contents: .*; firstOfMost resets before its Put` fix: safe
}

var getsReset = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func firstGet(w io.Writer) {
	buf := getsReset.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("1")
	w.Write(buf.Bytes())
	getsReset.Put(buf) // ok: the Get that does not reset is what is wrong
}

func secondGet(w io.Writer) {
	buf := getsReset.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("2")
	w.Write(buf.Bytes())
	getsReset.Put(buf) // ok: as above
}

func thirdGet(w io.Writer) {
	buf := getsReset.Get().(*bytes.Buffer) // want `buf is used as getsReset gives it: it may hold what its last user left; firstGet resets after its Get` fix: safe
	buf.WriteString("3")
	w.Write(buf.Bytes())
	getsReset.Put(buf)
}

// Exported is used by other packages, too.
var Exported = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func useExported() {
	buf := Exported.Get().(*bytes.Buffer)
	buf.WriteString("x")
	Exported.Put(buf) // known-miss: other packages may reset what they get
}

var handedOn = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func handOn() *sync.Pool { return &handedOn }

func useHandedOn() {
	buf := handedOn.Get().(*bytes.Buffer)
	buf.WriteString("x")
	handedOn.Put(buf) // known-miss: whoever is handed the pool may reset
}

func useParameter(pool *sync.Pool) {
	buf, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	buf.WriteString("x")
	pool.Put(buf) // known-miss: nobody knows which pool it is unrun: each call gets a pool of its own
}

type recycler struct {
	mutex sync.Mutex
	free  []*bytes.Buffer
}

func (r *recycler) Get() any {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if len(r.free) == 0 {
		return new(bytes.Buffer)
	}
	buf := r.free[len(r.free)-1]
	r.free = r.free[:len(r.free)-1] // want GL2001 `.*`
	return buf
}

func (r *recycler) Put(x any) {
	buf := x.(*bytes.Buffer)
	buf.Reset()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.free = append(r.free, buf)
}

var ownPool recycler

func useOwnPool() {
	buf := ownPool.Get().(*bytes.Buffer)
	buf.WriteString("x")
	ownPool.Put(buf) // ok: no sync.Pool; it resets by itself unrun: only a sync.Pool is watched
}

var byClass [4]sync.Pool

func useClass(class int) {
	buf, ok := byClass[class&3].Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	buf.WriteString("x")
	byClass[class&3].Put(buf) // want `buf goes back to byClass\[\] with its contents: .*` fix: safe
}

type server struct{ buffers sync.Pool }

func newServer() *server {
	s := &server{}
	s.buffers.New = func() any { return new(bytes.Buffer) }
	return s
}

func (s *server) serve(w io.Writer) {
	buf := s.buffers.Get().(*bytes.Buffer)
	defer s.buffers.Put(buf) // want `buf goes back to server.buffers with its contents: .*` fix: safe+review
	buf.WriteString("x")
	w.Write(buf.Bytes())
}

var theServer = newServer()

func proveServe() { theServer.serve(io.Discard) }

var ungotten = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func onlyGets() {
	buf := ungotten.Get().(*bytes.Buffer)
	buf.WriteString("x")
}
