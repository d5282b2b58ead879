import type { FuncInfo } from '../../semantic/index.js';
import { misusesIn } from '../patterns/pool-misuse.js';
import { resetAfterGet, resetBeforePut } from '../patterns/pool-reset-fix.js';
import type { KnownSite } from '../patterns/pool-sites.js';
import { objectName, poolSitesIn } from '../patterns/pool-sites.js';
import { letGoBeforePut } from '../patterns/pool-stale-fix.js';
import { staleParts } from '../patterns/pool-stale.js';
import { describeDirtyPut, describeStalePut, origin, sibling } from '../patterns/pool-text.js';
import { isDeviating } from '../patterns/pool-verdict.js';
import type { RuleConfidence, RuleContext } from '../rule.js';
import { defineRule, onFunction } from '../rule.js';

export const poolPutWithoutReset = defineRule({
  code: 'GL4010',
  id: 'pool-put-without-reset',
  title: 'Pooled object keeps its contents when it goes back to the pool',
  family: 'runtime',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    buffer: 'a bytes.Buffer, strings.Builder or bufio type goes back with what was written to it',
    slice: 'a slice that is appended to goes back at its full length',
    map: 'a map goes back with its entries',
    struct: 'a struct goes back with slices, maps or buffers in it that the package makes grow',
    partial: 'a reset leaves out one of the parts that grow',
    get: 'the other users of the pool reset what they get, this one does not',
    stale: 'pointers stay in the object, and what they lead to lives until they are overwritten',
    bound: 'a reader or writer keeps what it was reset to until the next Get resets it',
  },
  docs: {
    why: `sync.Pool keeps what Put is given as it is, and the next Get may return that very object. If neither the Put
nor the Get resets it, contents add up from use to use: a buffer grows for as long as it is in circulation, pointers in
it keep dead objects alive, and what one caller wrote reaches the next.`,
    fix: `Reset the object before every Put, or after every Get; one of the two is enough if all users of the pool keep
to it. What must not live longer is let go before the Put: a pointer is set to nil, a slice is cleared before it is cut,
a reader is reset to nil.`,
    limits: `The unit is the pool: where all its Puts or all its Gets reset, there is no more than a hint at pointers
that stay in the object. A struct counts as reset
when all the slices, maps and buffers of it are that the package appends to, fills or writes to. Nothing is said of
exported pools, of pools that are handed to other functions, of objects of unknown types, of arrays, numbers and hashes,
whose users overwrite them, and of slices that are never appended to. Objects in fields are not followed from function
to function.`,
    references: ['go:sync.Pool', 'https://go.dev/issue/23199'],
  },
  triggers: [onFunction(check)],
});

function check(context: RuleContext, func: FuncInfo): void {
  const sites = poolSitesIn(context, func);
  if (sites.length === 0) return;
  // A reset that comes too late is another finding.
  const late = misusesIn(context, func).filter(({ kind }) => kind === 'reset-after-put');
  if (late.length > 0) return;
  for (const known of sites) {
    if (!isDeviating(known)) reportStale(context, func, known);
    else if (known.site.fact.does === 'put') reportPut(context, func, known);
    else reportGet(context, known);
  }
}

/** The protocol is sound: what stays is not met by the next user, but it lives on. */
function reportStale(context: RuleContext, func: FuncInfo, known: KnownSite): void {
  const { model, facts } = context;
  const parts = staleParts(facts, known);
  if (parts.length === 0) return;
  context.report({
    at: model.spanOf(known.site.call.callee),
    kind: parts.some(({ what }) => what === 'stream') ? 'bound' : 'stale',
    severity: 'hint',
    message: describeStalePut(model, known, parts),
    related: origin(context, func, known.site),
    ...letGoBeforePut(context, known, parts),
  });
}

function reportPut(context: RuleContext, func: FuncInfo, { site, protocol, judged }: KnownSite): void {
  const { model } = context;
  const other = sibling(model, protocol.puts);
  context.report({
    at: model.spanOf(site.call.callee),
    kind: kindOf({ site, protocol, judged }),
    message: describeDirtyPut(model, site, protocol, judged) + other.text,
    confidence: confidenceOf({ site, protocol, judged }),
    related: [...origin(context, func, site), ...other.related],
    ...resetBeforePut(context, func, site, protocol),
  });
}

function reportGet(context: RuleContext, { site, protocol }: KnownSite): void {
  const { model } = context;
  const other = sibling(model, protocol.gets);
  context.report({
    at: model.spanOf(site.call.callee),
    kind: 'get',
    message: `${objectName(model, site)} is used as ${protocol.name} gives it: it may hold what its last user left${other.text}`,
    confidence: 'medium',
    related: other.related,
    ...resetAfterGet(context, site, protocol),
  });
}

function kindOf({ protocol: { element }, judged }: KnownSite): string {
  if (element.kind === 'stream') return 'buffer';
  return element.kind === 'struct' && judged.left.length > 0 ? 'partial' : element.kind;
}

/** A field that no code ever empties grows for certain; one that some code empties may be emptied in time. */
function confidenceOf({ protocol: { element }, judged }: KnownSite): RuleConfidence {
  if (element.kind === 'stream') return 'medium';
  if (element.kind !== 'struct') return 'high';
  const left = judged.left.length > 0 ? judged.left : element.growing;
  return left.some(({ isNeverCut }) => isNeverCut) ? 'high' : 'medium';
}
