package suppressions

import "runtime"

func keepByCode(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) //leaklens:ignore GL4001 -- kept until the process ends // ok
}

func keepBoth(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) //leaklens:ignore gl4001, until=2999-12-31 -- see the design // ok
}

// Comments of other tools are theirs to judge.
func keepLinted(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) //nolint:nosuchlinter,sa5005 // ok
}

// leaklens: a remark that begins so is a remark. // ok
// leaklens:ignore works without a blank before it. // ok
func remarks() {}
