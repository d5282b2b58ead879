package waits

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
	Peer   struct{ ID string }
	Result struct{ N int }
)

var errStop = errors.New("stop")

func fetch(ctx context.Context) (Result, error) { return Result{}, ctx.Err() }
func work() Result                              { return Result{} }
func workErr() error                            { return nil }
func use(...any)                                {}
func cond() bool                                { return false }
