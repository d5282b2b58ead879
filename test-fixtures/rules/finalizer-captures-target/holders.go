package finalizers

import (
	"encoding/hex"
	"runtime"
	"slices"
)

// What holds the target, what only held it once, and what is read out of a holder.

type pair struct{ left, right *conn }

func readsTheOtherField() *conn {
	c := newConn()
	p := &pair{left: c, right: newConn()}
	d := p.right
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // ok: the other conn
	return c
}

func readsTheFieldThatHoldsTheTarget() *conn {
	c := newConn()
	p := &pair{left: c, right: newConn()}
	d := p.left
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAPointerIntoAHolder() *conn {
	c := newConn()
	s := &server{conn: c}
	addr := &s.addr
	runtime.SetFinalizer(c, func(*conn) { use(addr) }) // want `finalizer of c .*\baddr\b.*`
	return c
}

func capturesACopyOutOfAHolder() *conn {
	c := newConn()
	s := &server{conn: c}
	addr := s.addr
	runtime.SetFinalizer(c, func(*conn) { use(addr) }) // ok: a struct of its own
	return c
}

func capturesTheRestOfASlice() *conn {
	c := newConn()
	list := []*conn{c, newConn()}
	rest := list[1:]
	runtime.SetFinalizer(c, func(*conn) { use(rest) }) // want `finalizer of c .*\brest\b.*`
	return c
}

func capturesAnElement() *conn {
	c := newConn()
	list := []*conn{c}
	d := list[0]
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAnAnonymousStruct() *conn {
	c := newConn()
	x := struct{ target *conn }{c}
	runtime.SetFinalizer(c, func(*conn) { use(x) }) // want `finalizer of c .*\bx\b.*`
	return c
}

func capturesAnAnonymousStructOfScalars() *conn {
	c := newConn()
	x := struct {
		fd int
		id string
	}{c.fd, c.id}
	runtime.SetFinalizer(c, func(*conn) { use(x) }) // ok
	return c
}

func capturesACopyOfWhatAHolderPointsTo() *conn {
	c := newConn()
	w := &wrapper{c: c}
	v := *w
	runtime.SetFinalizer(c, func(*conn) { use(v) }) // want `finalizer of c .*\bv\b.*`
	return c
}

func capturesACopyInAnInterface() *conn {
	c := newConn()
	var x any = *c
	runtime.SetFinalizer(c, func(*conn) { use(x) }) // ok: a copy of the struct
	return c
}

func capturesAnInteriorPointerInAnInterface() *conn {
	c := newConn()
	x := any(&c.addr)
	runtime.SetFinalizer(c, func(*conn) { use(x) }) // want `finalizer of c .*\bx\b.*`
	return c
}

func capturesAFieldInAnInterface() *conn {
	c := newConn()
	x := any(c.addr)
	runtime.SetFinalizer(c, func(*conn) { use(x) }) // ok
	return c
}

func capturesWhatIsAppendedToAnArrayInside() *conn {
	c := newConn()
	key := append(c.key[:0], 1, 2)
	runtime.SetFinalizer(c, func(*conn) { use(key) }) // want `finalizer of c .*\bkey\b.*`
	return c
}

func capturesInteriorSlicesAppended() *conn {
	c := newConn()
	keys := append([][]byte(nil), c.key[:])
	runtime.SetFinalizer(c, func(*conn) { use(keys) }) // want `finalizer of c .*\bkeys\b.*`
	return c
}

func capturesTextsAppended() *conn {
	c := newConn()
	names := append([]string(nil), c.id)
	runtime.SetFinalizer(c, func(*conn) { use(names) }) // ok
	return c
}

func capturesConvertedFields() *conn {
	c := newConn()
	text := string(c.buf)
	bytes := []byte(c.id)
	array := [4]byte(c.buf[:4])
	grown := append(c.buf, 1)
	runtime.SetFinalizer(c, func(*conn) { use(text, bytes, array, grown) }) // ok
	return c
}

func capturesWhatTheLibraryMakesOfAnArray() *conn {
	c := newConn()
	text := hex.EncodeToString(c.key[:])
	clone := slices.Clone(c.key[:])
	runtime.SetFinalizer(c, func(*conn) { use(text, clone) }) // ok
	return c
}

func capturesMeasures() *conn {
	c := newConn()
	n, m := len(c.key), cap(c.buf)
	least := min(c.fd, n)
	runtime.SetFinalizer(c, func(*conn) { use(n, m, least) }) // ok
	return c
}

func capturesAClosureThatCompares() *conn {
	c := newConn()
	isSame := func(x *conn) bool { return x == c }
	runtime.SetFinalizer(c, func(x *conn) { use(isSame(x)) }) // want `finalizer of c .*\bisSame\b.*`
	return c
}

func capturesAMethodThatGivesTheTarget() *conn {
	c := newConn()
	get := c.self
	runtime.SetFinalizer(c, func(*conn) { get().Close() }) // want `finalizer of c .*\bget\b.*`
	return c
}

func capturesWhatAPointerToTheVariableGives() *conn {
	c := newConn()
	p := &c
	d := *p
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAFieldOfAFunctionsResult() *conn {
	c := newConn()
	n := newWrapper(c).name
	runtime.SetFinalizer(c, func(*conn) { use(n) }) // ok
	return c
}
