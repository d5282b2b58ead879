package database

import (
	"github.com/cockroachdb/pebble"
	dbm "github.com/cometbft/cometbft-db"
	"github.com/dgraph-io/badger/v4"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"go.etcd.io/bbolt"
)

func okKeys(db ethdb.Database) (n int, err error) {
	it := db.NewIterator(nil, nil) // ok
	defer it.Release()
	for it.Next() {
		n++
	}
	return n, it.Error()
}

type keyIter struct{ it ethdb.Iterator }

func okWrapped(db ethdb.Database) *keyIter { return &keyIter{it: db.NewIterator(nil, nil)} }
func (k *keyIter) Release()                { k.it.Release() }

func okBolt(db *bbolt.DB) error {
	tx, err := db.Begin(true) // ok
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return tx.Commit()
}

func okValue(db *pebble.DB) (string, error) {
	value, closer, err := db.Get([]byte("head")) // ok
	if err != nil {
		return "", err
	}
	defer func() { _ = closer.Close() }()
	return string(value), nil
}

func okTransaction(db *badger.DB) error {
	txn := db.NewTransaction(true) // ok
	defer txn.Discard()
	if err := txn.Set([]byte("k"), nil); err != nil {
		return err
	}
	return txn.Commit()
}

func closeQuietly(it dbm.Iterator) {
	if err := it.Close(); err != nil {
		use(err)
	}
}

func okHelper(db dbm.DB) (n int, err error) {
	it, err := db.ReverseIterator(nil, nil) // ok: the helper closes it
	if err != nil {
		return 0, err
	}
	defer closeQuietly(it)
	for ; it.Valid(); it.Next() {
		n++
	}
	return n, it.Error()
}

func okReplaced(db ethdb.Database, starts [][]byte) (n int) {
	it := db.NewIterator(nil, nil) // ok: released before it is replaced
	for _, start := range starts {
		it.Release()
		it = db.NewIterator(nil, start) // ok: released before the next, and at the end
		for it.Next() {
			n++
		}
	}
	it.Release()
	return n
}

func okAppender(app storage.Appendable) error {
	appender := app.Appender(nil) // ok
	if _, err := appender.Append(0, labels.EmptyLabels(), 1, 2); err != nil {
		_ = appender.Rollback()
		return err
	}
	return appender.Commit()
}

// iterators is where an iterator is handed to.
type iterators struct{ open []ethdb.Iterator }

func (i *iterators) okKept(db ethdb.Database) {
	it := db.NewIterator(nil, nil) // ok: kept
	i.open = append(i.open, it)
}

// memory is a database of the project, with an iterator that owns nothing of others.
type memory struct{ keys []string }

type memoryIterator struct{ at int }

func (m *memory) NewIterator(prefix, start []byte) *memoryIterator { return &memoryIterator{} }

func okOther(m *memory) int {
	it := m.NewIterator(nil, nil) // ok: not a database of the table
	return it.at
}
