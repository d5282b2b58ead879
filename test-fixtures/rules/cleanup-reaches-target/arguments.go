package cleanups

import (
	"runtime"
	"strings"
	"weak"
)

// What the argument may be, beside the rows of the table.

func argumentIsAnAlias() *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, closeFile, g) // want `argument of the cleanup of f is g, which is f: .*` panics: ptr is equal to arg
	return f
}

func argumentInParentheses() *file {
	f := newFile()
	runtime.AddCleanup(f, (closeFile), (f)) // want `argument of the cleanup of f is f: .*` panics: ptr is equal to arg
	return f
}

func targetIsTheAddressOfAVariable() {
	var f file
	runtime.AddCleanup(&f, closeFile, &f) // want `argument of the cleanup of f is f: .*` panics: ptr is equal to arg
}

func argumentIsACopyOfAVariable() {
	var f file
	runtime.AddCleanup(&f, func(g file) { use(g.fd) }, f) // ok: the copy is another file
}

func argumentIsACopyOfTheTarget() *file {
	f := newFile()
	runtime.AddCleanup(f, func(g file) { use(g.fd) }, *f) // ok: the copy is another file
	return f
}

func argumentIsAPointerToTheVariable() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p **file) { use(*p) }, &f) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAPointerToAVariableClearedLater() {
	f := newFile()
	runtime.AddCleanup(f, func(p **file) { use(*p) }, &f) // ok: the variable is cleared
	f = nil
}

func argumentIsAnAliasClearedLater() *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, closeFile, g) // want `argument of the cleanup of f is g, which is f: .*` panics: ptr is equal to arg
	g = nil
	return f
}

