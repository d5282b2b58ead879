import type { Channel, Operation } from '../../concurrency/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  firstChild,
  isWithin,
  kindOf,
  loopsAround,
  parentOf,
} from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import type { Fix } from '../rule.js';
import { endsLine, lineAfter, lineBefore, ownLine, startsLine } from './lines.js';
import { statementAround } from './statements.js';
import { nameOf } from './unsatisfied-waits.js';

/** Either the fixes that close a channel, or why there are none. */
export type CloseFix = { readonly fixes: readonly Fix[] } | { readonly noFix: string };

/**
 * How a channel that is not closed on every path comes to be: by a deferred close behind the `make`, in place of the
 * only close if there is one, or by a close behind the last send where the function still waits for the goroutines.
 */
export function closeFix(model: FileModel, channel: Channel): CloseFix {
  const { name, owner, operations } = channel;
  const closes = operations.filter(({ kind }) => kind === 'close');
  const sends = operations.filter(({ kind }) => kind === 'send');
  const make = statementAround(model, channel.make);
  if (channel.binding !== 'declared' || !isPlain(model, make))
    return no(`${name} is not made by a statement of its own`);
  if (loopsAround(model, channel.make).length > 0) {
    return no(`${name} is made in a loop: a deferred close would wait for the end of the function`);
  }
  const foreign = sends.find(({ thread }) => thread.startedBy !== 'owner');
  if (foreign !== undefined) return closeInSender(model, channel, sends, closes);
  if (sends.some(({ run, func }) => run !== 'here' || func !== owner)) {
    return no(`a function inside ${nameOf(model, owner)} sends on ${name}: its last send has to be found by hand`);
  }
  return closes.length > 0 ? deferTheClose(model, channel, make, closes) : addClose(model, channel, make, sends);
}

/** The same for a channel that only says that something is over: there has to be a close, and it becomes a deferred one. */
export function deferCloseFix(model: FileModel, channel: Channel): CloseFix {
  const { name, operations } = channel;
  const closes = operations.filter(({ kind }) => kind === 'close');
  if (closes.length === 0) return no(`${name} is never closed: what else ends the wait has to be done on every path`);
  const threads = new Set(closes.map(({ thread }) => thread));
  const [thread] = threads;
  if (threads.size !== 1 || thread === undefined) return no(`${name} is closed in several places`);
  return thread.startedBy === 'owner' ? closeFix(model, channel) : closeInSender(model, channel, closes, closes);
}

/** A single goroutine that sends, and is a literal started once, closes when it returns. */
function closeInSender(
  model: FileModel,
  { name, operations }: Channel,
  sends: readonly Operation[],
  closes: readonly Operation[],
): CloseFix {
  const threads = new Set(sends.map(({ thread }) => thread));
  const [thread] = threads;
  const others = `${name} is used by several goroutines: close it once when all of them are done`;
  if (threads.size !== 1 || thread === undefined || thread.loops.length > 0) return no(others);
  if (operations.some(({ kind, thread: other }) => kind === 'send' && other.starter === thread)) return no(others);
  const { body } = thread;
  if (body?.kind !== 'literal' || sends.some(({ func }) => func !== body)) {
    return no(`${name} is sent on in a function of its own, which would have to close it`);
  }
  const own = closes.filter(({ func, run }) => func === body && run === 'here');
  if (closes.length > 1 || own.length !== closes.length) return no(`${name} is closed in several places`);
  const first = firstStatement(model, body);
  const inserted = first === NO_NODE ? undefined : lineBefore(model, first, `defer close(${name})`);
  if (inserted === undefined) return no('the goroutine stands on one line');
  const [close] = own;
  const removed = close === undefined ? [] : removeLine(model, statementAround(model, close.node));
  if (removed === undefined) return no(`something stands behind the close of ${name}`);
  return fix(`Close ${name} when the goroutine returns`, [inserted, ...removed]);
}

/** The only close goes, and a deferred one comes behind the make. */
function deferTheClose(
  model: FileModel,
  { name, owner }: Channel,
  make: NodeId,
  closes: readonly Operation[],
): CloseFix {
  const [close, ...others] = closes;
  if (close === undefined || others.length > 0) return no(`${name} is closed in several places`);
  if (close.func !== owner || close.thread.startedBy !== 'owner') {
    return no(`${name} is closed in a function of its own: only there it is known when it may be`);
  }
  const statement = statementAround(model, close.node);
  if (loopsAround(model, close.node).length > 0) return no(`${name} is closed in a loop`);
  if (close.run === 'here' && relies(model, owner, statement)) {
    return no(`what comes behind the close of ${name} needs it: a deferred close would come too late`);
  }
  const removed = removeLine(model, statement);
  if (removed === undefined) return no(`the close of ${name} shares its line with something else`);
  return fix(`Close ${name} on every path: defer close(${name})`, [
    lineAfter(model, make, `defer close(${name})`),
    ...removed,
  ]);
}

