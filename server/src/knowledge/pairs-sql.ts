import type { Pair } from './pairs.js';

const RULE = 'GL3005';
const FIRST = { of: 'result', index: 0 } as const;

const SQLX = 'github.com/jmoiron/sqlx';
const PGX = 'github.com/jackc/pgx';
const PGXPOOL = 'github.com/jackc/pgx/pgxpool';

const NEEDS_CONTEXT = 'the release takes a context';

/** The names as methods of each of the types. */
function methodsOf(types: readonly string[], names: readonly string[]): readonly string[] {
  return types.flatMap((type) => names.map((name) => `(${type}).${name}`));
}

/**
 * database/sql and what is used with it. Statements that are prepared in a transaction are closed with it, and are not
 * among these.
 */
export const sqlPairs: readonly Pair[] = [
  // "Rows … If Next is called and returns false and there are no further result sets, the Rows are closed automatically"
  {
    rule: RULE,
    noun: 'result',
    acquire: methodsOf(
      ['database/sql.Conn', 'database/sql.DB', 'database/sql.Stmt', 'database/sql.Tx', 'database/sql/driver.Queryer'],
      ['Query', 'QueryContext'],
    ),
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    endsWhenFalse: ['Next', 'NextResultSet'],
  },
  {
    rule: RULE,
    noun: 'row',
    acquire: methodsOf(
      ['database/sql.Conn', 'database/sql.DB', 'database/sql.Stmt', 'database/sql.Tx'],
      ['QueryRow', 'QueryRowContext'],
    ),
    resource: FIRST,
    error: 'none',
    release: ['Scan'],
    note: 'its connection stays taken',
    noFix: 'what it is scanned into has to be chosen',
  },
  {
    rule: RULE,
    noun: 'statement',
    acquire: methodsOf(['database/sql.Conn', 'database/sql.DB'], ['Prepare', 'PrepareContext']),
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'connection',
    acquire: ['(database/sql.DB).Conn'],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'transaction',
    acquire: methodsOf(['database/sql.Conn', 'database/sql.DB'], ['Begin', 'BeginTx']),
    resource: FIRST,
    error: 'last',
    release: ['Rollback', 'Commit'],
  },
  {
    rule: RULE,
    noun: 'database',
    acquire: ['database/sql.Open', `${SQLX}.Open`, `${SQLX}.Connect`, `${SQLX}.ConnectContext`],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
  },
  {
    rule: RULE,
    noun: 'database',
    acquire: ['database/sql.OpenDB', `${SQLX}.MustConnect`, `${SQLX}.MustOpen`],
    resource: FIRST,
    error: 'none',
    release: ['Close'],
  },
  // sqlx: the same with its own names
  {
    rule: RULE,
    noun: 'result',
    acquire: [
      ...methodsOf(
        ['Conn', 'DB', 'Ext', 'ExtContext', 'NamedStmt', 'Queryer', 'QueryerContext', 'Stmt', 'Tx'].map(
          (type) => `${SQLX}.${type}`,
        ),
        ['NamedQuery', 'NamedQueryContext', 'Query', 'QueryContext', 'Queryx', 'QueryxContext'],
      ),
      `${SQLX}.NamedQuery`,
      `${SQLX}.NamedQueryContext`,
    ],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    // StructScan does not close, but it uses all rows up where nothing fails.
    releasedBy: [`${SQLX}.StructScan#0`],
    endsWhenFalse: ['Next', 'NextResultSet'],
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'statement',
    acquire: methodsOf(
      [`${SQLX}.Conn`, `${SQLX}.DB`],
      ['Prepare', 'PrepareContext', 'PrepareNamed', 'PrepareNamedContext', 'Preparex', 'PreparexContext'],
    ),
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'transaction',
    acquire: methodsOf([`${SQLX}.Conn`, `${SQLX}.DB`], ['Begin', 'BeginTx', 'BeginTxx', 'Beginx']),
    resource: FIRST,
    error: 'last',
    release: ['Rollback', 'Commit'],
    confidence: 'medium',
  },
  // pgx: "Rows are closed automatically … when Next returns false"; no rollback when the context ends
  {
    rule: RULE,
    noun: 'result',
    acquire: methodsOf([`${PGX}.Conn`, `${PGX}.Tx`, `${PGXPOOL}.Conn`, `${PGXPOOL}.Pool`, `${PGXPOOL}.Tx`], ['Query']),
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    releasedBy: ['AppendRows#1', 'CollectExactlyOneRow#0', 'CollectOneRow#0', 'CollectRows#0', 'ForEachRow#0'].map(
      (name) => `${PGX}.${name}`,
    ),
    endsWhenFalse: ['Next'],
    endsOnError: ['Scan', 'Values'],
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'transaction',
    acquire: methodsOf(
      [`${PGX}.Conn`, `${PGX}.Tx`, `${PGXPOOL}.Conn`, `${PGXPOOL}.Pool`, `${PGXPOOL}.Tx`],
      ['Begin', 'BeginTx'],
    ),
    resource: FIRST,
    error: 'last',
    release: ['Rollback', 'Commit'],
    noFix: NEEDS_CONTEXT,
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'batch result',
    acquire: methodsOf(
      [`${PGX}.Conn`, `${PGX}.Tx`, `${PGXPOOL}.Conn`, `${PGXPOOL}.Pool`, `${PGXPOOL}.Tx`],
      ['SendBatch'],
    ),
    resource: FIRST,
    error: 'none',
    release: ['Close'],
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'connection',
    acquire: [`(${PGXPOOL}.Pool).Acquire`],
    resource: FIRST,
    error: 'last',
    release: ['Release', 'Hijack'],
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'connection',
    acquire: [`${PGX}.Connect`, `${PGX}.ConnectConfig`],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    noFix: NEEDS_CONTEXT,
    confidence: 'medium',
  },
  {
    rule: RULE,
    noun: 'pool',
    acquire: [`${PGXPOOL}.New`, `${PGXPOOL}.NewWithConfig`],
    resource: FIRST,
    error: 'last',
    release: ['Close'],
    confidence: 'medium',
  },
];
