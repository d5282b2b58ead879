package cancel

import (
	"context"
	"testing"
	"time"
)

type runner struct {
	cancel  context.CancelFunc
	cleanup []func()
}

func okDefer(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	use(ctx)
}

func (r *runner) okField(ctx context.Context) {
	ctx, r.cancel = context.WithCancel(ctx)
	go use(ctx)
}
func (r *runner) Stop() { r.cancel() }

func (r *runner) okSlice(ctx context.Context) context.Context {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	r.cleanup = append(r.cleanup, cancel)
	return ctx
}

func okReturned(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, func() { cancel() }
}

func okGoroutine(ctx context.Context, done <-chan struct{}) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		<-done
		cancel()
	}()
	return ctx
}

func okNamedResult(ctx context.Context) (c context.Context, cancel context.CancelFunc) {
	c, cancel = context.WithCancel(ctx)
	return
}

func okExplicit(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx) // ok: given up on purpose unrun: what is given up stays
	_ = cancel
	return ctx
}

func okTest(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	use(ctx)
}
