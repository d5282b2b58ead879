package cancel

import (
	"context"
	"sync"
	"time"
)

// Shapes that other checks were said to be wrong about.

type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (s *session) Close() { s.cancel() }

func newSession(ctx context.Context) *session {
	ctx, cancel := context.WithCancel(ctx) // ok: gosec#1591: the struct keeps it, and Close calls it
	return &session{ctx: ctx, cancel: cancel}
}

func (s *session) restart(ctx context.Context) {
	if s.cancel != nil {
		s.cancel()
	}
	s.ctx, s.cancel = context.WithCancel(ctx) // ok: gosec#1595: a field, which another method calls
}

func calledByWorker(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx) // ok: gosec#1590: called in a goroutine
	go func() {
		defer cancel()
		use(ctx)
	}()
}

var stopAll context.CancelFunc = func() {}

func keptInPackage(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx) // ok: gosec#1601: a variable of the package keeps it
	stopAll = cancel
	return ctx
}

func proveKeptInPackage(ctx context.Context) {
	keptInPackage(ctx)
	stopAll()
}

func calledByDeferredLoop(ctx context.Context, names []string) {
	var cancels []context.CancelFunc
	defer func() {
		for _, cancel := range cancels {
			cancel()
		}
	}()
	for range names {
		child, cancel := context.WithTimeout(ctx, time.Minute) // ok: gosec#1668: what is deferred calls all of the slice
		cancels = append(cancels, cancel)
		use(child)
	}
}

type task struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func givenToGoroutine(ctx context.Context, group *sync.WaitGroup) {
	ctx, cancel := context.WithCancel(ctx) // ok: gosec#1637: a struct takes it into a goroutine
	one := &task{ctx: ctx, cancel: cancel}
	group.Add(1)
	go func(t *task) {
		defer group.Done()
		defer t.cancel()
		use(t.ctx)
	}(one)
}

func deferredLater(ctx context.Context) error {
	var cancel context.CancelFunc
	defer func() {
		if cancel != nil {
			cancel()
		}
	}()
	if err := workErr(); err != nil {
		return err
	}
	ctx, cancel = context.WithCancel(ctx) // ok: golang/go#25720: what is deferred sees the variable
	use(ctx)
	return nil
}

func perhapsBounded(ctx context.Context, isBounded bool) {
	var cancel context.CancelFunc
	if isBounded {
		ctx, cancel = context.WithTimeout(ctx, time.Minute) // ok: golang/go#58850: called where it was made
		defer cancel()
	}
	use(ctx)
}

func startOuter(ctx context.Context) (context.Context, func()) {
	var cancel context.CancelFunc
	start := func() context.Context {
		var child context.Context
		child, cancel = context.WithCancel(ctx) // ok: golang/go#31856: a variable of the function around it
		return child
	}
	child := start()
	return child, func() { cancel() }
}
