package external_test

import (
	"runtime"

	external "example.com/rules/finalizer-captures-target/external-test"
)

func outsideThePackage() *external.Conn {
	c := external.Dial()
	runtime.SetFinalizer(c, func(_ *external.Conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func outsideThePackageMethodExpression() *external.Conn {
	c := external.Dial()
	runtime.SetFinalizer(c, (*external.Conn).Close) // ok: the operand is a type
	return c
}

func outsideThePackageMethodValue() *external.Conn {
	c := external.Dial()
	runtime.SetFinalizer(c, c.Release) // want `finalizer of c is the method value .*`
	return c
}

func outsideThePackageFunction() *external.Conn {
	c := external.Dial()
	runtime.SetFinalizer(c, insideTheTestPackage) // ok
	return c
}

func insideTheTestPackage(*external.Conn) {}
