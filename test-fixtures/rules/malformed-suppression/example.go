package suppressions

import "runtime"

type conn struct{ fd int }

func keepOnce(c *conn) {
	//leaklens:ignore GL4001 kept until the process ends
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "kept" -1 `"kept until the process ends" is no rule; a reason needs -- in front of it`
}

func keepUntilTheEnd(c *conn) {
	//leaklens:ignore GL4001 -- kept until the process ends // ok
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd })
}
