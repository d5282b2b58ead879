package suppressions

import "runtime"

func oneOfTwo(c *conn) {
	//leaklens:ignore GL4001, GL4002 -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "GL4002" -1 `nothing is silenced here: there is no finding of GL4002` fix: safe
}

func behindCode(c *conn) {
	// want +1 `nothing is silenced here: there is no finding of GL4001` fix: safe
	c.fd++ //leaklens:ignore GL4001 -- kept
}

func nothingBelow(c *conn) {
	c.fd++
	//leaklens:ignore GL4001 -- nothing follows in this function
	// want -1 `nothing is silenced here: .*` fix: safe
}

func byAnotherName(c *conn) {
	// want +1 `nothing is silenced here: .*` fix: safe
	c.fd++ //nolint:gl4001
}

//leaklens:ignore GL4001 -- the function is right
func headOfBlock(c *conn) {
	// want +1 `nothing is silenced here: .*` fix: safe
	if c.fd > 0 { //leaklens:ignore GL4001 -- the head only
		runtime.SetFinalizer(c, func(*conn) { _ = c.fd })
	}
}
