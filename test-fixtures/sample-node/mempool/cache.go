package mempool

import (
	"runtime"
	"sync/atomic"

	"example.com/samplenode/types"
)

// liveEntries counts the hashes in all caches and filters of the process.
var liveEntries atomic.Int64

// LiveEntries is what the metrics page shows.
func LiveEntries() int64 { return liveEntries.Load() }

// Cache remembers the newest hashes.
type Cache struct {
	limit int
	order []types.Hash
	known map[types.Hash]bool
}

// sweeper takes what is left of a cache off the count.
type sweeper struct {
	cache *Cache
	count *atomic.Int64
}

func (s *sweeper) sweep(*Cache) {
	s.count.Add(-int64(len(s.cache.order)))
	s.cache.order = nil
}

// NewCache makes a cache of the newest limit hashes.
func NewCache(limit int) *Cache {
	c := &Cache{limit: limit, known: make(map[types.Hash]bool, limit)}
	s := &sweeper{cache: c, count: &liveEntries}
	runtime.SetFinalizer(c, s.sweep)
	return c
}

// Insert answers false where the hash is known.
func (c *Cache) Insert(hash types.Hash) bool {
	if c.known[hash] {
		return false
	}
	if len(c.order) == c.limit {
		delete(c.known, c.order[0])
		c.order = c.order[1:]
		liveEntries.Add(-1)
	}
	c.known[hash] = true
	c.order = append(c.order, hash)
	liveEntries.Add(1)
	return true
}

// Filter answers "perhaps" for hashes it has seen and "no" for most others.
type Filter struct {
	bits  [1024]uint64
	count int
}

// tally takes what is left of a filter off the count.
type tally struct{ count *atomic.Int64 }

func (t *tally) settle(f *Filter) { t.count.Add(-int64(f.count)) }

// NewFilter makes an empty filter.
func NewFilter() *Filter {
	f := &Filter{}
	t := &tally{count: &liveEntries}
	runtime.SetFinalizer(f, t.settle)
	return f
}

// Insert notes the hash.
func (f *Filter) Insert(hash types.Hash) {
	f.bits[int(hash[0])<<2|int(hash[1])&3] |= 1 << (hash[2] & 63)
	f.count++
	liveEntries.Add(1)
}

// MayContain is false only for hashes that were never inserted.
func (f *Filter) MayContain(hash types.Hash) bool {
	return f.bits[int(hash[0])<<2|int(hash[1])&3]&(1<<(hash[2]&63)) != 0
}
