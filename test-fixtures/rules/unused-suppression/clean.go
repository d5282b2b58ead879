package suppressions

import "runtime"

func keepInLine(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) //leaklens:ignore GL4001 -- kept // ok
}

func keepInLines(c *conn) {
	runtime.SetFinalizer(
		c,
		func(*conn) { _ = c.fd },
	) //leaklens:ignore GL4001 -- kept // ok
}

// keepInFunction says it for the whole function.
//
//leaklens:ignore finalizer-captures-target -- kept // ok
func keepInFunction(c *conn) {
	if c.fd > 0 {
		runtime.SetFinalizer(c, func(*conn) { _ = c.fd })
	}
}

// Nobody knows what other tools found.
func keepLinted(c *conn) {
	c.fd++ //nolint:sa5005 // ok
	c.fd++ //lint:ignore SA5005 it was so before // ok
	c.fd++ //nolint // ok
}
