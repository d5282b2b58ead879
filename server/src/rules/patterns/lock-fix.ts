import { heldBefore } from '../../facts/index.js';
import type { DoubleLock, LockEvent, LockLeak, LockSite, MixedUp } from '../../obligations/index.js';
import { lockEventsOf, stepsOf } from '../../obligations/index.js';
import type { FileModel, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  firstChild,
  isInLoop,
  kindOf,
  parentOf,
} from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import type { Fix, Report } from '../rule.js';
import { lineAfter, lineBefore, ownLine } from './lines.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

/** `defer mu.Lock()` becomes `defer mu.Unlock()`, where nothing else unlocks it. */
export function deferLockFix(model: FileModel, { second, first }: DoubleLock): Cure {
  const edit = renamed(model, second.node, first.mode === 'write' ? 'Unlock' : 'RUnlock');
  const title = `defer ${first.lock.text}.${edit.newText}()`;
  return { fixes: [{ title, kind: 'safe', edits: [edit] }] };
}

/** The releases get the name that belongs to the lock. */
export function mixedUpFix(model: FileModel, { fn, site }: MixedUp): Cure {
  const others = lockEventsOf(fn, site.lock).filter(({ does, mode }) => does === 'release' && mode !== site.mode);
  const isPlain = others.every(({ by, when }) => by === undefined && when !== 'value');
  if (!isPlain) return { noFix: 'another function releases it' };
  const name = site.mode === 'write' ? 'Unlock' : 'RUnlock';
  return {
    fixes: [{ title: `release by ${name}`, kind: 'safe', edits: others.map(({ node }) => renamed(model, node, name)) }],
  };
}

/** Another name for the method that a call calls. */
function renamed(model: FileModel, call: NodeId, name: string): Edit {
  const field = childIn(model.ast, model.callAt(call).callee, Field.field);
  const { start, end } = model.spanOf(field);
  return { start, end, newText: name };
}

/** The unlock is deferred, or comes before the ways out that forget it. */
export function lockLeakFix(model: FileModel, leak: LockLeak): Cure {
  const { site, releases } = leak;
  if (site.by !== undefined || site.does === 'try') return { noFix: 'another function takes the lock' };
  const code = `${site.lock.text}.${site.mode === 'write' ? 'Unlock' : 'RUnlock'}()`;
  if (releases.length === 0) return deferred(model, leak, code) ?? { noFix: 'it is taken inside a block' };
  const fix = deferred(model, leak, code)?.fixes ?? early(model, leak, code);
  return fix === undefined ? { noFix: 'the ways out cannot be told apart by lines' } : { fixes: fix };
}

/** `defer` right after the lock, in place of the unlocks, each of which is the last that happens before a way out. */
function deferred(model: FileModel, { fn, site, releases, events }: LockLeak, code: string): Cure | undefined {
  const { ast } = model;
  const statement = statementOf(model, site.node);
  const isOwnLevel = parentOf(ast, parentOf(ast, statement)) === fn.func.body;
  const takes = events.filter(({ does, mode }) => does === 'take' && mode === site.mode);
  if (!isOwnLevel || isInLoop(model, site.node) || takes.length > 1) return undefined;
  if (!releases.every((release) => isLast(model, release, fn.func.body))) return undefined;
  const lines = releases.map(({ node }) => ownLine(model, statementOf(model, node)));
  const added = lineAfter(model, statement, `defer ${code}`);
  if (added === undefined || lines.some((line) => line === undefined || line.comment !== '')) return undefined;
  const removed = lines.flatMap((line) =>
    line === undefined ? [] : [{ start: line.start, end: line.end, newText: '' }],
  );
  // What is deferred holds the lock while the results are made: calls among them may want it.
  const hasCalls = releases.some(({ node }) => waitsIn(model, nextOf(model, statementOf(model, node))));
  if (hasCalls) return undefined;
  const kind = releases.length > 0 ? 'safe' : 'review';
  return { fixes: [{ title: `defer ${code}`, kind, edits: [added, ...removed].sort((a, b) => a.start - b.start) }] };
}

