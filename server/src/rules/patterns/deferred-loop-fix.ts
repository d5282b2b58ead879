import type { FileModel, NodeId } from '../../semantic/index.js';
import { Kind, NO_NODE, afterOf, isWithin, kindOf } from '../../semantic/index.js';
import type { Span } from '../../text/index.js';
import type { Fix, Report, RuleContext } from '../rule.js';
import type { RepeatedDefer } from './deferred-loop.js';
import { listOf, statementsFrom } from './deferred-loop.js';
import { endsLine, indentationAt, lineAfter, lineEndAt, ownLine, startsLine } from './lines.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

const LEAVING: ReadonlySet<Kind> = new Set([
  Kind.return_statement,
  Kind.break_statement,
  Kind.continue_statement,
  Kind.goto_statement,
  Kind.labeled_statement,
]);

/** What can be done about a deferred call in a loop: a function for each iteration, or the call at the end of it. */
export function repeatedDeferFix(context: RuleContext, repeated: RepeatedDefer): Cure {
  const own = ownFunctionFix(context, repeated);
  const fixes = [...(own.fixes ?? []), ...endOfBodyFix(context, repeated)];
  return fixes.length > 0 ? { fixes } : own;
}

/** Puts the rest of the iteration, from the first statement about the resource on, into a function that is called at once. */
function ownFunctionFix(context: RuleContext, repeated: RepeatedDefer): Cure {
  const { model } = context;
  const statements = listOf(context, repeated.loop);
  const at = statements.indexOf(repeated.statement);
  if (at < 0) return { noFix: 'the deferred call stands inside another statement of the loop' };
  const first = firstAbout(model, statements.slice(0, at), repeated);
  const wrapped = statementsFrom(statements, first);
  const last = wrapped.at(-1) ?? first;
  if (wrapped.some((statement) => leaves(model, statement))) {
    return { noFix: 'the iteration is left by a return, break or continue, which a function of its own would change' };
  }
  if (!startsLine(model, first) || !endsLine(model, last)) return { noFix: 'the line holds more than the statement' };
  const { start } = model.spanOf(first);
  const { end } = model.spanOf(last);
  const lineEnd = lineEndAt(model.text, start);
  const indentation = indentationAt(model.text, start);
  if (wrapped.some((statement) => hasLongText(model, statement)))
    return { noFix: 'a raw string would get other blanks' };
  const body = model.text
    .slice(start, end)
    .split(/\r?\n/u)
    .map((line) => (line === '' ? line : `\t${line}`))
    .join(lineEnd);
  const newText = `func() {${lineEnd}${indentation}${body}${lineEnd}${indentation}}()`;
  return {
    fixes: [{ title: 'Give each iteration a function of its own', kind: 'review', edits: [{ start, end, newText }] }],
  };
}

/** True for a raw string of several lines. */
function hasLongText(model: FileModel, statement: NodeId): boolean {
  for (let node = statement; node < afterOf(model.ast, statement); node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) === Kind.raw_string_literal && model.textOf(node).includes('\n')) return true;
  }
  return false;
}

/**
 * The call itself as last statement of the body, where every iteration that comes to the defer statement ends there.
 * Only a panic tells the two apart.
 */
function endOfBodyFix(context: RuleContext, { loop, statement, call }: RepeatedDefer): readonly Fix[] {
  const { model } = context;
  const statements = statementsFrom(listOf(context, loop), statement);
  const last = statements.at(-1);
  if (last === undefined || statements.some((one) => leaves(model, one) || panics(model, one))) return [];
  if (!isSteady(model, call.node, statement, last) || !startsLine(model, statement) || !endsLine(model, last))
    return [];
  const line = ownLine(model, statement);
  if (line === undefined) return [];
  const code = model.textOf(call.node);
  const title = `Call ${code.replace(/\s+/gu, ' ')} at the end of the iteration`;
  const { start } = model.spanOf(statement);
  if (last === statement) {
    return [{ title, kind: 'review', edits: [{ start, end: model.spanOf(call.node).start, newText: '' }] }];
  }
  const behind = lineAfter(model, last, line.comment === '' ? code : `${code} ${line.comment}`);
  return behind === undefined ? [] : [{ title, kind: 'review', edits: [{ ...spanOf(line), newText: '' }, behind] }];
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** True if the call means the same behind the last statement: nothing it names gets another value, or is hidden, until then. */
function isSteady(model: FileModel, call: NodeId, statement: NodeId, last: NodeId): boolean {
  const { ast } = model;
  const between = (node: NodeId): boolean => node >= afterOf(ast, statement) && node < afterOf(ast, last);
  for (let node = call; node < afterOf(ast, call); node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    // What a literal or an inner call does may depend on when it runs, and recover works in deferred functions only.
    if (kind === Kind.func_literal || kind === Kind.unary_expression || kind === Kind.index_expression) return false;
    if (kind === Kind.call_expression && node !== call) return false;
    const symbol = kind === Kind.identifier ? model.symbolAt(node) : undefined;
    if (symbol === undefined) continue;
    if (model.referencesOf(symbol.id).some((use) => use.access !== 'read' && between(use.node))) return false;
    const isHidden = model.bindings.symbols.some(
      ({ id, name, declaration }) => id !== symbol.id && name === symbol.name && between(declaration),
    );
    if (isHidden) return false;
  }
  return true;
}

/** True if the statement ends with a call that does not return. */
function panics(model: FileModel, statement: NodeId): boolean {
  return /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)\w*|runtime\.Goexit)\(/u.test(model.textOf(statement));
}

/** The first statement of the iteration that declares something which the deferred call uses; the defer itself if none does. */
function firstAbout(model: FileModel, before: readonly NodeId[], { statement }: RepeatedDefer): NodeId {
  const used = new Set<number>();
  for (let node = statement; node < afterOf(model.ast, statement); node = (node + 1) as NodeId) {
    const symbol = kindOf(model.ast, node) === Kind.identifier ? model.symbolAt(node) : undefined;
    if (symbol !== undefined && symbol.declaration !== NO_NODE) used.add(symbol.declaration);
  }
  return before.find((one) => [...used].some((name) => isWithin(model.ast, name as NodeId, one))) ?? statement;
}

function leaves(model: FileModel, statement: NodeId): boolean {
  const end = afterOf(model.ast, statement);
  for (let node = statement; node < end; node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) === Kind.func_literal) node = (afterOf(model.ast, node) - 1) as NodeId;
    else if (LEAVING.has(kindOf(model.ast, node))) return true;
  }
  return false;
}
