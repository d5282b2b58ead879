package ownruntime

import "runtime"

func thePackageOfTheLibrary() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}
