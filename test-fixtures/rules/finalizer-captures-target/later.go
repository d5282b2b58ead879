package finalizers

import (
	"os/exec"
	"runtime"
)

// What happens to a variable or a holder behind the call, or the last time round.

type ring struct {
	next *ring
	conn *conn
}

func newRing() *ring {
	r := &ring{}
	r.next = r
	return r
}

func newPath() *ring { return &ring{next: &ring{}} }

func movesOnToTheNext() {
	n := newRing()
	runtime.SetFinalizer(n, func(*ring) { use(n) }) // want `finalizer of n captures n: where that is not changed later, .*`
	n = n.next
}

func eachOfAList() *ring {
	head := newPath()
	for n := head; n != nil; n = n.next {
		runtime.SetFinalizer(n, func(*ring) { use(n) }) // want `finalizer of n captures n: it stays .*`
	}
	return head
}

func capturesTheOneBefore() *conn {
	var last *conn
	for range 3 {
		c := newConn()
		previous := last
		runtime.SetFinalizer(c, func(*conn) { use(previous) }) // ok: the conn of the round before
		last = c
	}
	return last
}

type inner struct{ n int }

func (i inner) value(*outer) {}

type outer struct {
	in   inner
	name *string
}

func methodValueOfAnInteriorPointerByValue() *outer {
	o := &outer{}
	i := &o.in
	runtime.SetFinalizer(o, i.value) // ok: bound to a copy
	return o
}

type embedding struct{ *conn }

func methodValuePromotedThroughAHolder() *conn {
	c := newConn()
	e := embedding{conn: c}
	runtime.SetFinalizer(c, e.fin) // want `finalizer of c is the method value e\.fin, which holds c: it stays .*`
	return c
}

func (w *wrapper) detach(all bool) {
	if all {
		w.c = nil
	}
}

func holderIsAskedToLetGo() *conn {
	c := newConn()
	w := &wrapper{c: c}
	runtime.SetFinalizer(c, func(*conn) { use(w) }) // want `finalizer of c captures w, which holds c: where that is not changed later, .*`
	w.detach(false)
	return c
}

func mapIsEmptiedLater() *conn {
	c := newConn()
	conns := map[string]*conn{"first": c}
	runtime.SetFinalizer(c, func(*conn) { use(conns) }) // want `finalizer of c captures conns, which holds c: where that is not changed later, .*`
	delete(conns, "second")
	return c
}

func aliasOnOnePathOnly(same bool) *conn {
	c := newConn()
	d := newConn()
	if same {
		d = c
	}
	runtime.SetFinalizer(c, func(*conn) { d.Close() }) // want `finalizer of c captures d, which may be c: if so, .*`
	return c
}

func fieldOfAnImportedType() *exec.Cmd {
	cmd := exec.Command("true")
	process := cmd.Process
	args := cmd.Args
	runtime.SetFinalizer(cmd, func(*exec.Cmd) { use(process, args) }) // ok: fields, whatever the type is
	return cmd
}
