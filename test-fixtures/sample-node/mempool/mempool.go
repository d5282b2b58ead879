// Package mempool keeps the transactions that no block holds yet.
package mempool

import (
	"errors"
	"sync"

	"example.com/samplenode/types"
)

// Reasons for which a transaction is turned away.
var (
	ErrEmpty  = errors.New("mempool: empty transaction")
	ErrFull   = errors.New("mempool: full")
	ErrKnown  = errors.New("mempool: transaction is known")
	ErrHeight = errors.New("mempool: height goes back")
)

// Mempool is a queue of transactions without duplicates, in order of arrival.
type Mempool struct {
	mutex  sync.Mutex
	limit  int
	height int64
	queue  []types.Tx
	seen   *Cache
}

// New makes a mempool that holds at most limit transactions.
func New(limit int) *Mempool {
	return &Mempool{limit: limit, seen: NewCache(4 * limit)}
}

// Add checks the transaction and puts it at the end of the queue.
func (m *Mempool) Add(tx types.Tx) error {
	if len(tx) == 0 {
		return ErrEmpty
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if len(m.queue) >= m.limit {
		return ErrFull
	}
	if !m.seen.Insert(tx.Hash()) {
		return ErrKnown
	}
	m.queue = append(m.queue, tx)
	return nil
}

// Reap gives the first transactions whose bytes fit into size, without taking them out.
func (m *Mempool) Reap(size int) []types.Tx {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var txs []types.Tx
	for _, tx := range m.queue {
		if size -= len(tx); size < 0 {
			break
		}
		txs = append(txs, tx)
	}
	return txs
}

// Update drops the transactions that a new block holds.
func (m *Mempool) Update(height int64, txs []types.Tx) error {
	m.mutex.Lock()
	if height <= m.height {
		return ErrHeight
	}
	m.height = height
	included := make(map[types.Hash]bool, len(txs))
	for _, tx := range txs {
		included[tx.Hash()] = true
	}
	rest := make([]types.Tx, 0, len(m.queue))
	for _, tx := range m.queue {
		if !included[tx.Hash()] {
			rest = append(rest, tx)
		}
	}
	m.queue = rest
	m.mutex.Unlock()
	return nil
}

// Rewind goes back to a lower height and takes the transactions of the undone blocks in again.
func (m *Mempool) Rewind(height int64, txs []types.Tx) error {
	m.mutex.Lock()
	if height >= m.height {
		m.mutex.Unlock()
		return ErrHeight
	}
	m.height = height
	m.queue = append(txs[:len(txs):len(txs)], m.queue...)
	m.mutex.Unlock()
	return nil
}

// Size is the number of transactions that wait.
func (m *Mempool) Size() int {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return len(m.queue)
}
