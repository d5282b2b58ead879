package loops

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func group(ctx context.Context, peers []peer) error {
	g, _ := errgroup.WithContext(ctx)
	for _, p := range peers {
		g.Go(func() error {
			use(p) // want `function passed to g\.Go captures p, which all iterations share in Go 1\.21: it may see the value of a later iteration` fix: safe
			return nil
		})
	}
	return g.Wait()
}

func groupByValue(peers []peer) {
	var g errgroup.Group
	for _, p := range peers {
		g.TryGo(func() error { use(p); return nil }) // want `function passed to g\.TryGo captures p, .*`
	}
	g.Wait()
}

type crawler struct{ group *errgroup.Group }

func groupInAField(peers []peer) {
	c := crawler{group: new(errgroup.Group)}
	for _, p := range peers {
		c.group.Go(func() error { use(p); return nil }) // want `function passed to c\.group\.Go captures p, .*`
	}
	c.group.Wait()
}

func groupJoined(peers []peer) {
	for _, p := range peers {
		var g errgroup.Group
		g.Go(func() error { use(p); return nil }) // ok: waits below
		if err := g.Wait(); err != nil {
			return
		}
	}
}
