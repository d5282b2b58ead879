package group

import (
	"context"
	"errors"
)

type (
	Msg  struct{ Data []byte }
	Peer struct{ ID string }
)

var errStop = errors.New("stop")

func (p Peer) Send(m Msg) error      { return nil }
func sync(ctx context.Context) error { return nil }
func workErr() error                 { return nil }
func use(...any)                     {}
func cond() bool                     { return false }
