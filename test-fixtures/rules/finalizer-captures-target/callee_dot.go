package finalizers

import . "runtime"

func calleeWithoutAName() *conn {
	c := newConn()
	SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func calleeShadowedByALocalFunction() *conn {
	c := newConn()
	SetFinalizer := func(target, finalizer any) {}
	SetFinalizer(c, func(*conn) { c.Close() }) // ok
	return c
}
