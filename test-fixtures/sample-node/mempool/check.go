package mempool

import (
	"sync"

	"example.com/samplenode/types"
)

// Check is what an application thinks of a transaction.
type Check func(types.Tx) error

// CheckAll runs the check on every transaction, on several goroutines, and gives those that pass.
func CheckAll(txs []types.Tx, check Check, workers int) []types.Tx {
	work := make(chan types.Tx)
	var mutex sync.Mutex
	var pending sync.WaitGroup
	var passed []types.Tx
	for range workers {
		go func() {
			for tx := range work {
				if check(tx) == nil {
					mutex.Lock()
					passed = append(passed, tx)
					mutex.Unlock()
				}
				pending.Done()
			}
		}()
	}
	for _, tx := range txs {
		pending.Add(1)
		work <- tx
	}
	pending.Wait()
	return passed
}

// HashAll hashes every transaction on several goroutines.
func HashAll(txs []types.Tx, workers int) []types.Hash {
	hashes := make([]types.Hash, len(txs))
	work := make(chan int)
	var running sync.WaitGroup
	for range workers {
		running.Add(1)
		go func() {
			defer running.Done()
			for i := range work {
				hashes[i] = txs[i].Hash()
			}
		}()
	}
	for i := range txs {
		work <- i
	}
	close(work)
	running.Wait()
	return hashes
}
