//go:build go1.24

package proof

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"time"
)

// Every allocation is in the memory profile.
func init() { runtime.MemProfileRate = 1 }

var (
	server  *httptest.Server
	address string
	// Nobody listens here.
	refusing = "127.0.0.1:1"
)

func prepare() {
	if asked == askTimers || asked == askManyTimers {
		// All timers are in one heap, which loses those that were stopped when many are.
		runtime.GOMAXPROCS(1)
	}
	server = httptest.NewServer(http.HandlerFunc(answer))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	address = listener.Addr().String()
	go func() {
		for {
			connection, err := listener.Accept()
			must(err)
			go echo(connection)
		}
	}()
}

// The other side closes only after this one has. It copies by itself: package net would keep a pipe for the next time.
func echo(connection net.Conn) {
	_, _ = io.Copy(struct{ io.Writer }{connection}, struct{ io.Reader }{connection})
	_ = connection.Close()
}

// More than fits into buffers, so that the connection stays taken until the body is closed.
func answer(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader([]int{http.StatusOK, http.StatusNotFound}[current.choose(2)])
	_, _ = w.Write(bytes.Repeat([]byte("0 1 2 3\n"), 1<<13))
}

func (r *run) url() string {
	if Bool() {
		return "http://" + refusing
	}
	return server.URL
}

// settleTimers lets the run time look at its timers.
func settleTimers() {
	timers := make([]*time.Timer, 0, 64)
	for range cap(timers) {
		timers = append(timers, time.NewTimer(time.Hour))
	}
	for _, timer := range timers {
		timer.Stop()
	}
	time.Sleep(pause)
	runtime.Gosched()
}

// parent is a context that knows who waits for its end.
type parent struct {
	context.Context
	mutex    sync.Mutex
	done     chan struct{}
	children map[*func()]bool
}

var (
	parents      []*parent
	parentsMutex sync.Mutex
)

// Background stands for context.Background: it never ends, but knows who waits for that.
func Background() Context { return newParent() }

func newParent() *parent {
	made := &parent{Context: context.Background(), done: make(chan struct{}), children: map[*func()]bool{}}
	parentsMutex.Lock()
	defer parentsMutex.Unlock()
	parents = append(parents, made)
	return made
}

// context ends with the run; earlier where goroutines are looked at, so that they come to their ends.
func (r *run) context() Context {
	made := newParent()
	r.atEnd = append(r.atEnd, made.end)
	if asked == askGoroutines {
		time.AfterFunc(workingTime/2, made.end)
	}
	return made
}

func (p *parent) Done() <-chan struct{} { return p.done }

func (p *parent) Err() error {
	if isClosed(p.done) {
		return context.Canceled
	}
	return nil
}

// AfterFunc is called by package context for each context that is made of this one, and stop when that is cancelled.
func (p *parent) AfterFunc(work func()) (stop func() bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	key := &work
	p.children[key] = true
	return func() bool {
		p.mutex.Lock()
		defer p.mutex.Unlock()
		wasWaiting := p.children[key]
		delete(p.children, key)
		return wasWaiting
	}
}

func (p *parent) end() {
	p.mutex.Lock()
	waiting := p.children
	p.children = map[*func()]bool{}
	isEnded := isClosed(p.done)
	if !isEnded {
		close(p.done)
	}
	p.mutex.Unlock()
	for work := range waiting {
		go (*work)()
	}
}

func registered() int {
	parentsMutex.Lock()
	defer parentsMutex.Unlock()
	count := 0
	for _, one := range parents {
		one.mutex.Lock()
		count += len(one.children)
		one.mutex.Unlock()
	}
	return count
}

// listener accepts a few connections, which it makes itself.
type listener struct {
	net.Listener
	run  *run
	left int
}

func (r *run) listener() net.Listener {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	made := &listener{Listener: inner, run: r, left: 2 * mostAtOnce}
	r.own(made, func() { _ = inner.Close() })
	return made
}

func (l *listener) Accept() (net.Conn, error) {
	if l.left--; l.left < 0 {
		if asked == askPeak {
			time.Sleep(pause)
		}
		return nil, net.ErrClosed
	}
	return l.run.counted(l.run.connection()), nil
}

// connection is one end of a connection. Its other end is closed soon, so that those who read come to an end.
func (r *run) connection() net.Conn {
	if asked == askPeak {
		// Descriptors are scarce.
		near, far := net.Pipe()
		time.AfterFunc(2*pause, func() { _ = far.Close() })
		return near
	}
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	defer inner.Close()
	near, err := net.Dial("tcp", inner.Addr().String())
	must(err)
	far, err := inner.Accept()
	must(err)
	time.AfterFunc(2*pause, func() { _ = far.Close() })
	r.owned[near] = true
	r.atEnd = append(r.atEnd, func() { _ = near.Close(); _ = far.Close() })
	return near
}

// peer is a connection that is counted while it is open.
type peer struct {
	net.Conn
	once sync.Once
	run  *run
}

func (r *run) counted(connection net.Conn) *peer {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.connections++
	r.peak = max(r.peak, r.connections)
	return &peer{Conn: connection, run: r}
}

func (p *peer) Close() error {
	p.once.Do(func() {
		p.run.mutex.Lock()
		defer p.run.mutex.Unlock()
		p.run.connections--
	})
	return p.Conn.Close()
}
