package suppressions

import "runtime"

//leaklens:ignore GL4001 -- the function is right
func noRule(c *conn) {
	//leaklens:ignore -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "leaklens:ignore" -1 `this names no rule, so it silences nothing; .*` fix: none
}

//leaklens:ignore GL4001 -- the function is right
func unknownDirective(c *conn) {
	//leaklens:ignor GL4001 -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want -1 `"leaklens:ignor" means nothing; did you mean "ignore"\?` fix: safe
}

func unknownRule(c *conn) {
	//leaklens:ignore GL4001, finalizer-capture-target -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "finalizer-capture-target" -1 `no rule is called "finalizer-capture-target", so this silences nothing; did you mean "finalizer-captures-target"\?` fix: safe
}

func withoutDashes(c *conn) {
	//leaklens:ignore GL4001 kept until the end
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "kept" -1 `"kept until the end" is no rule; a reason needs -- in front of it` fix: safe
}

//leaklens:ignore GL4001 -- the function is right
func blankBefore(c *conn) {
	// leaklens:ignore GL4001 -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want -1 `a blank before "leaklens:" makes this a remark that silences nothing` fix: safe
}

func invalidDate(c *conn) {
	//leaklens:ignore GL4001 until=2026-02-30 -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "until=2026-02-30" -1 `"2026-02-30" is no day; write until=YYYY-MM-DD` fix: none
}

//leaklens:ignore GL4001 -- the function is right
func wrongPlace(c *conn) {
	//leaklens:ignore-file GL4001 -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want -1 `this holds for the whole file and stands in a function; .*` fix: safe
}

func noSuchRule(c *conn) {
	//leaklens:ignore GL4001, no-such-thing -- kept
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd }) // want at "no-such-thing" -1 `no rule is called "no-such-thing", .*; leaklens rules lists them` fix: none
}

func inABlockComment(c *conn) {
	/*leaklens:ignore GL4001 -- kept // ok: in a block comment */
	runtime.SetFinalizer(c, func(*conn) { _ = c.fd })
}
