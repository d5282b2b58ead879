package finalizers

import (
	"io"
	"runtime"
)

// What the finalizer is set on, in all its spellings.

type connRef *conn

var lastConn *conn

func targetIsTheAddressOfAVariable() {
	var v conn
	runtime.SetFinalizer(&v, func(*conn) { v.Close() }) // want `finalizer of v captures v: .*`
}

func targetIsTheAddressOfAParameter(v conn) {
	runtime.SetFinalizer(&v, func(*conn) { use(v.fd) }) // want `finalizer of v captures v: .*`
}

func targetIsTheAddressOfALiteral() *conn {
	c := &conn{fd: 1}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsNew() *conn {
	c := new(conn)
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsACall() {
	runtime.SetFinalizer(newConn(), func(x *conn) { x.Close() }) // ok
}

func targetInParentheses() *conn {
	c := newConn()
	runtime.SetFinalizer((c), func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsConvertedToAny() *conn {
	c := newConn()
	runtime.SetFinalizer(any(c), func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsConvertedToItsOwnType() *conn {
	c := newConn()
	runtime.SetFinalizer((*conn)(c), func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsConvertedToANamedPointer() *conn {
	c := newConn()
	runtime.SetFinalizer(connRef(c), func(connRef) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsConvertedTwice() *conn {
	c := newConn()
	runtime.SetFinalizer((interface{})((any(c))), func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func targetIsAnInterface() io.Closer {
	var x io.Closer = newConn()
	runtime.SetFinalizer(x, func(io.Closer) { x.Close() }) // want `finalizer of x captures x: .*`
	return x
}

func targetIsAnInterfaceUsedThroughTheParameter() io.Closer {
	var x io.Closer = newConn()
	runtime.SetFinalizer(x, func(y io.Closer) { y.Close() }) // ok
	return x
}

func targetIsAField() *server {
	s := &server{conn: newConn(), name: "one"}
	runtime.SetFinalizer(s.conn, func(*conn) { s.log() }) // want `finalizer of s\.conn .*\bs\b.*`
	return s
}

func targetIsAFieldThatIsUsed() *server {
	s := &server{conn: newConn(), name: "one"}
	runtime.SetFinalizer(s.conn, func(*conn) { s.conn.Close() }) // want `finalizer of s\.conn .*`
	return s
}

func targetIsAFieldAndAnotherIsCopied() *server {
	s := &server{conn: newConn(), name: "one"}
	name := s.name
	runtime.SetFinalizer(s.conn, func(*conn) { use(name) }) // ok
	return s
}

func (s *server) targetIsAFieldOfTheReceiver() {
	s.conn = newConn()
	runtime.SetFinalizer(s.conn, func(*conn) { s.log() }) // want `finalizer of s\.conn .*\bs\b.*`
}

func (s *server) targetIsAFieldAndTheFinalizerAMethod() {
	s.conn = newConn()
	runtime.SetFinalizer(s.conn, s.fin) // want `finalizer of s\.conn .*\bs\b.*`
}

func (s *server) targetIsAFieldAndItsOwnMethod() {
	s.conn = newConn()
	runtime.SetFinalizer(s.conn, s.conn.fin) // want `finalizer of s\.conn .*`
}

func targetIsAFieldThatIsClearedAfterwards() *server {
	s := &server{conn: newConn()}
	runtime.SetFinalizer(s.conn, func(*conn) { s.log() }) // ok
	s.conn = nil
	return s
}

func targetIsReadOutOfAFieldBefore() *server {
	s := &server{conn: newConn()}
	c := s.conn
	runtime.SetFinalizer(c, func(*conn) { s.log() }) // want `finalizer of c .*\bs\b.*`
	return s
}

func targetIsPutIntoAFieldBefore() *server {
	c := newConn()
	s := &server{conn: c}
	runtime.SetFinalizer(c, func(*conn) { s.log() }) // want `finalizer of c .*\bs\b.*`
	return s
}

func targetIsPutIntoAFieldAfterwards() *server {
	c := newConn()
	s := &server{name: "one"}
	runtime.SetFinalizer(c, func(*conn) { s.log() }) // want `finalizer of c .*\bs\b.*`
	s.conn = c
	return s
}

func targetIsTheHolderAndAFieldIsCaptured() *wrapper {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(w, func(*wrapper) { c.Close() }) // ok: c does not lead back to w
	return w
}

func targetIsTheHolderAndItsFieldIsBound() *wrapper {
	w := &wrapper{c: newConn()}
	runtime.SetFinalizer(w, w.c.release) // ok: bound to the conn, which does not lead back
	return w
}

func targetIsAnElementOfASlice() []*conn {
	conns := []*conn{newConn(), newConn()}
	runtime.SetFinalizer(conns[0], func(*conn) { use(conns) }) // known-miss: elements are not followed
	return conns
}

func targetIsAnElementOfAMap() map[string]*conn {
	conns := map[string]*conn{"first": newConn()}
	runtime.SetFinalizer(conns["first"], func(*conn) { use(conns) }) // known-miss: elements are not followed
	return conns
}

func targetIsAPackageVariable() {
	lastConn = newConn()
	runtime.SetFinalizer(lastConn, func(*conn) { use(lastConn) }) // ok: a function does not capture what belongs to the package
	lastConn = nil
}

func targetIsAPointerReadThroughAPointer() *conn {
	c := newConn()
	p := &c
	runtime.SetFinalizer(*p, func(*conn) { c.Close() }) // known-miss: what a pointer to a variable holds is not followed
	return c
}

func targetIsAnEmbeddedStructAtTheStart() *session {
	s := &session{name: "one"}
	runtime.SetFinalizer(&s.conn, func(*conn) { use(s.name) }) // want `finalizer of s\.conn .*\bs\b.*`
	return s
}

func targetIsAnEmbeddedStructAndANameIsCopied() *session {
	s := &session{name: "one"}
	name := s.name
	runtime.SetFinalizer(&s.conn, func(*conn) { use(name) }) // ok
	return s
}

func targetIsTheResultOfAMethod() *conn {
	c := newConn()
	runtime.SetFinalizer(c.self(), func(*conn) { c.Close() }) // known-miss: what a method returns is not followed
	return c
}

func targetIsAFieldAndTheVariableBehindItIsCaptured() *server {
	c := newConn()
	s := &server{conn: c}
	runtime.SetFinalizer(s.conn, func(*conn) { c.Close() }) // known-miss: what a field holds is not followed back to a variable
	return s
}