/** There is no close yet. */
function addClose(model: FileModel, { name, owner }: Channel, make: NodeId, sends: readonly Operation[]): CloseFix {
  if (!waitsBehind(model, owner, make)) {
    return fix(`Close ${name} when ${nameOf(model, owner)} returns: defer close(${name})`, [
      lineAfter(model, make, `defer close(${name})`),
    ]);
  }
  const last = sends.map(({ node }) => inListOf(model, make, node)).reduce((a, b) => (a > b ? a : b), NO_NODE);
  const isAll = sends.every(({ node }) => inListOf(model, make, node) !== NO_NODE);
  if (last === NO_NODE || !isAll || !endsLine(model, last)) {
    return no(`${nameOf(model, owner)} waits before it returns: ${name} has to be closed before, behind its last send`);
  }
  if (isLeftBetween(model, owner, make, last)) {
    return no(`${nameOf(model, owner)} can return between the sends: each return would have to close ${name}`);
  }
  return fix(`Close ${name} behind the last send`, [lineAfter(model, last, `close(${name})`)]);
}

function no(reason: string): CloseFix {
  return { noFix: reason };
}

function fix(title: string, edits: readonly (Edit | undefined)[]): CloseFix {
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length < edits.length) return no('it does not stand on lines of its own');
  return { fixes: [{ title, kind: 'review', edits: known }] };
}

/** True for `ch := make(…)` and `var ch = make(…)` on lines of their own. */
function isPlain(model: FileModel, statement: NodeId): boolean {
  const kind = kindOf(model.ast, statement);
  const isKnown = kind === Kind.short_var_declaration || kind === Kind.var_declaration;
  const isInList = kindOf(model.ast, parentOf(model.ast, statement)) === Kind.statement_list;
  return isKnown && isInList && startsLine(model, statement) && endsLine(model, statement);
}

/** True if the function's own code behind `node` receives, waits or sends before it returns. */
function waitsBehind(model: FileModel, func: FuncInfo, node: NodeId): boolean {
  return hasOwn(model, func, afterOf(model.ast, node), (at) => isWait(model, at));
}

/** True if something other than a plain return comes behind the statement. */
function relies(model: FileModel, func: FuncInfo, statement: NodeId): boolean {
  return hasOwn(model, func, afterOf(model.ast, statement), (at) => {
    const kind = kindOf(model.ast, at);
    return isWait(model, at) || kind === Kind.call_expression || kind === Kind.send_statement;
  });
}

function isWait(model: FileModel, node: NodeId): boolean {
  const { ast } = model;
  switch (kindOf(ast, node)) {
    case Kind.unary_expression:
      return ast.op[node] === Op.receive;
    case Kind.select_statement:
      return true;
    case Kind.range_clause:
      return model.typeOf(childIn(ast, node, Field.right)).tag === 'chan';
    case Kind.call_expression:
      return /\.Wait$/.test(model.textOf(model.callAt(node).callee));
    default:
      return false;
  }
}

/** True if a node of the function from `from` on is such a one; those of function literals are not its own. */
function hasOwn(model: FileModel, func: FuncInfo, from: NodeId, is: (node: NodeId) => boolean): boolean {
  const end = afterOf(model.ast, func.body);
  for (let at = from; at < end; at = (at + 1) as NodeId) {
    if (kindOf(model.ast, at) === Kind.func_literal) at = (afterOf(model.ast, at) - 1) as NodeId;
    else if (is(at)) return true;
  }
  return false;
}

function isLeftBetween(model: FileModel, func: FuncInfo, from: NodeId, to: NodeId): boolean {
  const end = afterOf(model.ast, to);
  const isReturn = (at: NodeId): boolean => at < end && kindOf(model.ast, at) === Kind.return_statement;
  return hasOwn(model, func, afterOf(model.ast, from), isReturn);
}

/** The statement of the list that `make` is in which holds the node; `NO_NODE` if the list does not. */
function inListOf(model: FileModel, make: NodeId, node: NodeId): NodeId {
  const list = parentOf(model.ast, make);
  if (!isWithin(model.ast, node, list)) return NO_NODE;
  let at = node;
  while (parentOf(model.ast, at) !== list) at = parentOf(model.ast, at);
  return at;
}

function firstStatement(model: FileModel, { body }: FuncInfo): NodeId {
  const list = firstChild(model.ast, body);
  if (list === NO_NODE) return NO_NODE;
  return kindOf(model.ast, list) === Kind.statement_list ? firstChild(model.ast, list) : list;
}

/** The edits that take a line away, unless a comment would go with it. */
function removeLine(model: FileModel, statement: NodeId): Edit[] | undefined {
  const line = ownLine(model, statement);
  return line === undefined || line.comment !== '' ? undefined : [{ start: line.start, end: line.end, newText: '' }];
}
