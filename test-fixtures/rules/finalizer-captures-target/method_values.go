package finalizers

import (
	"io"
	"runtime"
)

type session struct {
	conn
	name string
}

type remoteSession struct {
	*conn
	name string
}

type anySession struct {
	releaser
	name string
}

type stamp struct {
	height int64
	round  int64
}

func (s stamp) fin(any)       {}
func (s stamp) show(*stamp)   {}
func (s *session) stop(any)   {}
func (s *server) fin(*conn)   {}
func (s stamped) note(any)    {}
func (s *stamped) remove(any) {}

type stamped struct {
	stamp
	payload []byte
}

func methodValueTwoLevels() *conn {
	c := newConn()
	fin := c.fin
	again := fin
	runtime.SetFinalizer(c, again) // want `finalizer of c .*`
	return c
}

func methodValueCapturedByALiteral() *conn {
	c := newConn()
	fin := c.fin
	runtime.SetFinalizer(c, func(x *conn) { fin(x) }) // want `finalizer of c .*\bfin\b.*`
	return c
}

func methodValueInParentheses() *conn {
	c := newConn()
	runtime.SetFinalizer(c, ((c).fin)) // want `finalizer of c .*`
	return c
}

func methodValueOfAnAlias() *conn {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, d.fin) // want `finalizer of c .*\bd\b.*`
	return c
}

func methodValueOfAnInterface() *conn {
	c := newConn()
	var r releaser = c
	runtime.SetFinalizer(c, r.release) // want `finalizer of c .*\br\b.*`
	return c
}

func methodValueOfAConversion() *conn {
	c := newConn()
	runtime.SetFinalizer(c, releaser(c).release) // want `finalizer of c .*`
	return c
}

func (c *conn) methodValueOfTheReceiver() {
	runtime.SetFinalizer(c, c.fin) // want `finalizer of c is the method value .*`
}

func methodValueOfAVariable() {
	var v conn
	runtime.SetFinalizer(&v, v.fin) // want `finalizer of v is the method value .*`
}

func methodValueOfAnotherObject() *conn {
	c := newConn()
	other := newConn()
	runtime.SetFinalizer(c, other.fin) // ok
	return c
}

func methodValueOfAnotherQueue(q *queue) *conn {
	c := newConn()
	runtime.SetFinalizer(c, q.put) // ok
	return c
}

func methodValueOfAHolderByValue() *conn {
	c := newConn()
	w := wrapper{c: c}
	runtime.SetFinalizer(c, w.finByValue) // want `finalizer of c .*\bw\b.*`
	return c
}

func methodValueOfALiteral() *conn {
	c := newConn()
	runtime.SetFinalizer(c, (&wrapper{c: c}).fin) // want `finalizer of c .*`
	return c
}

func methodValueOfAPointerField() *conn {
	c := newConn()
	runtime.SetFinalizer(c, c.inbox.put) // ok: bound to the queue, not to c
	return c
}

func methodValueOfANestedStruct() *conn {
	c := newConn()
	runtime.SetFinalizer(c, c.addr.release) // want `finalizer of c .*`
	return c
}

func methodValueOfACopiedNestedStruct() *conn {
	c := newConn()
	runtime.SetFinalizer(c, c.addr.releaseCopy) // ok: bound to a copy of the address
	return c
}

func methodValueWithAValueReceiver() *stamp {
	s := &stamp{height: 1}
	runtime.SetFinalizer(s, s.fin) // ok: bound to a copy of *s
	return s
}

func methodValueWithAValueReceiverInAVariable() *stamp {
	s := &stamp{height: 1}
	show := s.show
	runtime.SetFinalizer(s, func(x *stamp) { show(x) }) // ok: bound to a copy of *s
	return s
}

func methodExpressionWithAValueReceiver() *stamp {
	s := &stamp{height: 1}
	show := stamp.show
	runtime.SetFinalizer(s, func(x *stamp) { show(*x, x) }) // ok
	return s
}

func methodExpressionInAVariable() *conn {
	c := newConn()
	closeIt := (*conn).Close
	runtime.SetFinalizer(c, closeIt) // ok
	return c
}

func promotedThroughAnEmbeddedStruct() *session {
	s := &session{name: "one"}
	runtime.SetFinalizer(s, s.release) // want `finalizer of s .*`
	return s
}

func promotedThroughAnEmbeddedPointer() *remoteSession {
	s := &remoteSession{conn: newConn()}
	runtime.SetFinalizer(s, s.release) // ok: bound to the conn, an object of its own
	return s
}

func promotedThroughAnEmbeddedInterface() *anySession {
	s := &anySession{releaser: newConn()}
	runtime.SetFinalizer(s, s.release) // ok: bound to what the interface holds
	return s
}

func promotedWithAValueReceiver() *stamped {
	s := &stamped{payload: make([]byte, 8)}
	runtime.SetFinalizer(s, s.fin) // ok: bound to a copy of the stamp
	return s
}

func ownMethodWithAValueReceiver() *stamped {
	s := &stamped{payload: make([]byte, 8)}
	runtime.SetFinalizer(s, s.note) // ok: bound to a copy of *s
	return s
}

func ownMethodWithAPointerReceiver() *stamped {
	s := &stamped{payload: make([]byte, 8)}
	runtime.SetFinalizer(s, s.remove) // want `finalizer of s is the method value .*`
	return s
}

func ownMethodBesideAnEmbeddedStruct() *session {
	s := &session{name: "one"}
	runtime.SetFinalizer(s, s.stop) // want `finalizer of s is the method value .*`
	return s
}

func embeddedStructSpelledOut() *session {
	s := &session{name: "one"}
	runtime.SetFinalizer(s, s.conn.release) // want `finalizer of s .*`
	return s
}

func embeddedStructCaptured() *session {
	s := &session{name: "one"}
	inner := &s.conn
	runtime.SetFinalizer(s, func(*session) { inner.Close() }) // want `finalizer of s .*\binner\b.*`
	return s
}

func embeddedPointerCaptured() *remoteSession {
	s := &remoteSession{conn: newConn()}
	inner := s.conn
	runtime.SetFinalizer(s, func(*remoteSession) { inner.Close() }) // ok
	return s
}

func methodOfALibraryType() *conn {
	c := newConn()
	r, w := io.Pipe()
	runtime.SetFinalizer(c, func(*conn) { use(r.Close, w.Close) }) // ok
	return c
}

func methodValueOfAHolderClearedLater() *conn {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(c, w.fin) // ok: the wrapper does not hold c any more
	w.c = nil
	return c
}

func methodValueOfACopiedHolderClearedLater() *conn {
	c := newConn()
	w := wrapper{c: c}
	runtime.SetFinalizer(c, w.finByValue) // want `finalizer of c is the method value w\.finByValue, which holds c: .*`
	w.c = nil
	return c
}
