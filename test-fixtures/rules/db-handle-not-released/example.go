package database

import "github.com/ethereum/go-ethereum/ethdb"

func countEntries(db ethdb.Database, prefix []byte) (int, error) {
	entries := 0
	it := db.NewIterator(prefix, nil) // want `it is not released on the path through line 10.*`
	for it.Next() {
		if len(it.Value()) == 0 {
			return 0, errStop
		}
		entries++
	}
	it.Release()
	return entries, it.Error()
}

func countAllEntries(db ethdb.Database, prefix []byte) (int, error) {
	entries := 0
	it := db.NewIterator(prefix, nil) // ok: released on every path
	defer it.Release()
	for it.Next() {
		if len(it.Value()) == 0 {
			return 0, errStop
		}
		entries++
	}
	return entries, it.Error()
}
