import type { Pair } from '../../knowledge/index.js';
import type { Acquisition, Leak } from '../../obligations/index.js';
import type { Judgement } from '../patterns/release.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import { isEndedWithFunction } from '../patterns/sql-cover.js';
import type { Call } from '../../semantic/index.js';
import type { Report, RuleContext } from '../rule.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3005';

/** What a context ends that was given to the call. Statements and connections live on. */
const ENDED_BY_CONTEXT: ReadonlySet<string> = new Set(['result', 'row', 'transaction']);

export const sqlNotClosed = defineRule({
  code: CODE,
  id: 'sql-not-closed',
  title: 'Rows, statement, transaction or connection that is not given back on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    ...releaseKinds,
    'row-not-scanned': 'only Scan gives the connection of a row back',
    'db-per-call': 'a pool of connections is opened for one call and never closed',
  },
  docs: {
    why: `Open rows, transactions and connections each hold a connection of the pool. With \`SetMaxOpenConns\` the service
waits for ever for a free one, without it the connections grow until the server refuses more.`,
    fix: `\`defer rows.Close()\` right after the error check, \`defer tx.Rollback()\` after \`Begin\`: after a commit it does
nothing. Scan each \`Row\`. Open a database once and share it: it is a pool.`,
    limits: `A loop over \`rows.Next()\` that ends because there is no more has closed the rows, and statements that were
prepared in a transaction are closed with it; neither is reported. Rows, and transactions of database/sql, that the end
of the function cancels are a hint. For sqlx and pgx the confidence is medium.`,
    references: ['go:database/sql.Rows', 'go:database/sql.Tx', 'go:database/sql.Row.Scan', 'go:database/sql.Open'],
  },
  triggers: [onAcquire(CODE, check)],
});

function check(context: RuleContext, call: Call, pair: Pair): void {
  const report = (found: Report): void => {
    context.report({ ...found, kind: kindFor(found.kind, pair) });
  };
  const judgeDropped = (about: RuleContext, acquisition: Acquisition): Judgement => judge(about, acquisition);
  const judgeLeak = (about: RuleContext, leak: Leak): Judgement => judge(about, leak.acquisition);
  checkRelease({ ...context, report }, call, pair, { judge: judgeLeak, judgeDropped });
}

function judge({ model }: RuleContext, acquisition: Acquisition): Judgement {
  const isEnded = ENDED_BY_CONTEXT.has(acquisition.pair.noun) && isEndedWithFunction(model, acquisition);
  return isEnded && acquisition.pair.confidence === undefined ? { severity: 'hint' } : {};
}

function kindFor(kind: string, { noun }: Pair): string {
  if (kind !== 'never' && kind !== 'discarded') return kind;
  if (noun === 'row') return 'row-not-scanned';
  return noun === 'database' ? 'db-per-call' : kind;
}
