package ownruntime

import "example.com/rules/finalizer-captures-target/own-runtime/runtime"

type conn struct{ buf []byte }

func (c *conn) Close() error { return nil }

func anotherPackageNamedRuntime() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // ok
	return c
}
