package external

import "runtime"

func insideThePackage() *Conn {
	c := Dial()
	runtime.SetFinalizer(c, func(*Conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func insideThePackageRight() *Conn {
	c := Dial()
	runtime.SetFinalizer(c, (*Conn).Close) // ok
	return c
}
