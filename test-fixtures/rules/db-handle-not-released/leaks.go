package database

import (
	"bytes"

	"github.com/cockroachdb/pebble"
	dbm "github.com/cometbft/cometbft-db"
	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/linxGnu/grocksdb"
	"github.com/prometheus/prometheus/storage"
	"github.com/syndtr/goleveldb/leveldb"
	bolt "go.etcd.io/bbolt"
)

func countKeys(db ethdb.Database) (n int) {
	it := db.NewIterator(nil, nil) // want `it is never released: countKeys returns at line 22 without it`
	for it.Next() {
		n++
	}
	return n
}

func latest(db *pebble.DB) ([]byte, error) {
	v, closer, err := db.Get([]byte("head")) // want `closer is never closed: latest returns at line 31 without it`
	if err != nil {
		return nil, err
	}
	use(closer)
	return bytes.Clone(v), nil
}

func latestWithoutCloser(db *pebble.DB) ([]byte, error) {
	v, _, err := db.Get([]byte("head")) // want `the value from db.Get is dropped: nothing can close it`
	return bytes.Clone(v), err
}

func put(db *badger.DB) error {
	txn := db.NewTransaction(true) // want `txn is not discarded on the path through line \d+.*`
	if err := txn.Set([]byte("k"), nil); err != nil {
		return err
	}
	return txn.Commit()
}

func evidence(db dbm.DB) (n int, err error) {
	it, err := db.Iterator(nil, nil) // want `it is not closed on the path through line \d+.*`
	if err != nil {
		return 0, err
	}
	for ; it.Valid(); it.Next() {
		if len(it.Key()) == 0 {
			return 0, errStop
		}
		n++
	}
	return n, it.Close()
}

func boltLost(db *bolt.DB) error {
	tx, err := db.Begin(true) // want `tx is not rolled back or committed on the path through line \d+.*`
	if err != nil {
		return err
	}
	if _, err := tx.CreateBucket([]byte("b")); err != nil {
		return err
	}
	return tx.Commit()
}

func boltOpened(path string) error {
	db, err := bolt.Open(path, 0o600, nil) // want `db is not closed on the path through line \d+.*`
	if err != nil {
		return err
	}
	if err := db.Update(func(tx *bolt.Tx) error { return nil }); err != nil {
		return err
	}
	return db.Close()
}

func snapshotInLoop(db *leveldb.DB, keys [][]byte) error {
	for _, key := range keys {
		snapshot, err := db.GetSnapshot() // want `snapshot is not released .*`
		if err != nil {
			return err
		}
		value, err := snapshot.Get(key, nil)
		if err != nil {
			continue
		}
		use(value)
		snapshot.Release()
	}
	return nil
}

func openedHere(dir string) (int, error) {
	db, err := leveldb.OpenFile(dir, nil)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	n := 0
	it := db.NewIterator(nil, nil) // want `it is not released on the path through line \d+.*`
	for it.Next() {
		if len(it.Value()) == 0 {
			return n, errStop
		}
		n++
	}
	it.Release()
	return n, it.Error()
}

func freezer(dir string) error {
	frozen, err := rawdb.NewStateFreezer(dir, false, true) // want `frozen is not closed on the path through line \d+.*`
	if err != nil {
		return err
	}
	if err := workErr(); err != nil {
		return err
	}
	return frozen.Close()
}

func querier(queryable storage.Queryable) error {
	q, err := queryable.Querier(0, 10) // want `q is not closed on the path through line \d+.*`
	if err != nil {
		return err
	}
	if cond() {
		return errStop
	}
	return q.Close()
}

func options(db *grocksdb.DB, read *grocksdb.ReadOptions) string {
	slice, err := db.Get(read, []byte("k")) // want `slice is never freed: options returns at line 144 without it`
	if err != nil {
		return ""
	}
	return string(slice.Data())
}

func batches(db ethdb.Database, keys [][]byte) error {
	batch := db.NewBatch() // want `batch is never closed: .*; its memory does not go back to the pool of the database`
	for _, key := range keys {
		if err := batch.Delete(key); err != nil {
			return err
		}
	}
	return batch.Write()
}
