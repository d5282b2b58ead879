package cleanups

import "runtime"

// A cleanup that is stopped holds nothing any more.

func stoppedAtTheEnd() {
	f, p := newFile(), &pair{}
	p.f = f
	cleanup := runtime.AddCleanup(f, func(p *pair) { use(p) }, p) // ok
	use(f)
	cleanup.Stop()
}

func stoppedByDefer() {
	f := newFile()
	cleanup := runtime.AddCleanup(f, func(p *pair) { use(p) }, &pair{f: f}) // ok
	defer cleanup.Stop()
	use(f)
}

func stoppedByADeferredFunction() {
	f := newFile()
	var cleanup = runtime.AddCleanup(f, func(p *pair) { use(p) }, &pair{f: f}) // ok
	defer func() { cleanup.Stop() }()
	use(f)
}

func stoppedAtOnce() *file {
	f := newFile()
	runtime.AddCleanup(f, func(p *pair) { use(p) }, &pair{f: f}).Stop() // ok
	return f
}

func stoppedOnOnePath(isDone bool) {
	f := newFile()
	cleanup := runtime.AddCleanup(f, func(p *pair) { use(p) }, &pair{f: f}) // want `argument of the cleanup of f holds f: where that is not changed later, the cleanup never runs`
	if isDone {
		cleanup.Stop()
	}
}

func anotherOneIsStopped() *file {
	f, g := newFile(), newFile()
	cleanup := runtime.AddCleanup(f, func(p *pair) { use(p) }, &pair{f: f}) // want `argument of the cleanup of f holds f: it stays .*`
	other := runtime.AddCleanup(g, func(p *pair) { use(p) }, &pair{f: g})   // ok
	other.Stop()
	use(cleanup)
	return f
}

type task struct {
	input   []byte
	cleanup runtime.Cleanup
}

type job struct{ task *task }

func stoppedByAMethod() *task {
	t := &task{}
	t.cleanup = runtime.AddCleanup(t, func(j job) { use(j) }, job{task: t}) // want `argument of the cleanup of t holds t: .*`
	return t
}

func (t *task) stop() { t.cleanup.Stop() }
