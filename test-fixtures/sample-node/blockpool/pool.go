package blockpool

import (
	"context"
	"errors"
	"log"
	"runtime"
	"sync"
	"time"

	"example.com/samplenode/types"
)

// ErrWrongBlock says that a block is not the one that its header announced.
var ErrWrongBlock = errors.New("blockpool: block does not match its header")

// Pool fetches blocks in order and stores them.
type Pool struct {
	mutex  sync.Mutex
	data   *DataFile
	index  *IndexFile
	height int64
}

// NewPool opens the files of a pool under the prefix.
func NewPool(prefix string) (*Pool, error) {
	data, err := OpenData(prefix + ".dat")
	if err != nil {
		return nil, err
	}
	index, err := OpenIndex(prefix + ".idx")
	if err != nil {
		data.Close()
		return nil, err
	}
	return &Pool{data: data, index: index}, nil
}

// Fetch gets the block of a height from the source and stores it.
func (p *Pool) Fetch(ctx context.Context, source Source, height int64) (*types.Block, error) {
	header, err := RequestHeader(source, height, time.Second)
	if err != nil {
		return nil, err
	}
	block, err := RequestBlock(ctx, source, height)
	if err != nil {
		return nil, err
	}
	if block.Hash() != header.Hash {
		return nil, ErrWrongBlock
	}
	return block, p.store(block)
}

func (p *Pool) store(block *types.Block) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	offset, err := p.data.Append(block)
	if err != nil {
		return err
	}
	p.height = max(p.height, block.Height)
	return p.index.Put(block.Height, offset)
}

// Height is the highest block in the pool.
func (p *Pool) Height() int64 {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.height
}

// Close closes both files.
func (p *Pool) Close() error { return errors.Join(p.data.Close(), p.index.Close()) }

// Snapshot is a view of the pool at one height.
type Snapshot struct {
	pool   *Pool
	height int64
	blocks map[int64]*types.Block
}

// Snapshot takes a view. What it cached is dropped with it.
func (p *Pool) Snapshot() *Snapshot {
	s := &Snapshot{pool: p, height: p.Height(), blocks: map[int64]*types.Block{}}
	drop := func() {
		log.Printf("blockpool: snapshot of height %d dropped", s.height)
		clear(s.blocks)
	}
	runtime.SetFinalizer(s, func(*Snapshot) { drop() })
	return s
}

// Height is the height of the view.
func (s *Snapshot) Height() int64 { return s.height }

// Cursor walks over the heights of the pool.
type Cursor struct {
	pool *Pool
	next int64
}

// Cursor starts at the first height.
func (p *Pool) Cursor() *Cursor {
	c := &Cursor{pool: p, next: 1}
	done := func(c *Cursor) { log.Printf("blockpool: cursor dropped at height %d", c.next) }
	runtime.SetFinalizer(c, func(c *Cursor) { done(c) })
	return c
}

// Next is the next height, or false behind the last.
func (c *Cursor) Next() (int64, bool) {
	if c.next > c.pool.Height() {
		return 0, false
	}
	c.next++
	return c.next - 1, true
}
