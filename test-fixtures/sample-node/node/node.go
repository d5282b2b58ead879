// Package node puts the parts together.
package node

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"example.com/samplenode/blockpool"
	"example.com/samplenode/mempool"
	"example.com/samplenode/peers"
	"example.com/samplenode/types"
	"example.com/samplenode/votes"
)

// Node makes blocks out of transactions and agrees on them with its validators.
type Node struct {
	Mempool    *mempool.Mempool
	Pool       *blockpool.Pool
	Book       *peers.Book
	validators map[string]int64
	height     int64
	parent     types.Hash
}

// New makes a node whose files begin with prefix.
func New(prefix string, validators map[string]int64) (*Node, error) {
	pool, err := blockpool.NewPool(prefix)
	if err != nil {
		return nil, err
	}
	return &Node{Mempool: mempool.New(1000), Pool: pool, Book: peers.NewBook(), validators: validators}, nil
}

// Step makes the next block, collects the votes for it, and stores it.
func (n *Node) Step(ctx context.Context) (*types.Block, error) {
	height := n.height + 1
	valid := mempool.CheckAll(n.Mempool.Reap(1<<16), checkSize, 4)
	block := &types.Block{Height: height, Parent: n.parent, Txs: valid}
	commit, err := n.vote(block)
	if err != nil {
		return nil, fmt.Errorf("height %d: %w", height, err)
	}
	if _, err := n.Pool.Fetch(ctx, local{block}, height); err != nil {
		return nil, fmt.Errorf("height %d: %w", height, err)
	}
	if err := n.Mempool.Update(height, block.Txs); err != nil {
		return nil, err
	}
	n.height, n.parent = height, block.Hash()
	return block, n.publish(commit)
}

func (n *Node) vote(block *types.Block) (*votes.Commit, error) {
	set := votes.NewSet(block.Height, 0)
	for validator, weight := range n.validators {
		vote := types.Vote{Height: block.Height, Block: block.Hash(), Validator: validator}
		if err := set.Add(vote, weight); err != nil {
			return nil, err
		}
	}
	return votes.NewCommit(set, block.Hash()), nil
}

func (n *Node) publish(commit *votes.Commit) error {
	var frame bytes.Buffer
	for _, vote := range commit.Votes() {
		if err := votes.Encode(&frame, vote); err != nil {
			return err
		}
	}
	return votes.EncodeCommit(&frame, commit)
}

func checkSize(tx types.Tx) error {
	if len(tx) > 1024 {
		return fmt.Errorf("transaction of %d bytes is too large", len(tx))
	}
	return nil
}

// local answers for blocks that this node made itself.
type local struct{ block *types.Block }

func (l local) Block(int64) (*types.Block, error) { return l.block, nil }

func (l local) Header(height int64) (types.Header, error) {
	return types.Header{Height: height, Hash: l.block.Hash()}, nil
}

// Run makes count blocks.
func (n *Node) Run(ctx context.Context, count int) error {
	for range count {
		block, err := n.Step(ctx)
		if err != nil {
			return err
		}
		log.Printf("node: block %d %v with %d transactions", block.Height, block.Hash(), len(block.Txs))
	}
	return nil
}

// Close closes the files of the node.
func (n *Node) Close() error { return n.Pool.Close() }
