package finalizers

import "runtime"

// What a variable holds at the call and behind it, not what it held once.

func aliasReplacedBeforeTheCall() *conn {
	c := newConn()
	d := c
	d = newConn()
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // ok: another conn by then
	return c
}

func targetReplacedAfterTheAlias() *conn {
	c := newConn()
	d := c
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // ok: d is the old one
	return c
}

func aliasIsTheTargetAndTheVariableReplaced() *conn {
	c := newConn()
	old := c
	c = newConn()
	runtime.SetFinalizer(old, func(*conn) { c.Close() }) // ok: c is the new one
	return c
}

func swapped() *conn {
	c, d := newConn(), newConn()
	c, d = d, c
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // ok
	return c
}

func aliasOnOneBranch(same bool) *conn {
	c := newConn()
	d := newConn()
	if same {
		d = c
	}
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func aliasOfTheIterationBefore() *conn {
	var previous *conn
	for range 3 {
		c := newConn()
		runtime.SetFinalizer(c, func(*conn) { use(previous) }) // want `finalizer of c .*\bprevious\b.*`
		previous = c
	}
	return previous
}

func holderEmptiedBeforeTheCall() *conn {
	c := newConn()
	w := &wrapper{c: c}
	w.c = nil
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok
	return c
}

func holderReplacedBeforeTheCall() *conn {
	c := newConn()
	w := &wrapper{c: c}
	w = &wrapper{}
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok
	return c
}

func holderOfAnOlderTarget() *conn {
	c := newConn()
	w := &wrapper{c: c}
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok: the holder holds the old one
	return c
}

func functionReplacedBeforeTheCall() *conn {
	c := newConn()
	fin := func(*conn) { c.Close() }
	fin = closeConn
	runtime.SetFinalizer(c, fin) // ok
	return c
}

func localFunctionReplacedBeforeTheCall() *conn {
	c := newConn()
	closeIt := func() { c.Close() }
	closeIt = func() {}
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // ok
	return c
}

func localFunctionOfAnOlderTarget() *conn {
	c := newConn()
	closeIt := func() { c.Close() }
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { closeIt() }) // want `finalizer of c .*\bcloseIt\b.*`
	return c
}

func methodValueOfAnOlderTarget() *conn {
	c := newConn()
	fin := c.fin
	c = newConn()
	runtime.SetFinalizer(c, fin) // ok: bound to the old one
	return c
}

func interiorPointerOfAnOlderTarget() *conn {
	c := newConn()
	fd := &c.fd
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { use(fd) }) // ok: points into the old one
	return c
}

func fieldReplacedBeforeTheCall() *server {
	c := newConn()
	s := &server{conn: c}
	s.conn = newConn()
	runtime.SetFinalizer(c, func(*conn) { s.log() }) // ok: the server holds another
	return s
}

func clearedByADeferredFunctionOnOnePath(failed bool) *conn {
	c := newConn()
	defer func() {
		if failed {
			c = nil
		}
	}()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	return c
}

func replacedByWhatAFunctionGives() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // known-miss: what a function returns is not followed
	c = identity(c)
}

func neverReturns() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*` unrun: it does not return
	for {
		runtime.Gosched()
	}
}

func endsItsGoroutine() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	runtime.Goexit()
}

func panicsInTheEnd() {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	panic("failed")
}

func returnsOutOfALoop(list []int) *conn {
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	for range list {
		return c
	}
	return nil
}

func setInALoopAndLeftByBreak() {
	for {
		c := newConn()
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
		break
	}
}

func clearedBeforeTheNextIterationOnly() {
	var c *conn
	for i := range 3 {
		if i == 1 {
			c = nil
			continue
		}
		c = newConn()
		runtime.SetFinalizer(c, func(*conn) { use(c) }) // want `finalizer of c .*`
	}
}

func setInASwitch(kind int) *conn {
	c := newConn()
	switch kind {
	case 0:
		runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	default:
		runtime.SetFinalizer(c, closeConn) // ok
	}
	return c
}

func methodValueOfAnAliasMadeLater() *conn {
	c, d := newConn(), newConn()
	runtime.SetFinalizer(c, d.fin) // ok: bound to what d was
	d = c
	return d
}

func holderOfWhatTheAliasWas() *conn {
	c, d := newConn(), newConn()
	w := &wrapper{c: d}
	d = c
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok: the holder holds what d was
	return d
}

func holderFilledWithWhatTheAliasWas() *conn {
	c, d := newConn(), newConn()
	s := &server{name: "one"}
	s.conn = d
	d = c
	runtime.SetFinalizer(c, func(*conn) { s.log() }) // ok
	return d
}

func holderOfAFieldThatIsFilledLater() *conn {
	c := newConn()
	s := &server{name: "one"}
	w := &wrapper{c: s.conn}
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // ok: the field was empty
	s.conn = c
	return c
}

func aliasOfAFieldThatIsFilledLater() *conn {
	c := newConn()
	w := &wrapper{}
	d := w.c
	w.c = c
	runtime.SetFinalizer(c, func(*conn) { use(d) }) // ok: the field was empty
	return c
}

func elementOverwrittenBeforeTheCall() *conn {
	c := newConn()
	list := []*conn{c}
	list[0] = nil
	runtime.SetFinalizer(c, func(*conn) { use(list) }) // ok
	return c
}

func replacedByAnAliasOfAnOlderTarget() {
	c := newConn()
	d := c
	c = newConn()
	runtime.SetFinalizer(c, func(*conn) { use(c) }) // ok: d is the old one
	c = d
}

func targetAssignedToTheOther() *conn {
	c, d := newConn(), newConn()
	d = c
	runtime.SetFinalizer(d, func(*conn) { c.Close() }) // want `finalizer of d .*\bc\b.*`
	return d
}

func targetAssignedFromTheOther() *conn {
	c, d := newConn(), newConn()
	c = d
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func targetAssignedFromTheOtherWithAMethodValue() *conn {
	c, d := newConn(), newConn()
	c = d
	runtime.SetFinalizer(c, d.fin) // want `finalizer of c .*`
	return c
}

func targetAssignedFromTheOtherOnOnePath(c *conn, same bool) {
	d := newConn()
	if same {
		c = d
	}
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // known-miss: c is d on one path only
}