func argumentIsAHolderFromAVariable() *file {
	f := newFile()
	p := pair{f: f}
	runtime.AddCleanup(f, func(p pair) { use(p.name) }, p) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAHolderWhoseCopyIsCleared() *file {
	f := newFile()
	p := pair{f: f}
	runtime.AddCleanup(f, func(p pair) { use(p.name) }, p) // want `argument of the cleanup of f holds f: .*`
	p.f = nil
	return f
}

func argumentIsAHolderClearedThroughItsPointer() *file {
	f := newFile()
	p := &pair{f: f}
	runtime.AddCleanup(f, func(p *pair) { use(p.name) }, p) // ok: the pair does not hold the file any more
	p.f = nil
	return f
}

func argumentIsAPointerToAHolderReplacedLater() *file {
	f := newFile()
	p := &pair{f: f}
	runtime.AddCleanup(f, func(p *pair) { use(p.name) }, p) // want `argument of the cleanup of f holds f: .*`
	p = &pair{}
	return p.f.orElse(f)
}

func (f *file) orElse(g *file) *file {
	if f == nil {
		return g
	}
	return f
}

func argumentIsAHolderFilledLater() *file {
	f := newFile()
	p := &pair{}
	runtime.AddCleanup(f, func(p *pair) { use(p.name) }, p) // want `argument of the cleanup of f holds f: .*`
	p.f = f
	return f
}

func argumentIsASliceOfFiles() *file {
	f := newFile()
	runtime.AddCleanup(f, func(files []*file) { use(files) }, []*file{f}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAMapOfFiles() *file {
	f := newFile()
	runtime.AddCleanup(f, func(files map[string]*file) { use(files) }, map[string]*file{"first": f}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsANestedLiteral() *file {
	f := newFile()
	runtime.AddCleanup(f, func(pairs []pair) { use(pairs) }, []pair{{name: "first"}, {f: f}}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAStructWithAFunction() *file {
	f := newFile()
	runtime.AddCleanup(f, func(h hook) { h.run() }, hook{run: func() { f.Close() }}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAStructOfFields() *file {
	f := newFile()
	runtime.AddCleanup(f, func(n *inode) { use(n.fd) }, &inode{fd: f.fd}) // ok
	return f
}

func argumentIsAStructWithASliceInside() *file {
	f := newFile()
	runtime.AddCleanup(f, func(keys [][]byte) { use(keys) }, [][]byte{f.key[:]}) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAFunctionThatCapturesNothing() *file {
	f := newFile()
	fd := f.fd
	runtime.AddCleanup(f, func(run func()) { run() }, func() { closeFD(fd) }) // ok
	return f
}

func argumentIsAFunctionInAVariable() *file {
	f := newFile()
	run := func() { f.Close() }
	runtime.AddCleanup(f, func(run func()) { run() }, run) // want `argument of the cleanup of f captures f: .*`
	return f
}

func argumentIsAFunctionWhoseVariableIsCleared() {
	f := newFile()
	runtime.AddCleanup(f, func(run func()) { run() }, func() { f.Close() }) // ok: the variable is captured, and it is cleared
	f = nil
}

func argumentIsAMethodValueOfAnotherObject() *file {
	f := newFile()
	runtime.AddCleanup(f, func(evict func(string)) { evict("k") }, f.cache.evict) // ok: bound to the evictor
	return f
}

func argumentIsAMethodValueOfACopy() *file {
	f := newFile()
	runtime.AddCleanup(f, func(run func(int)) { run(0) }, f.closeCopy) // ok: bound to a copy of the file
	return f
}

func argumentIsAMethodValueOfAField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(run func(int)) { run(0) }, f.header.reset) // want `argument of the cleanup of f is the method value f\.header\.reset, which holds f: .*`
	return f
}

func argumentIsAnArray() *file {
	f := newFile()
	runtime.AddCleanup(f, func(key [32]byte) { use(key) }, f.key) // ok: an array is copied
	return f
}

func argumentIsAStructField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(h header) { use(h) }, f.header) // ok: a struct is copied
	return f
}

func argumentIsAFieldThatLeadsBackLater() *file {
	f := newFile()
	runtime.AddCleanup(f, func(n *inode) { use(n.fd) }, f.inner) // want `argument of the cleanup of f may lead back to f: .*`
	f.inner.owner = f
	return f
}

func argumentIsAFieldThatLeadsBackOnOnePath(isOwned bool) *file {
	f := newFile()
	if isOwned {
		f.inner.owner = f
	}
	runtime.AddCleanup(f, func(n *inode) { use(n.fd) }, f.inner) // want `argument of the cleanup of f may lead back to f: .*`
	return f
}

func argumentIsAFieldOfALiteralThatLeadsBack() *file {
	n := &inode{fd: 3}
	f := &file{inner: n}
	n.owner = f
	runtime.AddCleanup(f, func(n *inode) { use(n.fd) }, n) // want `argument of the cleanup of f holds f: .*`
	return f
}

func argumentIsAText() *file {
	f := newFile()
	runtime.AddCleanup(f, func(name string) { use(name) }, strings.ToUpper(f.name)) // ok
	return f
}

func argumentIsAWeakPointer() *file {
	f := newFile()
	runtime.AddCleanup(f, func(w weak.Pointer[file]) { use(w.Value()) }, weak.Make(f)) // ok: a weak pointer does not hold its object
	return f
}

func argumentIsMadeByAFunction() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p *pair) { use(p) }, newPair(f)) // known-miss: what a function returns is not followed
	return f
}

func argumentIsAChannelThatHoldsTheTarget() *file {
	f := newFile()
	files := make(chan *file, 1)
	files <- f
	runtime.AddCleanup(f, func(files chan *file) { use(files) }, files) // known-miss: what a channel holds is not followed
	return f
}

func targetIsAFieldAndTheArgumentItsOwner() *directory {
	d := &directory{file: newFile()}
	runtime.AddCleanup(d.file, func(d *directory) { use(d.name) }, d) // want `argument of the cleanup of d\.file holds d\.file: .*`
	return d
}

func targetIsAFieldAndTheArgument() *directory {
	d := &directory{file: newFile()}
	runtime.AddCleanup(d.file, closeFile, d.file) // want `argument of the cleanup of d\.file is d\.file: .*` panics: ptr is equal to arg
	return d
}

func targetIsAFieldAndTheArgumentAnother() *directory {
	d := &directory{file: newFile(), name: "tmp"}
	runtime.AddCleanup(d.file, func(name string) { use(name) }, d.name) // ok
	return d
}

func (d *directory) targetIsAFieldOfTheReceiver() {
	d.file = newFile()
	runtime.AddCleanup(d.file, func(d *directory) { use(d.name) }, d) // want `argument of the cleanup of d\.file may hold d\.file: if so, the cleanup never runs`
}

func targetIsInteriorAndTheArgumentItsCopy() *file {
	f := newFile()
	runtime.AddCleanup(&f.header, func(h header) { use(h) }, f.header) // ok: a struct is copied
	return f
}

func targetIsInteriorAndTheArgumentTheWhole() *file {
	f := newFile()
	runtime.AddCleanup(&f.header, closeFile, f) // want `argument of the cleanup of f\.header holds f\.header: .*` panics: ptr is within arg
	return f
}

func targetIsInteriorAndTheArgumentToo() *file {
	f := newFile()
	runtime.AddCleanup(&f.header, func(h *header) { use(h) }, &f.header) // want `argument of the cleanup of f\.header .*` panics: ptr is equal to arg
	return f
}

func bothReachTheTarget() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p pair) { f.Close() }, pair{f: f}) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}
