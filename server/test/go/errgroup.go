// Package errgroup stands in for golang.org/x/sync/errgroup, as far as fixtures use it.
package errgroup

import (
	"context"
	"sync"
)

// Group runs functions in goroutines and waits for them.
type Group struct {
	group  sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelFunc
}

// WithContext makes a group; its first error ends the context, and so does the end of Wait.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &Group{cancel: cancel}, ctx
}

// Go starts a function.
func (g *Group) Go(f func() error) {
	g.group.Add(1)
	go func() {
		defer g.group.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.end()
			})
		}
	}()
}

// SetLimit limits how many run at once; here it does not.
func (g *Group) SetLimit(int) {}

// TryGo starts a function.
func (g *Group) TryGo(f func() error) bool {
	g.Go(f)
	return true
}

// Wait waits for all of them.
func (g *Group) Wait() error {
	g.group.Wait()
	g.end()
	return g.err
}

func (g *Group) end() {
	if g.cancel != nil {
		g.cancel()
	}
}
