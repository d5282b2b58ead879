package blockpool

import (
	"context"
	"errors"
	"time"

	"example.com/samplenode/types"
)

// ErrTimeout says that a peer did not answer in time.
var ErrTimeout = errors.New("blockpool: peer did not answer in time")

// Source is a peer that can be asked for blocks.
type Source interface {
	Block(height int64) (*types.Block, error)
	Header(height int64) (types.Header, error)
}

// RequestBlock asks the source for a block and gives up when the context ends.
func RequestBlock(ctx context.Context, source Source, height int64) (*types.Block, error) {
	type result struct {
		block *types.Block
		err   error
	}
	answer := make(chan result)
	go func() {
		block, err := source.Block(height)
		answer <- result{block, err}
	}()
	select {
	case r := <-answer:
		return r.block, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// RequestHeader asks the source for a header and gives up after the timeout.
func RequestHeader(source Source, height int64, timeout time.Duration) (types.Header, error) {
	type result struct {
		header types.Header
		err    error
	}
	answer := make(chan result, 1)
	go func() {
		header, err := source.Header(height)
		answer <- result{header, err}
	}()
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	select {
	case r := <-answer:
		return r.header, r.err
	case <-timer.C:
		return types.Header{}, ErrTimeout
	}
}
