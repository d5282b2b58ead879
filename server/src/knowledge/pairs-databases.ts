import type { Pair } from './pairs.js';

const RULE = 'GL3015';
const FIRST = { of: 'result', index: 0 } as const;
const SECOND = { of: 'result', index: 1 } as const;

const ETHDB = 'github.com/ethereum/go-ethereum/ethdb';
const RAWDB = 'github.com/ethereum/go-ethereum/core/rawdb';
const PEBBLE = 'github.com/cockroachdb/pebble';
const GOLEVELDB = 'github.com/syndtr/goleveldb/leveldb';
const BADGER = 'github.com/dgraph-io/badger';
const ROCKSDB = 'github.com/linxGnu/grocksdb';
const PROMETHEUS = 'github.com/prometheus/prometheus/storage';
/** Packages of key-value stores with one interface: Iterator, ReverseIterator, NewBatch. */
const COSMOS = [
  'github.com/cometbft/cometbft-db',
  'github.com/cosmos/cosmos-db',
  'github.com/tendermint/tm-db',
  'github.com/tendermint/tendermint/libs/db',
];
const COSMOS_STORES = [
  'cosmossdk.io/core/store',
  'cosmossdk.io/store/types',
  'github.com/cosmos/cosmos-sdk/store/types',
];

/** Iterators, snapshots, transactions and batches of databases, and the databases themselves. */
export const databasePairs: readonly Pair[] = [
  // ethdb: "must be released after use, but it is not necessary to read an iterator until exhaustion"
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: [`(${ETHDB}.*).NewIterator`, `(${ETHDB}/*.Database).NewIterator`],
    resource: FIRST,
    error: 'none',
    release: ['Release'],
  },
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: ['*.NewIterator', '*.Iterate*', '*.*Iterator'],
    returns: [
      `${ETHDB}.Iterator`,
      'github.com/ethereum/go-ethereum/core/state/snapshot.AccountIterator',
      'github.com/ethereum/go-ethereum/core/state/snapshot.StorageIterator',
      'github.com/ethereum/go-ethereum/triedb/pathdb.AccountIterator',
      'github.com/ethereum/go-ethereum/triedb/pathdb.StorageIterator',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Release'],
  },
  // ethdb: "Close closes the batch and releases all associated resources": its memory goes back to a pool
  {
    rule: RULE,
    noun: 'batch',
    acquire: [`(${ETHDB}.*).NewBatch`, `(${ETHDB}.*).NewBatchWithSize`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
    severity: 'hint',
    note: 'its memory does not go back to the pool of the database',
  },
  {
    rule: RULE,
    noun: 'freezer',
    acquire: [`${RAWDB}.NewFreezer`, `${RAWDB}.NewStateFreezer`, `${RAWDB}.NewTrienodeFreezer`],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'database',
    acquire: [
      `${ETHDB}/leveldb.New`,
      `${ETHDB}/leveldb.NewCustom`,
      `${ETHDB}/pebble.New`,
      `${RAWDB}.NewDatabaseWithFreezer`,
      `${RAWDB}.Open`,
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  // pebble: "The iterator must be closed", "It is the caller's responsibility to close the snapshot"; the database
  // refuses to close while one is open
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: [
      `(${PEBBLE}.*).NewIter`,
      `(${PEBBLE}.*).NewIterWithContext`,
      `(${PEBBLE}.Iterator).Clone`,
      `(${PEBBLE}.Iterator).CloneWithContext`,
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'snapshot',
    acquire: [`(${PEBBLE}.DB).NewSnapshot`, `(${PEBBLE}.DB).NewEventuallyFileOnlySnapshot`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'value',
    acquire: [
      `(${PEBBLE}.Batch).Get`,
      `(${PEBBLE}.DB).Get`,
      `(${PEBBLE}.EventuallyFileOnlySnapshot).Get`,
      `(${PEBBLE}.Reader).Get`,
      `(${PEBBLE}.Snapshot).Get`,
    ],
    resource: SECOND,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'batch',
    acquire: [
      `(${PEBBLE}.DB).NewBatch`,
      `(${PEBBLE}.DB).NewBatchWithSize`,
      `(${PEBBLE}.DB).NewIndexedBatch`,
      `(${PEBBLE}.DB).NewIndexedBatchWithSize`,
    ],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
    severity: 'hint',
    note: 'its memory does not go back to the pool of the database',
  },
  // goleveldb: "The iterator must be released after use, by calling Release method"
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: [
      `(${GOLEVELDB}.DB).NewIterator`,
      `(${GOLEVELDB}.Reader).NewIterator`,
      `(${GOLEVELDB}.Snapshot).NewIterator`,
      `(${GOLEVELDB}.Transaction).NewIterator`,
    ],
    resource: FIRST,
    error: 'none',
    release: ['Release'],
  },
  {
    rule: RULE,
    noun: 'snapshot',
    acquire: [`(${GOLEVELDB}.DB).GetSnapshot`],
    resource: FIRST,
    error: 'last',
    release: ['Release'],
  },
  {
    rule: RULE,
    noun: 'transaction',
    acquire: [`(${GOLEVELDB}.DB).OpenTransaction`],
    resource: FIRST,
    error: 'last',
    release: ['Discard', 'Commit'],
  },
  // badger: "it is necessary to call Discard"; Commit does so itself
  {
    rule: RULE,
    noun: 'transaction',
    acquire: [`(${BADGER}.DB).NewTransaction`, `(${BADGER}.DB).NewTransactionAt`],
    resource: FIRST,
    error: 'none',
    release: ['Discard', 'Commit', 'CommitAt', 'CommitWith'],
  },
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: [`(${BADGER}.Txn).NewIterator`, `(${BADGER}.Txn).NewKeyIterator`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'write batch',
    acquire: [`(${BADGER}.DB).NewManagedWriteBatch`, `(${BADGER}.DB).NewWriteBatch`, `(${BADGER}.DB).NewWriteBatchAt`],
    resource: FIRST,
    error: 'none',
    release: ['Cancel', 'Flush'],
  },
  {
    rule: RULE,
    noun: 'sequence',
    acquire: [`(${BADGER}.DB).GetSequence`],
    resource: FIRST,
    error: 'last',
    release: ['Release'],
  },
  {
    rule: RULE,
    noun: 'merge operator',
    acquire: [`(${BADGER}.DB).GetMergeOperator`],
    resource: FIRST,
    error: 'none',
    release: ['Stop'],
  },
  // bbolt: "Transactions should not be dependent on one another", "read-only transactions and … must be closed"
  {
    rule: RULE,
    noun: 'transaction',
    acquire: [
      '(go.etcd.io/bbolt.DB).Begin',
      '(github.com/boltdb/bolt.DB).Begin',
      '(github.com/coreos/bbolt.DB).Begin',
      '(github.com/etcd-io/bbolt.DB).Begin',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Rollback', 'Commit'],
  },
  // cometbft-db, cosmos-db: "The caller must call Close when done"
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: COSMOS.flatMap((path) => [`(${path}.*).Iterator`, `(${path}.*).ReverseIterator`]),
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  // The stores of the Cosmos SDK: "CONTRACT: … Iterator must be closed by caller"
  {
    rule: RULE,
    noun: 'store iterator',
    acquire: [
      ...COSMOS_STORES.flatMap((path) => [`(${path}.*).Iterator`, `(${path}.*).ReverseIterator`]),
      'cosmossdk.io/store/types.KVStorePrefixIterator',
      'cosmossdk.io/store/types.KVStoreReversePrefixIterator',
      'github.com/cosmos/cosmos-sdk/store/types.KVStorePrefixIterator',
      'github.com/cosmos/cosmos-sdk/store/types.KVStoreReversePrefixIterator',
      'github.com/cosmos/cosmos-sdk/types.KVStorePrefixIterator',
      'github.com/cosmos/cosmos-sdk/types.KVStoreReversePrefixIterator',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'batch',
    acquire: COSMOS.flatMap((path) => [`(${path}.*).NewBatch`, `(${path}.*).NewBatchWithSize`]),
    resource: FIRST,
    error: 'none',
    release: ['Close'],
    severity: 'information',
    note: 'databases in C keep its memory',
  },
  // RocksDB: what is allocated in C is only freed by these
  {
    rule: RULE,
    noun: 'database iterator',
    acquire: [`(${ROCKSDB}.*).NewIterator`, `(${ROCKSDB}.*).NewIteratorCF`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'snapshot',
    acquire: [`(${ROCKSDB}.*).NewSnapshot`],
    resource: FIRST,
    error: 'none',
    release: ['Destroy'],
    releasedThrough: ['ReleaseSnapshot'],
  },
  {
    rule: RULE,
    noun: 'slice',
    acquire: [`(${ROCKSDB}.*).Get`, `(${ROCKSDB}.*).GetCF`],
    resource: FIRST,
    error: 'last',
    release: ['Free'],
  },
  {
    rule: RULE,
    noun: 'pinned slice',
    acquire: [`(${ROCKSDB}.*).GetPinned`, `(${ROCKSDB}.*).GetPinnedCF`],
    resource: FIRST,
    error: 'last',
    release: ['Destroy'],
  },
  {
    rule: RULE,
    noun: 'write batch',
    acquire: [`${ROCKSDB}.NewWriteBatch`],
    resource: FIRST,
    error: 'none',
    release: ['Destroy'],
  },
  // prometheus: "Close releases the resources of the Querier"; the head is not compacted while one is open
  {
    rule: RULE,
    noun: 'querier',
    acquire: [
      `(${PROMETHEUS}.*).Querier`,
      `(${PROMETHEUS}.*).ChunkQuerier`,
      '(github.com/prometheus/prometheus/tsdb.*).*Querier',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  // prometheus: "It must be completed with a call to Commit or Rollback"
  {
    rule: RULE,
    noun: 'appender',
    acquire: [`(${PROMETHEUS}.*).Appender`, '(github.com/prometheus/prometheus/tsdb.DB).Appender'],
    resource: FIRST,
    error: 'none',
    release: ['Rollback', 'Commit'],
  },
  // The databases themselves
  {
    rule: RULE,
    noun: 'database',
    acquire: [
      `${PEBBLE}.Open`,
      `${GOLEVELDB}.Open`,
      `${GOLEVELDB}.OpenFile`,
      `${GOLEVELDB}.Recover`,
      `${GOLEVELDB}.RecoverFile`,
      `${BADGER}.Open`,
      `${BADGER}.OpenManaged`,
      'go.etcd.io/bbolt.Open',
      'github.com/boltdb/bolt.Open',
      'github.com/coreos/bbolt.Open',
      'github.com/etcd-io/bbolt.Open',
      ...COSMOS.flatMap((path) => [
        `${path}.NewDB`,
        `${path}.NewGoLevelDB`,
        `${path}.NewPebbleDB`,
        `${path}.NewRocksDB`,
      ]),
      `${ROCKSDB}.OpenDb`,
      `${ROCKSDB}.OpenDbForReadOnly`,
      'github.com/prometheus/prometheus/tsdb.Open',
      'github.com/prometheus/prometheus/tsdb.OpenDBReadOnly',
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
];
