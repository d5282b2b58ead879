package ticker

import (
	"context"
	"errors"
)

type (
	Block struct {
		Height int64
		Hash   [32]byte
		Txs    [][]byte
		Parent *Block
	}
	Msg    struct{ Data []byte }
	Peer   struct{ ID string }
	Result struct{ N int }
)

var errStop = errors.New("stop")

func (p Peer) Send(m Msg) error                 { return nil }
func fetch(ctx context.Context) (Result, error) { return Result{}, ctx.Err() }
func work() Result                              { return Result{} }
func workErr() error                            { return nil }
func use(...any)                                {}
func cond() bool                                { return false }
