package cleanups

import rt "runtime"

// The function that is called: only the one of the package runtime counts.

type fakeRuntime struct{ count int }

func (r *fakeRuntime) AddCleanup(target *file, cleanup func(*file), argument *file) { r.count++ }

func calleeByAnotherName() *file {
	f := newFile()
	rt.AddCleanup(f, closeFile, f) // want `argument of the cleanup of f is f: .*` panics: ptr is equal to arg
	return f
}

func calleeIsALocalVariableNamedRuntime() *file {
	f := newFile()
	runtime := &fakeRuntime{}
	runtime.AddCleanup(f, closeFile, f) // ok
	return f
}

func calleeIsAnotherMethod(r *fakeRuntime) *file {
	f := newFile()
	r.AddCleanup(f, closeFile, f) // ok
	return f
}
