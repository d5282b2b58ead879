package finalizers

import (
	"runtime"
	"sync"
)

type finalizer func(*conn)

type hooks struct {
	onEnd func()
	name  string
}

func literalInAVariable() *conn {
	c := newConn()
	fin := func(*conn) { c.Close() }
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	return c
}

func literalInAVarDeclaration() *conn {
	c := newConn()
	var fin func(*conn) = func(*conn) { c.Close() }
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	return c
}

func literalAssignedLater() *conn {
	c := newConn()
	var fin func(*conn)
	fin = func(*conn) { c.Close() }
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	return c
}

func literalInParentheses() *conn {
	c := newConn()
	runtime.SetFinalizer(c, (func(*conn) { c.Close() })) // want `finalizer of c captures c: .*`
	return c
}

func literalConverted() *conn {
	c := newConn()
	runtime.SetFinalizer(c, finalizer(func(*conn) { c.Close() })) // want `finalizer of c captures c: .*`
	return c
}

func literalConvertedInAVariable() *conn {
	c := newConn()
	var fin finalizer = func(*conn) { c.Close() }
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	return c
}

func literalThatUsesOnlyItsParameterInAVariable() *conn {
	c := newConn()
	fin := func(x *conn) { x.Close() }
	runtime.SetFinalizer(c, fin) // ok
	return c
}

func packageFunctionInAVariable() *conn {
	c := newConn()
	fin := closeConn
	runtime.SetFinalizer(c, fin) // ok
	return c
}

func packageFunctionConverted() *conn {
	c := newConn()
	runtime.SetFinalizer(c, finalizer(closeConn)) // ok
	return c
}

func functionFromAParameter(fin func(*conn)) *conn {
	c := newConn()
	runtime.SetFinalizer(c, fin) // ok: nothing is known of it
	return c
}

func functionOnOneBranch(verbose bool) *conn {
	c := newConn()
	fin := closeConn
	if verbose {
		fin = func(*conn) { use(c) }
	}
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	return c
}

func localFunctionTwoDeep() *conn {
	c := newConn()
	inner := func() { c.Close() }
	outer := func() { inner() }
	runtime.SetFinalizer(c, func(*conn) { outer() }) // want `finalizer of c .*\bouter\b.*`
	return c
}

func localFunctionThatCallsItself() *conn {
	c := newConn()
	var again func(int)
	again = func(n int) {
		if n > 0 {
			c.Close()
			again(n - 1)
		}
	}
	runtime.SetFinalizer(c, func(*conn) { again(1) }) // want `finalizer of c .*\bagain\b.*`
	return c
}

func localFunctionThatCapturesNothing() *conn {
	c := newConn()
	closeIt := func(x *conn) { x.Close() }
	runtime.SetFinalizer(c, func(x *conn) { closeIt(x) }) // ok
	return c
}

func localFunctionThatCapturesAField() *conn {
	c := newConn()
	fd := c.fd
	closeIt := func() { use(fd) }
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // ok
	return c
}

func localFunctionWithAnAlias() *conn {
	c := newConn()
	d := c
	closeIt := func() { d.Close() }
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // want `finalizer of c .*\bcloseIt\b.*`
	return c
}

func functionInAStruct() *conn {
	c := newConn()
	h := hooks{onEnd: func() { c.Close() }}
	runtime.SetFinalizer(c, func(*conn) { h.onEnd() }) // want `finalizer of c .*\bh\b.*`
	return c
}

func functionInAStructBehindAPointer() *conn {
	c := newConn()
	h := &hooks{onEnd: func() { c.Close() }}
	runtime.SetFinalizer(c, func(*conn) { h.onEnd() }) // want `finalizer of c .*\bh\b.*`
	return c
}

func functionStoredInAFieldLater() *conn {
	c := newConn()
	h := &hooks{name: "h"}
	h.onEnd = func() { c.Close() }
	runtime.SetFinalizer(c, func(*conn) { h.onEnd() }) // want `finalizer of c .*\bh\b.*`
	return c
}

func functionsInASlice() *conn {
	c := newConn()
	todo := []func(){func() { c.Close() }}
	runtime.SetFinalizer(c, func(*conn) { use(todo) }) // want `finalizer of c .*\btodo\b.*`
	return c
}

func methodValueInAStruct() *conn {
	c := newConn()
	todo := struct{ end func() error }{c.Close}
	runtime.SetFinalizer(c, func(*conn) { todo.end() }) // want `finalizer of c .*\btodo\b.*`
	return c
}

func functionStoredInTheTarget() *conn {
	c := newConn()
	c.onClose = func() { c.Close() }
	runtime.SetFinalizer(c, func(x *conn) { x.onClose() }) // known-miss: a cycle of two objects, not a capture by the finalizer
	return c
}

func functionThatIsCalledAtOnce() *conn {
	c := newConn()
	fin := func() func(*conn) { return func(*conn) { c.Close() } }()
	runtime.SetFinalizer(c, fin) // known-miss: what a function returns is not followed
	return c
}

func functionThroughAPackageFunction() *conn {
	c := newConn()
	runtime.SetFinalizer(c, wrap(func() { c.Close() })) // known-miss: what a function returns is not followed
	return c
}

func functionThroughTheLibrary() *conn {
	c := newConn()
	once := sync.OnceFunc(func() { c.Close() })
	runtime.SetFinalizer(c, func(*conn) { once() }) // known-miss: what a function returns is not followed
	return c
}

func functionThroughAPackageFunctionThatIsHarmless() *conn {
	c := newConn()
	name := c.id
	runtime.SetFinalizer(c, wrap(func() { use(name) })) // ok
	return c
}
