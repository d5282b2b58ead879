package finalizers

import rt "runtime"

func calleeUnderAnotherName() *conn {
	c := newConn()
	rt.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func calleeUnderAnotherNameRight() *conn {
	c := newConn()
	rt.SetFinalizer(c, func(c *conn) { c.Close() }) // ok
	return c
}
