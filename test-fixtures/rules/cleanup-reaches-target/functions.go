package cleanups

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// What the function of the cleanup may be, beside the rows of the table.

func closureCapturesAnAlias() *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, func(int) { g.closeFD(0) }, 0) // want `cleanup of f captures g, which is f: .*` panics: closes over ptr
	return f
}

func closureCapturesAHolder() *file {
	f := newFile()
	p := &pair{f: f}
	runtime.AddCleanup(f, func(int) { use(p) }, 0) // want `cleanup of f captures p, which holds f: .*`
	return f
}

func closureCapturesAStructThatHolds() *file {
	f := newFile()
	p := pair{f: f}
	runtime.AddCleanup(f, func(int) { use(p) }, 0) // want `cleanup of f captures p, which holds f: .*` panics: closes over ptr
	return f
}

func closureCapturesAField() *file {
	f := newFile()
	fd := f.fd
	runtime.AddCleanup(f, func(int) { closeFD(fd) }, 0) // ok
	return f
}

func closureCapturesAnInteriorPointer() *file {
	f := newFile()
	fd := &f.fd
	runtime.AddCleanup(f, func(int) { closeFD(*fd) }, 0) // want `cleanup of f captures fd, which points into f: .*` panics: closes over ptr
	return f
}

func closureCapturesALinkThatMayLeadBack() *file {
	f := newLinkedFile()
	l := f.link
	runtime.AddCleanup(f, func(int) { use(l) }, 0) // want `cleanup of f captures l, which may lead back to f: .*`
	return f
}

func closureInAVariable() *file {
	f := newFile()
	closeIt := func(int) { f.closeFD(0) }
	runtime.AddCleanup(f, closeIt, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func methodValueInAVariable() *file {
	f := newFile()
	closeIt := f.closeFD
	runtime.AddCleanup(f, closeIt, 0) // want `cleanup of f is the method value f\.closeFD, which holds f: .*` panics: closes over ptr
	return f
}

func methodValueOfAnotherObject(e *evictor) *file {
	f := newFile()
	runtime.AddCleanup(f, e.evict, "key") // ok: bound to the evictor
	return f
}

func methodValueOfACopy() *file {
	f := newFile()
	runtime.AddCleanup(f, f.closeCopy, 0) // ok: bound to a copy of the file
	return f
}

func methodValueOfAHolderClearedLater() *file {
	f := newFile()
	p := &pair{f: f}
	runtime.AddCleanup(f, p.closeFD, 0) // ok: the pair does not hold the file any more
	p.f = nil
	return f
}

func methodExpression() *file {
	f := newFile()
	runtime.AddCleanup(f, (*evictor).evictAll, f.cache) // ok
	return f
}

func (e *evictor) evictAll() { e.count = 0 }

func functionMadeByAFunction() *file {
	f := newFile()
	runtime.AddCleanup(f, wrap(func() { f.Close() }), 0) // known-miss: what a function returns is not followed
	return f
}

func closureCapturesARegistry(registry *sync.Map, key string) *file {
	f := newFile()
	runtime.AddCleanup(f, func(key string) { registry.Delete(key) }, key) // ok: the registry does not hold the file
	return f
}

func closureCapturesACounter(live *atomic.Int64) *file {
	f := newFile()
	runtime.AddCleanup(f, func(struct{}) { live.Add(-1) }, struct{}{}) // ok
	return f
}

func parameterShadowsTheTarget() *file {
	f := newFile()
	runtime.AddCleanup(f, func(f int) { closeFD(f) }, f.fd) // ok: f is the number
	return f
}

func closureCapturesALoopVariable() {
	for _, f := range []*file{newFile(), newFile()} {
		runtime.AddCleanup(f, func(int) { f.Close() }, 0) // want `cleanup of f captures f: .*` panics: closes over ptr
	}
}

func closureCapturesTheParameter(f *file) {
	runtime.AddCleanup(f, func(int) { f.Close() }, 0) // want `cleanup of f captures f: .*` panics: closes over ptr
}

func (f *file) closureCapturesTheReceiver() {
	runtime.AddCleanup(f, func(int) { f.Close() }, 0) // want `cleanup of f captures f: .*` panics: closes over ptr
}

func closureCapturesTheFirstOfTwoResults() (*file, error) {
	f, err := openFile()
	if err != nil {
		return nil, err
	}
	runtime.AddCleanup(f, func(int) { f.Close() }, 0) // want `cleanup of f captures f: .*` panics: closes over ptr
	return f, nil
}

func cleanupThatIsDeferred() *file {
	f := newFile()
	defer runtime.AddCleanup(f, func(int) { f.Close() }, 0) // want `cleanup of f captures f: .*` panics: closes over ptr
	return f
}

func cleanupInAGoroutine() *file {
	f := newFile()
	isAdded := make(chan bool)
	go func() {
		runtime.AddCleanup(f, closeFD, f.fd) // ok
		close(isAdded)
	}()
	<-isAdded
	return f
}

func cleanupByGenericFunction[T any](value T) *holder[T] {
	h := &holder[T]{value: value}
	runtime.AddCleanup(h, func(int) { h.close() }, 0) // want `cleanup of h captures h: .*` panics: closes over ptr
	return h
}

type holder[T any] struct {
	value T
	name  string
}

func (h *holder[T]) close() {}

func proveCleanupByGenericFunction() { cleanupByGenericFunction("text") }

func cleanupWithTypeArguments() *file {
	f := newFile()
	runtime.AddCleanup[file, any](f, func(any) {}, f) // want `argument of the cleanup of f is f: .*`
	return f
}
