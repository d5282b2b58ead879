package finalizers

import (
	"fmt"
	"io"
	"reflect"
	"runtime"
	"unsafe"
	"weak"
)

func capturesAnAlias() *conn {
	c := newConn()
	d := c
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAnAliasByVar() *conn {
	c := newConn()
	var d = c
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAnAliasAssignedLater() *conn {
	var d *conn
	c := newConn()
	d = c
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAnAliasAssignedAfterTheCall() *conn {
	var d *conn
	c := newConn()
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	d = c
	return c
}

func capturesAnAliasFromAPair() *conn {
	c := newConn()
	d, n := c, 1
	runtime.SetFinalizer(c, func(*conn) { use(d, n) }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesTheOtherOfAPair() *conn {
	c := newConn()
	d, n := c, 1
	runtime.SetFinalizer(c, func(*conn) { use(n) }) // ok
	return d
}

func capturesAChainOfAliases() *conn {
	c := newConn()
	d := c
	e := d
	f := (e)
	runtime.SetFinalizer(c, func(*conn) { f.Close() }) // want `finalizer of c .*\bf\b.*`
	return c
}

func theTargetIsTheAlias() *conn {
	c := newConn()
	d := c
	runtime.SetFinalizer(d, func(*conn) { c.Close() }) // want `finalizer of d .*\bc\b.*`
	return c
}

func capturesAnAliasInAnInterface() *conn {
	c := newConn()
	var x io.Closer = c
	runtime.SetFinalizer(c, func(*conn) { x.Close() }) // want `finalizer of c .*\bx\b.*`
	return c
}

func capturesAConvertedAlias() *conn {
	c := newConn()
	x := any(c)
	runtime.SetFinalizer(c, func(*conn) { use(x) }) // want `finalizer of c .*\bx\b.*`
	return c
}

func capturesAnAssertedAlias() *conn {
	c := newConn()
	x := any(c)
	d, _ := x.(*conn)
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesAPointerToTheVariable() *conn {
	c := newConn()
	p := &c
	runtime.SetFinalizer(c, func(*conn) { (*p).Close() }) // want `finalizer of c .*\bp\b.*`
	return c
}

func capturesACopyOfTheStruct() *conn {
	c := newConn()
	v := *c
	runtime.SetFinalizer(c, func(*conn) { use(v.fd) }) // ok: the copy is another object
	return c
}

func capturesAHolder() *conn {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(c, func(*conn) { use(w.name) }) // want `finalizer of c .*\bw\b.*`
	return c
}

func capturesAHolderByValue() *conn {
	c := newConn()
	w := wrapper{c: c}
	runtime.SetFinalizer(c, func(*conn) { use(w.name) }) // want `finalizer of c .*\bw\b.*`
	return c
}

func capturesAHolderWithoutKeys() *conn {
	c := newConn()
	w := wrapper{c, "peer"}
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // want `finalizer of c .*\bw\b.*`
	return c
}

func capturesAFieldOfAHolder() *conn {
	c := newConn()
	w := wrapper{c: c, name: "peer"}
	name := w.name
	runtime.SetFinalizer(c, func(*conn) { use(name) }) // ok
	return c
}

func capturesTheTargetReadOutOfAHolder() *conn {
	c := newConn()
	w := wrapper{c: c}
	d := w.c
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	return c
}

func capturesASliceOfTargets() *conn {
	c := newConn()
	conns := []*conn{c}
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c .*\bconns\b.*`
	return c
}

func capturesAnArrayOfTargets() *conn {
	c := newConn()
	conns := [...]*conn{c}
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c .*\bconns\b.*`
	return c
}

func capturesAMapOfTargets() *conn {
	c := newConn()
	conns := map[string]*conn{"first": c}
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c .*\bconns\b.*`
	return c
}

func capturesAMapKeyedByTargets() *conn {
	c := newConn()
	conns := map[*conn]bool{c: true}
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c .*\bconns\b.*`
	return c
}

func capturesANestedLiteral() *conn {
	c := newConn()
	list := []wrapper{{name: "first"}, {c: c}}
	runtime.SetFinalizer(c, func(*conn) { use(list) }) // want `finalizer of c .*\blist\b.*`
	return c
}

func capturesTheLengthOfASlice() *conn {
	c := newConn()
	conns := []*conn{c}
	n := len(conns)
	runtime.SetFinalizer(c, func(*conn) { use(n) }) // ok
	return c
}

func capturesAHolderFilledLater() *conn {
	c := newConn()
	w := &wrapper{}
	w.c = c
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // want `finalizer of c .*\bw\b.*`
	return c
}

func capturesASliceAppendedTo(conns []*conn) *conn {
	c := newConn()
	conns = append(conns, c)
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c .*\bconns\b.*`
	return c
}

func capturesAMapFilledLater() *conn {
	c := newConn()
	conns := map[string]*conn{}
	conns["first"] = c
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c .*\bconns\b.*`
	return c
}

func capturesAChannelThatHoldsTheTarget() *conn {
	c := newConn()
	conns := make(chan *conn, 1)
	conns <- c
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // known-miss: what a channel holds is not followed
	return c
}

func capturesTheResultOfAFunction() *conn {
	c := newConn()
	d := identity(c)
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // known-miss: what a function returns is not followed
	return c
}

func capturesTheResultOfAMethod() *conn {
	c := newConn()
	d := c.self()
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // known-miss: what a method returns is not followed
	return c
}

func capturesAHolderFromAConstructor() *conn {
	c := newConn()
	w := newWrapper(c)
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // known-miss: what a function returns is not followed
	return c
}

func capturesAFieldFromAMethod() *conn {
	c := newConn()
	inbox := c.queue()
	runtime.SetFinalizer(c, func(*conn) { use(inbox) }) // ok
	return c
}

func capturesARangeAlias() *conn {
	c := newConn()
	for _, d := range []*conn{c} {
		runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	}
	return c
}

func capturesAnAliasFromATypeSwitch() *conn {
	c := newConn()
	switch x := any(c).(type) {
	case *conn:
		runtime.SetFinalizer(c, func(*conn) { x.Close() }) // want `finalizer of c .*\bx\b.*`
	}
	return c
}

func capturesAnAliasFromAnIfStatement() *conn {
	c := newConn()
	if d := c; d != nil {
		runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c .*\bd\b.*`
	}
	return c
}

func capturesTheFirstOfTwoResults() (*conn, error) {
	c, err := openConn()
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(c, func(*conn) { c.Close() }) // want `finalizer of c captures c: .*`
	return c, nil
}

func capturesTheErrorBesideTheTarget() *conn {
	c, err := openConn()
	runtime.SetFinalizer(c, func(*conn) { use(err) }) // ok
	return c
}

func capturesACopyOfAHolder() *conn {
	c := newConn()
	w := wrapper{c: c}
	v := w
	runtime.SetFinalizer(c, func(*conn) { use(v) }) // want `finalizer of c .*\bv\b.*`
	return c
}

func capturesALiteralOfCopiedFields() *conn {
	c := newConn()
	h := hooks{name: c.id}
	ports := map[int]string{c.fd: c.id}
	bufs := [][]byte{c.buf}
	runtime.SetFinalizer(c, func(*conn) { use(h, ports, bufs) }) // ok
	return c
}

func capturesALiteralWithAnInteriorSlice() *conn {
	c := newConn()
	keys := [][]byte{c.key[:]}
	runtime.SetFinalizer(c, func(*conn) { use(keys) }) // want `finalizer of c .*\bkeys\b.*`
	return c
}

func capturesALiteralWithAnInteriorPointer() *conn {
	c := newConn()
	addrs := []*address{&c.addr}
	runtime.SetFinalizer(c, func(*conn) { use(addrs) }) // want `finalizer of c .*\baddrs\b.*`
	return c
}

func capturesAnUnsafePointer() *conn {
	c := newConn()
	p := unsafe.Pointer(c)
	runtime.SetFinalizer(c, func(*conn) { use(p) }) // want `finalizer of c .*\bp\b.*`
	return c
}

func capturesAnAddressAsANumber() *conn {
	c := newConn()
	p := uintptr(unsafe.Pointer(c))
	runtime.SetFinalizer(c, func(*conn) { use(p) }) // ok: a number holds nothing
	return c
}

func capturesAWeakPointer() *conn {
	c := newConn()
	w := weak.Make(c)
	runtime.SetFinalizer(c, func(*conn) { use(w.Value()) }) // ok: a weak pointer does not hold its object
	return c
}

func capturesATextAboutTheTarget() *conn {
	c := newConn()
	text := fmt.Sprintf("%p", c)
	runtime.SetFinalizer(c, func(*conn) { use(text) }) // ok
	return c
}

func capturesAReflectedTarget() *conn {
	c := newConn()
	v := reflect.ValueOf(c)
	runtime.SetFinalizer(c, func(*conn) { use(v) }) // known-miss: what a function returns is not followed
	return c
}

func capturesAComparison() *conn {
	c := newConn()
	isOpen := c != nil
	runtime.SetFinalizer(c, func(*conn) { use(isOpen) }) // ok
	return c
}