/** A plain `mu.Unlock()` directly before a return, or at the end of the function. */
function isLast(model: FileModel, { node, when, by }: LockEvent, body: NodeId): boolean {
  const statement = statementOf(model, node);
  if (when !== 'call' || by !== undefined || kindOf(model.ast, statement) !== Kind.expression_statement) return false;
  const next = nextOf(model, statement);
  if (next !== NO_NODE) return kindOf(model.ast, next) === Kind.return_statement;
  return parentOf(model.ast, parentOf(model.ast, statement)) === body;
}

/** The unlock on a line of its own before each way out; only where the lock is held there on every path. */
function early(model: FileModel, { fn, site, kept, events }: LockLeak, code: string): readonly Fix[] | undefined {
  const held = heldBefore(fn.cfg, stepsOf(events, site.mode, 'counts'));
  const isHeld = (at: NodeId): boolean => {
    const point = fn.cfg.pointOf(at);
    const states = point === undefined ? undefined : held.get(point);
    // A second time round it was held already.
    return states?.has('taken') === true && [...states].every((one) => one === 'taken' || one === 'settled');
  };
  const exits = [...new Set(kept.map(({ node }) => node))];
  const edits = exits.map((exit) =>
    isWayOut(model, exit) && isHeld(exit) ? lineBefore(model, exit, code) : undefined,
  );
  const all = edits.flatMap((edit) => edit ?? []);
  if (all.length < exits.length || isDeferredSomewhere(events, site)) return undefined;
  const isQuiet = exits.every((exit) => isQuietReturn(model, exit));
  const title = `${code} before ${exits.length === 1 ? 'this way out' : `these ${exits.length} ways out`}`;
  return [{ title, kind: isQuiet ? 'safe' : 'review', edits: all.sort((a, b) => a.start - b.start) }];
}

function isDeferredSomewhere(events: readonly LockEvent[], { mode }: LockSite): boolean {
  return events.some(
    (event) => event.does === 'hand-on' || (event.does === 'release' && event.mode === mode && event.when !== 'call'),
  );
}

const WAYS_OUT: ReadonlySet<Kind> = new Set([Kind.return_statement, Kind.continue_statement, Kind.break_statement]);

function isWayOut(model: FileModel, node: NodeId): boolean {
  return node !== NO_NODE && WAYS_OUT.has(kindOf(model.ast, node));
}

/** True for a return (or jump, or the end) that reads nothing but constants and variables of the function. */
function isQuietReturn(model: FileModel, node: NodeId): boolean {
  if (node === NO_NODE || kindOf(model.ast, node) !== Kind.return_statement) return true;
  const list = firstChild(model.ast, node);
  if (list === NO_NODE) return true;
  const values = kindOf(model.ast, list) === Kind.expression_list ? childrenOf(model.ast, list) : [list];
  return values.every((value) => QUIET.has(kindOf(model.ast, model.unparenthesized(value))));
}

const QUIET: ReadonlySet<Kind> = new Set([
  Kind.nil,
  Kind.true,
  Kind.false,
  Kind.identifier,
  Kind.int_literal,
  Kind.interpreted_string_literal,
]);

/** True if a statement calls or waits for somebody. */
function waitsIn(model: FileModel, statement: NodeId): boolean {
  if (statement === NO_NODE) return false;
  if (model.callsIn(statement).length > 0) return true;
  return model.textOf(statement).includes('<-');
}

function statementOf(model: FileModel, call: NodeId): NodeId {
  return parentOf(model.ast, model.parenthesized(call));
}

/** The statement behind one in its list; `NO_NODE` for the last. */
function nextOf(model: FileModel, statement: NodeId): NodeId {
  const siblings = childrenOf(model.ast, parentOf(model.ast, statement));
  return siblings[siblings.indexOf(statement) + 1] ?? NO_NODE;
}
