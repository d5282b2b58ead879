package broken

import "runtime"

type conn struct{ buf []byte }

func (c *conn) Close() error { return nil }

func whole() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func beingTyped() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok: nothing is said of a function that does not parse
	if c.
	return c
}

func wholeAgain() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}
