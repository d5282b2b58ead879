import { checkRelease, releaseKinds } from '../patterns/release.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3015';

export const dbHandleNotReleased = defineRule({
  code: CODE,
  id: 'db-handle-not-released',
  title: 'Database iterator, snapshot or transaction that is not released on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `An open iterator or snapshot pins tables, memtables and versions of the database: files that were compacted away
stay on disk, and memory grows for as long as the node runs. An open bbolt transaction stops the reuse of pages, and a
writing one blocks all other writers. Databases in C never free what is not closed.`,
    fix: `\`defer it.Release()\` or \`defer it.Close()\` right after the iterator was made, \`defer tx.Rollback()\` after
\`Begin\`: after a commit it does nothing.`,
    limits: `Known are ethdb and the freezer of go-ethereum, pebble, goleveldb, badger, bbolt, the databases and stores of
CometBFT and Cosmos, RocksDB, and queriers and appenders of Prometheus; others can be declared by the project. An
iterator that is returned, stored, or given to a function that nobody can look into counts as handed over. Batches
whose memory only goes back to a pool are a hint.`,
    references: [
      'https://pkg.go.dev/github.com/ethereum/go-ethereum/ethdb#Iterator',
      'https://pkg.go.dev/github.com/cockroachdb/pebble/v2#DB.NewIter',
      'https://pkg.go.dev/go.etcd.io/bbolt#DB.Begin',
    ],
  },
  triggers: [onAcquire(CODE, checkRelease)],
});
