package finalizers

import "runtime"

// The function that is called: only the one of the package runtime counts.

type fakeRuntime struct{ set int }

func (r *fakeRuntime) SetFinalizer(target, finalizer any) { r.set++ }

var setFinalizer = runtime.SetFinalizer

func calleeInParentheses() *conn {
	c := newConn()
	(runtime.SetFinalizer)(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func calleeIsALocalVariableNamedRuntime() *conn {
	c := newConn()
	runtime := &fakeRuntime{}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok
	return c
}

func calleeIsAParameterNamedRuntime(runtime *fakeRuntime) *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok
	return c
}

func calleeIsAnotherMethod(r *fakeRuntime) *conn {
	c := newConn()
	r.SetFinalizer(c, func(*conn) { c.Close() }) // ok
	return c
}

func calleeIsAVariable() *conn {
	c := newConn()
	set := runtime.SetFinalizer
	set(c, func(*conn) { c.Close() }) // known-miss: function variables are not followed to the library
	return c
}

func calleeIsAPackageVariable() *conn {
	c := newConn()
	setFinalizer(c, func(*conn) { c.Close() }) // known-miss: function variables are not followed to the library
	return c
}

func arm(c *conn, fin func(*conn)) {
	runtime.SetFinalizer(c, fin) // known-miss: what the caller passes is not followed
}

func proveArm() {
	c := newConn()
	arm(c, func(*conn) { c.Close() })
}
