package group

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func crawl(ctx context.Context, peers []Peer) error {
	g, _ := errgroup.WithContext(ctx) // want `g is not waited for on the path through line 16`
	for _, p := range peers {
		p := p
		g.Go(func() error { return p.Send(Msg{}) })
	}
	if err := workErr(); err != nil {
		return err
	}
	return g.Wait()
}

func never(ctx context.Context) {
	g, ctx := errgroup.WithContext(ctx) // want `g is never waited for: never returns at line 24 without it`
	g.Go(func() error { return sync(ctx) })
	g.Go(func() error { return sync(ctx) })
}

func zero(ctx context.Context) error {
	var g errgroup.Group
	g.SetLimit(2)
	g.Go(func() error { return sync(ctx) }) // want `g is not waited for on the path through line 32`
	if cond() {
		return errStop
	}
	g.TryGo(func() error { return sync(ctx) })
	return g.Wait()
}

func again(ctx context.Context) error {
	g := new(errgroup.Group)
	g.Go(func() error { return sync(ctx) })
	if err := g.Wait(); err != nil {
		return err
	}
	g.Go(func() error { return sync(ctx) }) // want `g is not waited for on the path through line 45`
	return nil
}
