package cleanups

import (
	"runtime"
	"unsafe"
)

// One function for each row of the rule's table. A line whose call the run time refuses with a panic says so.

func argumentIsTheTarget() *file {
	f := newFile()
	runtime.AddCleanup(f, func(x *file) { x.closeFD(x.fd) }, f) // want `argument of the cleanup of f is f: .*` fix: none panics: ptr is equal to arg
	return f
}

func argumentIsTheTargetAsUnsafePointer() *file {
	f := newFile()
	runtime.AddCleanup(f, func(unsafe.Pointer) {}, unsafe.Pointer(f)) // want `argument of the cleanup of f is f: .*` panics: ptr is equal to arg
	return f
}

func argumentIsAPointerToAField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p *int) { use(*p) }, &f.fd) // want `argument of the cleanup of f points into f: .*` panics: ptr is equal to arg
	return f
}

func argumentIsAPointerToALaterField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(h *header) { use(h.size) }, &f.header) // want `argument of the cleanup of f points into f: .*` panics: ptr is within arg
	return f
}

func closureCapturesTheTarget() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { f.closeFD(0) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func cleanupIsAMethodValue() *file {
	f := newFile()
	runtime.AddCleanup(f, f.closeFD, f.fd) // want `cleanup of f is the method value f\.closeFD, which holds f: .*` panics: closes over ptr
	return f
}

func closureCapturesANamedResult() (f *file) {
	f = newFile()
	runtime.AddCleanup(f, func(int) { f.closeFD(0) }, 0) // want `cleanup of f captures f: .*` fix: none
	return f
}

func closureCapturesAVariableAssignedBefore(isNew bool) *file {
	f := newFile()
	if isNew {
		f = newFile()
	}
	runtime.AddCleanup(f, func(int) { f.closeFD(0) }, 0) // want `cleanup of f captures f: .*` panics: closes over ptr
	return f
}

func closureCapturesAVariableAssignedAfterwards(isNew bool) *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, func(int) { f.closeFD(0) }, 0) // want `cleanup of f captures f: where that is not changed later, the cleanup never runs`
	if isNew {
		f = newFile()
	}
	return g
}

func closureCapturesAVariableClearedOnOnePath(isGone bool) *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, func(int) { f.closeFD(0) }, 0) // want `cleanup of f captures f: where that is not changed later, the cleanup never runs`
	if isGone {
		f = nil
	}
	return g
}

func closureInsideTheClosure() *file {
	f := newFile()
	inner := func() { f.closeFD(0) }
	runtime.AddCleanup(f, func(int) { inner() }, 0) // want `cleanup of f captures f through inner: .*`
	return f
}

func cleanupIsAMethodValueOfAHolder() *file {
	f := newFile()
	p := &pair{f: f}
	runtime.AddCleanup(f, p.closeFD, 0) // want `cleanup of f is the method value p\.closeFD, which holds f: .*`
	return f
}

func argumentIsASliceOfAnArrayInside() *file {
	f := newFile()
	runtime.AddCleanup(f, func(key []byte) { use(key) }, f.key[:]) // want `argument of the cleanup of f points into f: .*`
	return f
}

func closureCapturesASliceOfAnArrayInside() *file {
	f := newFile()
	key := f.key[:]
	runtime.AddCleanup(f, func(int) { use(key) }, 0) // want `cleanup of f captures key, which points into f: .*` panics: closes over ptr
	return f
}

func argumentIsAStruct() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p pair) { p.f.Close() }, pair{f: f}) // want `argument of the cleanup of f holds f: .*` fix: none
	return f
}

func argumentIsAStructWithoutKeys() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p pair) { p.f.Close() }, pair{f, "name"}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAPointerToAStruct() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p *pair) { p.f.Close() }, &pair{f: f}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAnInterface() *file {
	f := newFile()
	runtime.AddCleanup(f, func(x any) { use(x) }, any(f)) // want `argument of the cleanup of f is f: .*`
	return f
}

func argumentIsAFunction() *file {
	f := newFile()
	runtime.AddCleanup(f, func(run func()) { run() }, func() { f.Close() }) // want `argument of the cleanup of f captures f: .*`
	return f
}

func argumentIsAMethodValue() *file {
	f := newFile()
	runtime.AddCleanup(f, func(run func(int)) { run(0) }, f.closeFD) // want `argument of the cleanup of f is the method value f\.closeFD, which holds f: .*`
	return f
}

func argumentIsAFieldThatLeadsBack() *file {
	f := newFile()
	f.inner.owner = f
	runtime.AddCleanup(f, func(n *inode) { use(n.fd) }, f.inner) // want `argument of the cleanup of f leads back to f: it stays reachable, so the cleanup never runs`
	return f
}

func argumentIsAFieldThatMayLeadBack() *file {
	f := newLinkedFile()
	runtime.AddCleanup(f, func(l *link) { use(l) }, f.link) // want `argument of the cleanup of f may lead back to f: if so, the cleanup never runs`
	return f
}

func closureCapturesAVariableReplacedAfterwards() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { f.closeFD(0) }, 0) // ok: the variable holds another file by then
	f = newFile()
	return f
}

func closureCapturesAVariableClearedAfterwards() {
	f := newFile()
	runtime.AddCleanup(f, func(int) { use(f) }, 0) // ok: the variable is captured, and it is cleared
	f = nil
}

func argumentIsASliceField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(buf []byte) { use(buf) }, f.buf) // ok: the slice lies outside of the file
	return f
}

func argumentIsAMapField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(seen map[string]int) { use(seen) }, f.seen) // ok
	return f
}

func argumentIsAPointerField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(e *evictor) { e.evict("k") }, f.cache) // ok: an evictor cannot hold a file
	return f
}

func argumentIsAScalarField() *file {
	f := newFile()
	runtime.AddCleanup(f, closeFD, f.fd) // ok
	return f
}

func targetIsAnInteriorPointer() *file {
	f := newFile()
	runtime.AddCleanup(&f.header, closeFD, f.fd) // ok
	return f
}

func targetPointsToItself() *file {
	f := newFile()
	f.next = f
	runtime.AddCleanup(f, closeFD, f.fd) // ok: a cleanup is no finalizer, cycles do not matter
	return f
}

func targetIsPartOfACycle() *file {
	f, g := newFile(), newFile()
	f.next, g.next = g, f
	runtime.AddCleanup(f, closeFD, f.fd) // ok
	return f
}
