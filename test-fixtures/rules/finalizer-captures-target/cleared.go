package finalizers

import "runtime"

// A finalizer that is taken off again holds nothing.

func takenOffAfterwards() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok: taken off below
	runtime.SetFinalizer(c, nil)
	return c
}

func takenOffOnOnePath(closed bool) *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	if closed {
		runtime.SetFinalizer(c, nil)
	}
	return c
}

func takenOffWhenTheFunctionReturns() *conn {
	c := newConn()
	defer runtime.SetFinalizer(c, nil)
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok: taken off on every path
	return c
}

func takenOffAndSetAgain() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok: replaced below
	runtime.SetFinalizer(c, nil)
	runtime.SetFinalizer(c, closeConn) // ok
	return c
}

func takenOffBeforeItIsSet() *conn {
	c := newConn()
	runtime.SetFinalizer(c, nil)
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func takenOffAnotherObject(d *conn) *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	runtime.SetFinalizer(d, nil)
	return c
}

type guarded struct {
	conn
	isOpen bool
}

// Open sets a finalizer that Shut takes off; who forgets Shut keeps the object.
func (g *guarded) Open() {
	runtime.SetFinalizer(g, func(*guarded) { g.Shut() }) // want `finalizer of g captures g: .*`
}

func (g *guarded) Shut() {
	runtime.SetFinalizer(g, nil)
}
