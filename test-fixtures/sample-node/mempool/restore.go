package mempool

import (
	"sync"

	"example.com/samplenode/types"
)

// RestoreFilter makes a filter of the transactions of a snapshot. They are hashed while the snapshot is verified, and
// inserted once that has succeeded.
func RestoreFilter(txs []types.Tx, verify func([]types.Tx) error) (*Filter, error) {
	filter := NewFilter()
	verified := make(chan struct{})
	var inserting sync.WaitGroup
	inserting.Add(1)
	go func() {
		defer inserting.Done()
		hashes := make([]types.Hash, len(txs))
		for i, tx := range txs {
			hashes[i] = tx.Hash()
		}
		<-verified
		for _, hash := range hashes {
			filter.Insert(hash)
		}
	}()
	if err := verify(txs); err != nil {
		return nil, err
	}
	close(verified)
	inserting.Wait()
	return filter, nil
}

// RestoreCache makes a cache of the transactions of a snapshot, in the same way.
func RestoreCache(txs []types.Tx, verify func([]types.Tx) error) (*Cache, error) {
	hashed := make(chan []types.Hash, 1)
	go func() {
		hashes := make([]types.Hash, len(txs))
		for i, tx := range txs {
			hashes[i] = tx.Hash()
		}
		hashed <- hashes
	}()
	if err := verify(txs); err != nil {
		return nil, err
	}
	cache := NewCache(len(txs))
	for _, hash := range <-hashed {
		cache.Insert(hash)
	}
	return cache, nil
}
