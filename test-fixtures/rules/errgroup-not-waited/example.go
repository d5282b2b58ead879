package group

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func broadcast(ctx context.Context, peers []Peer, message Msg) error {
	group, _ := errgroup.WithContext(ctx) // want `group is not waited for on the path through line 15`
	for _, peer := range peers {
		group.Go(func() error { return peer.Send(message) })
	}
	if err := workErr(); err != nil {
		return err
	}
	return group.Wait()
}

func broadcastAndWait(ctx context.Context, peers []Peer, message Msg) error {
	group, _ := errgroup.WithContext(ctx) // ok: waited for on every path
	for _, peer := range peers {
		group.Go(func() error { return peer.Send(message) })
	}
	err := workErr()
	if waitErr := group.Wait(); err == nil {
		err = waitErr
	}
	return err
}
