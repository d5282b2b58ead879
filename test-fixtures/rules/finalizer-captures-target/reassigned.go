package finalizers

import "runtime"

// A closure captures variables, not values: what counts is what the variable holds in the end.

func clearedOnBothBranches(verbose bool) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	if verbose {
		c = nil
	} else {
		c = newConn()
	}
}

func clearedOnOneBranch(verbose bool) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	if verbose {
		c = nil
	}
}

func clearedInEveryCase(kind int) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	switch kind {
	case 0:
		c = nil
	case 1:
		c = newConn()
	default:
		c = nil
	}
}

func clearedInSomeCases(kind int) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	switch kind {
	case 5:
		c = nil
	case 6:
		c = nil
	}
}

func clearedAfterAnEarlyReturn(failed bool) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	if failed {
		return
	}
	c = nil
}

func clearedBeforeEveryReturn(failed bool) error {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	if failed {
		c = nil
		return nil
	}
	c = nil
	return nil
}

func clearedInALoopThatMayNotRun(list []int) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	for range list[:0] {
		c = nil
	}
}

func clearedInALoopThatRuns() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	for {
		c = nil
		break
	}
}

func replacedInTheNextIteration() {
	var c *conn
	for range 3 {
		c = newConn()
		runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	}
}

func clearedAtTheEndOfTheIteration() {
	var c *conn
	for range 3 {
		c = newConn()
		runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
		c = nil
	}
}

func clearedWithAJump(verbose bool) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	if verbose {
		goto done
	}
	use(c.fd)
done:
	c = nil
}

func clearedWhereAJumpGoesPast(verbose bool) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	if verbose {
		goto done
	}
	c = nil
done:
	use(verbose)
}

func clearedInALabelledLoop() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
outer:
	for {
		for {
			c = nil
			break outer
		}
	}
}

func clearedBeforeTheCallOnly() *conn {
	c := newConn()
	c = nil
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c
}

func clearedInADeferredFunction() *conn {
	c := newConn()
	defer func() { c = nil }()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok: the deferred function runs on every path
	return c
}

func clearedInAFunctionDeferredAfterwards() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	defer func() { c = nil }()
	return c
}

func clearedInALocalFunction() *conn {
	c := newConn()
	forget := func() { c = nil }
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	result := c
	forget()
	return result
}

func clearedInALocalFunctionThatIsNotCalled() *conn {
	c := newConn()
	forget := func() { c = nil }
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // known-miss: whether forget is called is not followed
	use(forget)
	return c
}

func clearedInAGoroutine() *conn {
	c := newConn()
	done := make(chan struct{})
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	go func() {
		c = nil
		close(done)
	}()
	<-done
	return nil
}

func clearedThroughAPointer() *conn {
	c := newConn()
	p := &c
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	*p = nil
	return c
}

func assignedItself() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c .*`
	d := c
	c = d
	return c
}

func assignedItsOwnAddressAgain() {
	c := newConn()
	w := wrapper{c: c}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c .*`
	c = w.c
}

func replacedByAPair() error {
	c, err := newConn(), error(nil)
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	c, err = newConn(), nil
	return err
}

func redeclaredInAnInnerBlock() *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	{
		c := newConn()
		c = nil
		use(c)
	}
	return c
}

func aliasStaysWhileTheTargetIsCleared() {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	c = nil
}

func aliasIsClearedWhileTheTargetStays() {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	d = nil
	use(d)
}

func oneOfTwoCapturedVariablesIsCleared() {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(*conn) { use(c, d) }) // want `finalizer of c .*\bd\b.*`
	c = nil
}

func bothCapturedVariablesAreCleared() {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(*conn) { use(c, d) }) // ok
	c, d = nil, nil
}

func localFunctionWhoseCaptureIsCleared() {
	c := newConn()
	closeIt := func() { use(c) }
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // ok
	c = nil
}

func localFunctionThatIsReplaced() {
	c := newConn()
	closeIt := func() { use(c) }
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // ok
	closeIt = func() {}
}

func methodValueOfAClearedVariable() {
	c := newConn()
	runtime.SetFinalizer(c, c.fin) // want `finalizer of c is the method value .*`
	c = nil
}

func methodValueVariableThatIsReplaced() {
	c := newConn()
	fin := c.fin
	runtime.SetFinalizer(c, fin) // want `finalizer of c .*`
	fin = nil
}

func methodValueVariableCapturedAndReplaced() {
	c := newConn()
	fin := c.fin
	runtime.SetFinalizer(c, func(x *conn) { use(fin) }) // ok
	fin = nil
}

func holderWhoseFieldIsCleared() {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok: the holder lets go
	w.c = nil
}

func holderThatIsReplaced() {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok
	w = nil
}

func namedResultReturnedAsNil() (c *conn) {
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok: return nil assigns to c
	return nil
}

func namedResultReturnedAsNilWithAnError() (c *conn, err error) {
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	return nil, err
}

func namedResultReturnedAsNilOnOnePath(failed bool) (c *conn, err error) {
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	if failed {
		return nil, err
	}
	return c, nil
}

func parameterClearedAfterwards(c *conn) {
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	c = nil
}

func (c *conn) receiverClearedAfterwards() {
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	c = nil
}

func clearedAfterAPanic(failed bool) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok: a panic is no ordinary way out
	if failed {
		c = nil
		panic("failed")
	}
	c = nil
}

func clearedInASelect(ready chan *conn) {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok
	select {
	case c = <-ready:
	default:
		c = nil
	}
}
