package finalizers

import (
	"fmt"
	"runtime"
)

func capturesWithoutNamingItsParameter() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func capturesAParameter(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
}

func (c *conn) capturesTheReceiver() {
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
}

func capturesOnlyAField() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c.fd) }) // want `finalizer of c captures c: .*`
	return c
}

func capturesInABlankAssignment() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { _ = c }) // want `finalizer of c captures c: .*`
	return c
}

func capturesInACompositeLiteral() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(wrapper{c: c}) }) // want `finalizer of c captures c: .*`
	return c
}

func capturesBesideItsParameter() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // want `finalizer of c captures c: .*`
		x.Close()
		fmt.Print(c.id)
	})
	return c
}

func capturesInADeferredCall() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // want `finalizer of c captures c: .*`
		defer c.Close()
	})
	return c
}

func capturesInAGoroutine() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // want `finalizer of c captures c: .*`
		go c.Close()
	})
	return c
}

func capturesTwoClosuresDeep() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // want `finalizer of c captures c: .*`
		func() {
			func() { c.Close() }()
		}()
	})
	return c
}

func capturesInABranchThatIsNotTaken() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // want `finalizer of c captures c: .*`
		if x.fd < 0 {
			c.Close()
		}
	})
	return c
}

const isTracing = false

func capturesInABranchThatAConstantExcludes() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // want `finalizer of c captures c: .*` unrun: this build leaves the branch out, the next may not
		if isTracing {
			c.Close()
		}
	})
	return c
}

func capturesInTheInitialiserOfAShadow() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // want `finalizer of c captures c: .*`
		c := c
		c.Close()
	})
	return c
}

func capturesAndAssignsInside() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // want `finalizer of c captures c: .*`
		c.Close()
		c = nil
	})
	return c
}

func capturesInAMethodValueInside() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c.Close) }) // want `finalizer of c captures c: .*`
	return c
}

func capturesInEachIteration() {
	for range 3 {
		c := newConn()
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	}
}

func capturesTheRangeVariable(conns []*conn) {
	for _, c := range conns {
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	}
}

func capturesInAnIterator() {
	each := func(yield func(*conn) bool) { yield(newConn()) }
	for c := range each {
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	}
}

func capturesInAnotherGoroutine() {
	c := newConn()
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	}()
	<-done
}

func capturesInALocalClosure() *conn {
	c := newConn()
	register := func() {
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	}
	register()
	return c
}

func capturesWhenDeferred() *conn {
	c := newConn()
	defer runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func capturesANamedResult() (c *conn) {
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return
}

func capturesANamedResultThatIsReturned() (c *conn) {
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func capturesUnderAnotherAlphabet() *conn {
	连接 := newConn()
	runtime.SetFinalizer(连接, func(*conn) { 连接.Close() }) // want `finalizer of 连接 captures 连接: .*`
	return 连接
}

var registerLater = func(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
}

func proveRegisterLater() { registerLater(newConn()) }

func shadowedByAShortDeclaration() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // ok
		c := x
		c.Close()
	})
	return c
}

func shadowedByAVarDeclaration() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { // ok
		var c *conn
		use(c)
	})
	return c
}

func shadowedInAnIfStatement() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // ok
		if c := x.self(); c != nil {
			c.Close()
		}
	})
	return c
}

func shadowedByARangeVariable() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // ok
		for _, c := range x.buf {
			use(c)
		}
	})
	return c
}

func shadowedByAnInnerParameter() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // ok
		func(c *conn) { c.Close() }(x)
	})
	return c
}

func shadowedByAResult() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) (c error) { // ok
		c = x.Close()
		return c
	})
	return c
}

func sameNameAsAFieldAKeyAndALabel() *conn {
	c := newConn()
	other := &wrapper{}
	runtime.SetFinalizer(c, func(x *conn) { // ok
	c:
		for {
			use(other.c, wrapper{c: x})
			break c
		}
	})
	return c
}
