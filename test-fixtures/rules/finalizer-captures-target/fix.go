package finalizers

import (
	"fmt"
	"runtime"
)

// What the fix changes.

func fixBlankParameter() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func fixParameterWithoutAName() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func fixSeveralUses() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c captures c: .*` fix: safe
		fmt.Println("closing", c.id)
		if err := c.Close(); err != nil {
			fmt.Println(c.id, err)
		}
	})
	return c
}

func fixUseInAnInnerClosure() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c captures c: .*` fix: safe
		defer func() { c.Close() }()
	})
	return c
}

func fixWithAResult() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) error { return c.Close() }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func fixWithAShadowInAnInnerBlock() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c captures c: .*` fix: safe
		for _, c := range c.buf {
			use(c)
		}
		c.Close()
	})
	return c
}

func fixAParameterAsTarget(c *conn) {
	runtime.SetFinalizer(c, func(_ *conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
}

func (c *conn) fixAReceiverAsTarget() {
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
}

func fixOfAGenericTarget[T any](value T) *box[T] {
	b := &box[T]{value: value}
	runtime.SetFinalizer(b, func(_ *box[T]) { b.close() }) // want `finalizer of b captures b: .*` fix: safe
	return b
}

func fixUnderAnotherAlphabet() *conn {
	größe := newConn()
	runtime.SetFinalizer(größe, func(*conn) { größe.Close() }) // want `finalizer of größe captures größe: .*` fix: safe
	return größe
}

func fixWithAParameterThatIsNotUsed() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func fixWithTheParameterThatIsUsed() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // want `finalizer of c captures c: .*` fix: safe
		x.Close()
		use(c.id, wrapper{c: c})
	})
	return c
}

func fixInParentheses() *conn {
	c := newConn()
	runtime.SetFinalizer((c), (func(_ *conn) { c.Close() })) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func fixWithAComment() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func( /* the conn */ *conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func fixOfWhatIsDeferred() *conn {
	c := newConn()
	defer runtime.SetFinalizer(c, func(_ *conn) { c.Close() }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

// What is offered, but wants a look: the value is taken when the cleanup is added.

func cleanupForANumber() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { use(c.fd) }) // want `finalizer of c captures c: .*` fix: safe+review
	return c
}

func cleanupForAText() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ any) { use(c.id) }) // want `finalizer of c captures c: .*` fix: review
	return c
}

func noCleanupWhereTheFinalizerHasAResult() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) int { return c.fd }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func noCleanupWhereTheTargetIsConverted() *conn {
	c := newConn()
	runtime.SetFinalizer(any(c), func(_ *conn) { use(c.fd) }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func noCleanupWhereTheFieldIsAssigned() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { c.fd = -1 }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func noCleanupWhereTheFieldIsAddressed() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { use(&c.fd) }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

func noCleanupWhereTheNameIsTaken() *conn {
	c := newConn()
	fd := 3
	runtime.SetFinalizer(c, func(_ *conn) { use(c.fd, fd) }) // want `finalizer of c captures c: .*` fix: safe
	return c
}

// What it must leave alone.

func noFixWhereTheParameterIsShadowedAtTheUse() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(x *conn) { // want `finalizer of c captures c: .*` fix: none
		x.Close()
		for x := range 3 {
			use(x, c.id)
		}
	})
	return c
}

func noFixWhereTheParameterIsAny() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ any) { c.Close() }) // want `finalizer of c captures c: .*` fix: none
	return c
}

func noFixWhereTheParameterIsAnInterface() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ releaser) { c.Close() }) // want `finalizer of c captures c: .*` fix: none
	return c
}

func noFixWhereTheVariableIsAssignedInside() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c captures c: .*` fix: none
		c.Close()
		c = nil
	})
	return c
}

func noFixWhereTheAddressIsTakenInside() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c captures c: .*` fix: none
		p := &c
		(*p).Close()
		*p = nil
	})
	return c
}

func noFixWhereTheNameIsDeclaredAgain() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c captures c: .*` fix: none
		c := c
		c.Close()
	})
	return c
}

func noFixWhereTheTargetIsTheAddressOfAVariable() {
	var v conn
	runtime.SetFinalizer(&v, func(_ *conn) { use(v) }) // want `finalizer of v captures v: .*` fix: none
}

func noFixWhereTheTargetIsAField() *server {
	s := &server{conn: newConn()}
	runtime.SetFinalizer(s.conn, func(_ *conn) { s.log() }) // want `finalizer of s\.conn .*` fix: none
	return s
}

func noFixForAnAlias() *conn {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(_ *conn) { d.Close() }) // want `finalizer of c .*\bd\b.*` fix: none
	return c
}

func noFixWhereAnAliasStays() *conn {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(_ *conn) { use(c, d) }) // want `finalizer of c .*` fix: none
	return c
}

func noFixForAMethodValue() *conn {
	c := newConn()
	runtime.SetFinalizer(c, c.fin) // want `finalizer of c is the method value .*` fix: none
	return c
}

func noFixForALocalFunction() *conn {
	c := newConn()
	closeIt := func() { c.Close() }
	runtime.SetFinalizer(c, func(_ *conn) { closeIt() }) // want `finalizer of c .*\bcloseIt\b.*` fix: none
	return c
}

func noFixWhereALocalFunctionStays() *conn {
	c := newConn()
	closeIt := func() { c.Close() }
	runtime.SetFinalizer(c, func(_ *conn) { // want `finalizer of c .*` fix: none
		use(c.id)
		closeIt()
	})
	return c
}

func noFixWhereTheTargetIsAnInterface() releaser {
	var x releaser = newConn()
	runtime.SetFinalizer(x, func(_ *conn) { x.release(nil) }) // want `finalizer of x captures x: .*` fix: none
	return x
}

func noFixForALiteralInAVariable() *conn {
	c := newConn()
	fin := func(_ *conn) { c.Close() }
	fin(c)
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*` fix: none
	return c
}

func proveFixOfAGenericTarget() { fixOfAGenericTarget("text") }
