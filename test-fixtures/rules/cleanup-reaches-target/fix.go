package cleanups

import "runtime"

// What the fix changes. It wants a look: the value is taken when the cleanup is added.

func fixANumber() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, 0) // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
	return f
}

func fixABlankParameter() *file {
	f := newFile()
	runtime.AddCleanup(f, func(_ struct{}) { closeFD(f.fd) }, struct{}{}) // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
	return f
}

func fixAParameterThatIsNotUsed() *file {
	f := newFile()
	runtime.AddCleanup(f, func(fd int) { use(f.name) }, f.fd) // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
	return f
}

func fixASlice() *file {
	f := newFile()
	runtime.AddCleanup(f, func(bool) { use(f.buf) }, true) // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
	return f
}

func fixSeveralReadsOfOneField() *file {
	f := newFile()
	runtime.AddCleanup(f, func(*int) { // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
		use("closing", f.fd)
		if f.fd >= 0 {
			closeFD(f.fd)
		}
	}, nil)
	return f
}

func fixAVariableCapturedByReference() (f *file) {
	f = newFile()
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, 0) // want `cleanup of f captures f: .*` fix: review
	return f
}

func fixInAnInnerClosure() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
		func() { closeFD(f.fd) }()
	}, 0)
	return f
}

func fixWithAComment() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { closeFD(f.fd /* still open */) }, 0 /* nothing */) // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
	return f
}

func fixInParentheses() *file {
	f := newFile()
	runtime.AddCleanup((f), (func(int) { closeFD((f).fd) }), (0)) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func fixAParameterAsTarget(f *file) {
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, 0) // want `cleanup of f captures f: .*` fix: review panics: closes over ptr
}

// What it must leave alone.

func noFixWhereTwoFieldsAreRead() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { use(f.fd, f.name) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereAMethodIsCalled() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { f.Close() }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheFieldIsAssigned() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { f.fd = -1 }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheFieldIsAddressed() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { use(&f.fd) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheFieldIsAPointer() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { use(f.cache) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheFieldIsAnArray() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { use(f.key) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheParameterIsUsed() *file {
	f := newFile()
	runtime.AddCleanup(f, func(x int) { use(f.fd, x) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheNameIsTaken() *file {
	f := newFile()
	fd := 3
	runtime.AddCleanup(f, func(int) { use(f.fd, fd) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheArgumentCalls() *file {
	f := newFile()
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, len(f.name)) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheArgumentReceives(numbers chan int) *file {
	f := newFile()
	close(numbers)
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, <-numbers) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheArgumentIsTheOnlyUse() *file {
	f := newFile()
	number := 3
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, number) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereTheArgumentHoldsTheTarget() *file {
	f := newFile()
	runtime.AddCleanup(f, func(pair) { closeFD(f.fd) }, pair{f: f}) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixWhereAnAliasStays() *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, func(int) { use(f.fd, g) }, 0) // want `cleanup of f captures f: .*` fix: none panics: closes over ptr
	return f
}

func noFixForTheArgument() *file {
	f := newFile()
	runtime.AddCleanup(f, func(f *file) { closeFD(f.fd) }, f) // want `argument of the cleanup of f is f: .*` fix: none panics: ptr is equal to arg
	return f
}

func noFixWhereTheCaptureIsCutOnOnePath(isGone bool) *file {
	f := newFile()
	g := f
	runtime.AddCleanup(f, func(int) { closeFD(f.fd) }, 0) // want `cleanup of f captures f: where .*` fix: none
	if isGone {
		f = newFile()
	}
	return g
}
