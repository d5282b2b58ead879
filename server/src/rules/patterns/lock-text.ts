import type { DoubleLock, KeptLock, LockLeak, LockSite, MixedUp } from '../../obligations/index.js';
import type { FileModel } from '../../semantic/index.js';
import { Kind, NO_NODE, kindOf } from '../../semantic/index.js';
import type { Span } from '../../text/index.js';
import type { Related } from '../rule.js';
import { lineAt } from './lines.js';
import type { LockKind } from './lock-kinds.js';

/** More ways than that are not listed; the first is the shortest. */
const MAX_WAYS = 5;

/** What is wrong: `c.mu is not unlocked on the path through line 42`. */
export function describeLockLeak(model: FileModel, leak: LockLeak, kind: LockKind): string {
  const { site, fn, kept } = leak;
  const name = site.lock.text;
  const [first] = kept;
  const line = first === undefined ? 0 : lineOf(model, leak, first);
  if (kind === 'never') return `${name} is never unlocked: ${fn.func.name} returns at line ${line} without it`;
  const way = `${name} is not unlocked on the path through line ${line}`;
  return kind === 'loop' ? `${way} to the next iteration` : way;
}

/** Where it is locked and where it is kept, in the order in which they run. */
export function placesOfLockLeak(model: FileModel, leak: LockLeak): readonly Related[] {
  const { text } = leak.site.lock;
  const ways = leak.kept.slice(0, MAX_WAYS).map((kept) => ({
    at: spanOf(model, leak, kept),
    message:
      kept.how === 'returns'
        ? `returns here, and ${text} is still locked`
        : `the next iteration begins behind this, and ${text} is still locked`,
  }));
  return [lockedHere(model, leak.site), ...ways];
}

/** What is wrong: `v.mu is locked at line 30 and locked again by v.Len: this waits for ever`. */
export function describeDoubleLock(model: FileModel, { first, second }: DoubleLock): string {
  const line = lineAt(model, model.spanOf(first.node).start);
  const how = first.mode === 'read' && second.mode === 'write' ? 'read-locked' : 'locked';
  const who = second.by === undefined ? 'here' : `by ${second.by}`;
  const when = second.when === 'defer' ? ', which runs before it is unlocked' : '';
  return `${first.lock.text} is ${how} at line ${line} and locked again ${who}${when}: this waits for ever`;
}

/** What is wrong with `defer c.mu.Lock()`. */
export function describeDeferredLock(model: FileModel, { first, second }: DoubleLock): string {
  const call = model.textOf(second.node);
  const line = lineAt(model, model.spanOf(first.node).start);
  return `defer ${call} locks again what is locked at line ${line}: the function never returns, Unlock is meant`;
}

/** Where it is locked for the first time. */
export function placesOfDoubleLock(model: FileModel, { first }: DoubleLock): readonly Related[] {
  return [lockedHere(model, first)];
}

/** What is wrong: `c.rw is locked by RLock and released by Unlock at line 42, which ends the process`. */
export function describeMixedUp(model: FileModel, { site, release }: MixedUp): string {
  const line = lineAt(model, model.spanOf(release.node).start);
  const [taken, released] = site.mode === 'read' ? ['RLock', 'Unlock'] : ['Lock', 'RUnlock'];
  return `${site.lock.text} is locked by ${taken} and released by ${released} at line ${line}, which ends the process`;
}

/** Where it is locked and where the other half is released. */
export function placesOfMixedUp(model: FileModel, { site, release }: MixedUp): readonly Related[] {
  return [
    lockedHere(model, site),
    { at: model.spanOf(release.node), message: `releases the other half of ${site.lock.text}` },
  ];
}

function lockedHere(model: FileModel, { node, lock }: LockSite): Related {
  return { at: model.spanOf(node), message: `${lock.text} is locked here` };
}

function lineOf(model: FileModel, leak: LockLeak, kept: KeptLock): number {
  // Where the function ends without a return, the last statement says more than its brace.
  const { start } = kept.node === NO_NODE ? spanOf(model, leak, kept) : model.spanOf(kept.node);
  return lineAt(model, start);
}

/** The statement by which it is kept; the closing brace where the function ends without a return. */
function spanOf(model: FileModel, { fn }: LockLeak, { how, node }: KeptLock): Span {
  const isReturn = node !== NO_NODE && kindOf(model.ast, node) === Kind.return_statement;
  if (node !== NO_NODE && (how === 'again' || isReturn)) {
    const { start, end } = model.spanOf(node);
    const lineEnd = model.text.indexOf('\n', start);
    return { start, end: lineEnd < 0 || lineEnd > end ? end : lineEnd };
  }
  const { end } = model.spanOf(fn.func.body);
  return { start: end - 1, end };
}
