package group

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func okCrawl(ctx context.Context, peers []Peer) error {
	g, _ := errgroup.WithContext(ctx) // ok
	for _, p := range peers {
		p := p
		g.Go(func() error { return p.Send(Msg{}) })
	}
	return g.Wait()
}

func okBefore(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx) // ok: nothing runs before the return
	if err := workErr(); err != nil {
		return err
	}
	g.Go(func() error { return sync(ctx) })
	return g.Wait()
}

func okElsewhere(ctx context.Context) <-chan error {
	g, ctx := errgroup.WithContext(ctx) // ok: a goroutine waits
	g.Go(func() error { return sync(ctx) })
	done := make(chan error, 1)
	go func() { done <- g.Wait() }()
	return done
}

func okDeferred(ctx context.Context) (err error) {
	var g errgroup.Group
	defer func() {
		if waitErr := g.Wait(); err == nil {
			err = waitErr
		}
	}()
	g.Go(func() error { return sync(ctx) }) // ok: what is deferred waits
	return workErr()
}

type server struct{ g *errgroup.Group }

func (s *server) okKept(ctx context.Context) {
	g, ctx := errgroup.WithContext(ctx) // ok: kept
	g.Go(func() error { return sync(ctx) })
	s.g = g
}

func (s *server) okField(ctx context.Context) {
	s.g.Go(func() error { return sync(ctx) })
}

func okReturned(ctx context.Context) *errgroup.Group {
	g, ctx := errgroup.WithContext(ctx) // ok: the caller has it
	g.Go(func() error { return sync(ctx) })
	return g
}

func okGiven(ctx context.Context, g *errgroup.Group) {
	g.Go(func() error { return sync(ctx) }) // ok: the caller has it
}

func waitFor(g *errgroup.Group) error { return g.Wait() }

func okHelper(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx) // ok: the helper waits
	g.Go(func() error {
		g.Go(func() error { return sync(ctx) })
		return nil
	})
	return waitFor(g)
}
