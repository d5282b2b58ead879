package finalizers

import "runtime"

// One function for each row of the rule's table of capture shapes.

func usesOnlyItsParameter() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { x.Close() }) // ok
	return c
}

func usesOnlyItsParameterAsAny() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x any) { // ok
		if closer, isConn := x.(*conn); isConn {
			closer.Close()
		}
	})
	return c
}

func usesOnlyItsParameterAsInterface() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x releaser) { x.release(nil) }) // ok
	return c
}

func parameterShadowsTheTarget() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(c *conn) { c.Close() }) // ok
	return c
}

func methodExpression() *conn {
	c := newConn()
	runtime.SetFinalizer(c, (*conn).Close) // ok
	return c
}

func packageFunction() *conn {
	c := newConn()
	runtime.SetFinalizer(c, closeConn) // ok
	return c
}

func capturesTheTarget() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func capturesTheTargetSetToNilAfterwards() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok: the variable is captured, and it is cleared
	c = nil
}

func capturesTheTargetReplacedAfterwards() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok: the variable holds another object by then
	c = newConn()
	return c
}

func capturesACopiedScalar() *conn {
	c := newConn()
	id := c.id
	runtime.SetFinalizer(c, func(*conn) { use(id) }) // ok
	return c
}

func capturesASliceField() *conn {
	c := newConn()
	buf := c.buf
	runtime.SetFinalizer(c, func(*conn) { use(buf) }) // ok: the slice lies outside of the target
	return c
}

func capturesAMapField() *conn {
	c := newConn()
	seen := c.seen
	runtime.SetFinalizer(c, func(*conn) { use(seen) }) // ok
	return c
}

func capturesAnInteriorPointer() *conn {
	c := newConn()
	fd := &c.fd
	runtime.SetFinalizer(c, func(*conn) { use(*fd) }) // want `finalizer of c .*\bfd\b.*`
	return c
}

func capturesASliceOfAnArrayInside() *conn {
	c := newConn()
	key := c.key[:]
	runtime.SetFinalizer(c, func(*conn) { use(key) }) // want `finalizer of c .*\bkey\b.*`
	return c
}

func capturesAnAliasClearedAfterwards() *conn {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(*conn) { use(d) }) // ok
	d = nil
	return c
}

func methodValue() *conn {
	c := newConn()
	runtime.SetFinalizer(c, c.fin) // want `finalizer of c is the method value .*`
	return c
}

func methodValueInAVariable() *conn {
	c := newConn()
	fin := c.fin
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	return c
}

func methodValueOfAHolder() *conn {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(c, w.fin) // want `finalizer of c .*\bw\b.*`
	return c
}

func capturesALocalFunction() *conn {
	c := newConn()
	closeIt := func() { c.Close() }
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // want `finalizer of c .*\bcloseIt\b.*`
	return c
}

func capturesAnotherVariable(count *int) *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { *count++ }) // ok
	return c
}

func clears(c *conn) {
	runtime.SetFinalizer(c, nil) // ok unrun: nothing is set
}
