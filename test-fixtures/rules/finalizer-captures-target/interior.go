package finalizers

import "runtime"

// Pointers and slices into the target, and those that only look so.

func capturesAPointerToANestedStruct() *conn {
	c := newConn()
	addr := &c.addr
	runtime.SetFinalizer(c, func(*conn) { use(addr) }) // want `finalizer of c .*\baddr\b.*`
	return c
}

func capturesAPointerToANestedField() *conn {
	c := newConn()
	host := &c.addr.host
	runtime.SetFinalizer(c, func(*conn) { use(*host) }) // want `finalizer of c .*\bhost\b.*`
	return c
}

func capturesAPointerToAnArrayElement() *conn {
	c := newConn()
	first := &c.key[0]
	runtime.SetFinalizer(c, func(*conn) { use(*first) }) // want `finalizer of c .*\bfirst\b.*`
	return c
}

func capturesAPointerToAFieldOfAnArrayElement() *conn {
	c := newConn()
	port := &c.route[1].port
	runtime.SetFinalizer(c, func(*conn) { use(*port) }) // want `finalizer of c .*\bport\b.*`
	return c
}

func capturesAPointerToAnArray() *conn {
	c := newConn()
	key := &c.key
	runtime.SetFinalizer(c, func(*conn) { use(key) }) // want `finalizer of c .*\bkey\b.*`
	return c
}

func capturesASliceOfAPointerToAnArray() *conn {
	c := newConn()
	key := &c.key
	part := key[4:8]
	runtime.SetFinalizer(c, func(*conn) { use(part) }) // want `finalizer of c .*\bpart\b.*`
	return c
}

func capturesAPartOfAnArray() *conn {
	c := newConn()
	part := c.key[4:8]
	runtime.SetFinalizer(c, func(*conn) { use(part) }) // want `finalizer of c .*\bpart\b.*`
	return c
}

func capturesASliceOfANestedArray() *conn {
	c := newConn()
	raw := c.addr.raw[:]
	runtime.SetFinalizer(c, func(*conn) { use(raw) }) // want `finalizer of c .*\braw\b.*`
	return c
}

func capturesASliceOfASlice() *conn {
	c := newConn()
	key := c.key[:]
	part := key[2:]
	runtime.SetFinalizer(c, func(*conn) { use(part) }) // want `finalizer of c .*\bpart\b.*`
	return c
}

func capturesAPointerIntoAVariable() {
	var v conn
	fd := &v.fd
	runtime.SetFinalizer(&v, func(*conn) { use(*fd) }) // want `finalizer of v .*\bfd\b.*`
}

func capturesACopyOfAnArray() *conn {
	c := newConn()
	key := c.key
	runtime.SetFinalizer(c, func(*conn) { use(key) }) // ok: an array is copied
	return c
}

func capturesASliceOfACopiedArray() *conn {
	c := newConn()
	key := c.key
	part := key[:]
	runtime.SetFinalizer(c, func(*conn) { use(part) }) // ok
	return c
}

func capturesACopyOfANestedStruct() *conn {
	c := newConn()
	addr := c.addr
	runtime.SetFinalizer(c, func(*conn) { use(addr.host) }) // ok
	return c
}

func capturesAnArrayBehindAPointer() *conn {
	c := newConn()
	digest := c.digest[:]
	runtime.SetFinalizer(c, func(*conn) { use(digest) }) // ok: the array is an object of its own
	return c
}

func capturesAnElementOfASlice() *conn {
	c := newConn()
	first := &c.buf[0]
	runtime.SetFinalizer(c, func(*conn) { use(*first) }) // ok: the slice's array lies outside of the target
	return c
}

func capturesAPartOfASlice() *conn {
	c := newConn()
	part := c.buf[1:4]
	runtime.SetFinalizer(c, func(*conn) { use(part) }) // ok
	return c
}

func capturesAFieldBehindAPointer() *conn {
	c := newConn()
	limit := &c.inbox.limit
	runtime.SetFinalizer(c, func(*conn) { use(*limit) }) // ok: the queue is an object of its own
	return c
}

func capturesAPointerField() *conn {
	c := newConn()
	inbox := c.inbox
	runtime.SetFinalizer(c, func(*conn) { use(inbox) }) // ok
	return c
}

func capturesAFunctionField() *conn {
	c := newConn()
	onClose := c.onClose
	runtime.SetFinalizer(c, func(*conn) { use(onClose) }) // ok
	return c
}

func capturesCopiedBytes() *conn {
	c := newConn()
	text := string(c.key[:])
	runtime.SetFinalizer(c, func(*conn) { use(text) }) // ok
	return c
}

func capturesClonedBytes() *conn {
	c := newConn()
	bytes := append([]byte(nil), c.key[:]...)
	runtime.SetFinalizer(c, func(*conn) { use(bytes) }) // ok
	return c
}

func capturesAMapElement() *conn {
	c := newConn()
	n := c.seen["first"]
	runtime.SetFinalizer(c, func(*conn) { use(n) }) // ok
	return c
}

func capturesAnExpressionOverFields() *conn {
	c := newConn()
	sum := c.fd + len(c.buf)
	isOpen := c.inbox != nil
	runtime.SetFinalizer(c, func(*conn) { use(sum, isOpen) }) // ok
	return c
}

func capturesASliceOfANamedArray() *conn {
	c := newConn()
	bytes := c.hash[:]
	runtime.SetFinalizer(c, func(*conn) { use(bytes) }) // want `finalizer of c .*\bbytes\b.*`
	return c
}

func capturesACopyOfANamedArray() *conn {
	c := newConn()
	hash := c.hash
	runtime.SetFinalizer(c, func(*conn) { use(hash) }) // ok
	return c
}

func capturesAPromotedFieldOfAnEmbeddedStruct() *session {
	s := &session{name: "one"}
	fd := &s.fd
	runtime.SetFinalizer(s, func(*session) { use(*fd) }) // want `finalizer of s .*\bfd\b.*`
	return s
}

func capturesAPromotedFieldOfAnEmbeddedPointer() *remoteSession {
	s := &remoteSession{conn: newConn()}
	fd := &s.fd
	runtime.SetFinalizer(s, func(*remoteSession) { use(*fd) }) // ok: the field lies in the conn
	return s
}

func capturesAPromotedArrayOfAnEmbeddedStruct() *session {
	s := &session{name: "one"}
	key := s.key[:]
	runtime.SetFinalizer(s, func(*session) { use(key) }) // want `finalizer of s .*\bkey\b.*`
	return s
}

func capturesAPromotedArrayOfAnEmbeddedPointer() *remoteSession {
	s := &remoteSession{conn: newConn()}
	key := s.key[:]
	runtime.SetFinalizer(s, func(*remoteSession) { use(key) }) // ok: the array lies in the conn
	return s
}

func capturesAFieldOfAnArrayElement() *conn {
	c := newConn()
	port := c.route[1].port
	host := c.route[0]
	runtime.SetFinalizer(c, func(*conn) { use(port, host) }) // ok: both are copies
	return c
}

func capturesAPartOfAString() *conn {
	c := newConn()
	prefix := c.id[:0]
	runtime.SetFinalizer(c, func(*conn) { use(prefix) }) // ok
	return c
}
