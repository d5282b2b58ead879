package suppressions

import "runtime"

type conn struct{ fd int }

func open(c *conn) {
	//leaklens:ignore GL4001 -- kept until the process ends
	runtime.SetFinalizer(c, func(own *conn) { _ = own.fd }) // want -1 `nothing is silenced here: there is no finding of GL4001`
}

func keep(c *conn) {
	//leaklens:ignore GL4001 -- kept until the process ends // ok
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd })
}
