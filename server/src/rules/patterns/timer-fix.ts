import type { Call, FileModel, NodeId, Use } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  contextOf,
  firstChild,
  isInLoop,
  isWithin,
  kindOf,
  parentOf,
  selectCaseOf,
  usesOf,
} from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import type { Report } from '../rule.js';
import { durationOf } from './durations.js';
import { endsLine, indentationAt, lineAfter, lineEndAt, startsLine } from './lines.js';
import { statementOf } from './release-fix.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

const MAKE_TICKER = 'Make a ticker and stop it';

/** A ticker that is stopped when the function returns, for the channel that `time.Tick` gives. */
export function tickFix(model: FileModel, call: Call): Cure {
  if (isInLoop(model, call.node)) return { noFix: 'in a loop, a deferred call would wait until the function returns' };
  const given = contextOf(model, call.node);
  if (given.does === 'range') return rangeFix(model, call, given.loop);
  if (given.does !== 'alias') return { noFix: 'the channel has no variable of its own' };
  const statement = statementOf(model, call.node);
  if (kindOf(model.ast, statement) !== Kind.short_var_declaration)
    return { noFix: 'its variable is not declared by :=' };
  const uses = usesOf(model, given.symbol).filter(({ what }) => what.does !== 'declared');
  if (!uses.every((use) => isReceived(use) && use.func === model.funcAt(call.node)?.id)) {
    return { noFix: 'the channel is more than received from in this function' };
  }
  const stop = lineAfter(model, statement, `defer ${model.symbol(given.symbol)?.name ?? '_'}.Stop()`);
  if (stop === undefined) return { noFix: 'the line holds more than the statement' };
  const fields = uses.map(({ node }) => {
    const { end } = model.spanOf(node);
    return { start: end, end, newText: '.C' };
  });
  const edits = [renamed(model, call), stop, ...fields].sort((a, b) => a.start - b.start);
  return { fixes: [{ title: MAKE_TICKER, kind: kindFor(model, call), edits }] };
}

function isReceived({ what, path }: Use): boolean {
  return path.length === 0 && (what.does === 'receive' || what.does === 'range');
}

/** `for range time.Tick(d)`: the ticker gets a line before the loop. */
function rangeFix(model: FileModel, call: Call, loop: NodeId): Cure {
  const name = freeName(model, call.node, ['ticker', 'ticks']);
  const before = beforeLoop(model, loop);
  if (name === undefined || before === undefined) return { noFix: 'no line before the loop can hold the ticker' };
  const { start, end } = model.spanOf(call.node);
  const make = model.text.slice(start, end).replace(model.textOf(call.callee), renamed(model, call).newText);
  const edits = [before([`${name} := ${make}`, `defer ${name}.Stop()`]), { start, end, newText: `${name}.C` }];
  return { fixes: [{ title: MAKE_TICKER, kind: kindFor(model, call), edits }] };
}

/** `time.Tick` gives nil for what is not positive, where `time.NewTicker` panics. */
function kindFor(model: FileModel, call: Call): 'safe' | 'review' {
  const duration = call.args[0] === undefined ? undefined : durationOf(model, call.args[0]);
  return duration !== undefined && duration > 0 ? 'safe' : 'review';
}

function renamed(model: FileModel, call: Call): Edit {
  const { start, end } = model.spanOf(call.callee);
  return { start, end, newText: model.textOf(call.callee).replace(/Tick$/u, 'NewTicker') };
}

/**
 * One timer for all iterations: made before the loop, stopped when the function returns, and started again before each
 * `select`. What fired in between is taken out of the channel, as is needed where timers are kept.
 */
export function oneTimerFix(model: FileModel, call: Call, receive: NodeId, loop: NodeId): Cure {
  const { ast } = model;
  const duration = call.args[0] ?? NO_NODE;
  const select = selectCaseOf(model, receive)?.select ?? NO_NODE;
  const list = select === NO_NODE ? NO_NODE : parentOf(ast, select);
  const isDirect = list !== NO_NODE && parentOf(ast, list) === childIn(ast, loop, Field.body);
  if (!isDirect || kindOf(ast, list) !== Kind.statement_list || !startsLine(model, select)) {
    return { noFix: 'the select stands inside another statement of the loop' };
  }
  if (isInLoop(model, loop)) return { noFix: 'the loop runs in another one, where a deferred Stop would wait' };
  if (duration === NO_NODE || !isSteady(model, duration, loop)) return { noFix: 'the duration may change in the loop' };
  const name = freeName(model, receive, ['timer', 'timeout', 'expiry']);
  const before = beforeLoop(model, loop);
  const { start, end } = model.spanOf(firstChild(ast, receive));
  const pkg = model.textOf(childIn(ast, call.callee, Field.operand));
  if (name === undefined || before === undefined || pkg === '') {
    return { noFix: 'no line before the loop can hold the timer' };
  }
  const length = model.textOf(duration);
  const edits = [
    before([`${name} := ${pkg}.NewTimer(${length})`, `defer ${name}.Stop()`]),
    linesAt(model, select, [...drained(name), `${name}.Reset(${length})`]),
    { start, end, newText: `${name}.C` },
  ];
  return { fixes: [{ title: 'Use one timer for all iterations', kind: 'review', edits }] };
}

function drained(name: string): readonly string[] {
  return [`if !${name}.Stop() {`, '\tselect {', `\tcase <-${name}.C:`, '\tdefault:', '\t}', '}'];
}

/** True for constants, variables and fields that nothing in the loop declares or assigns. */
function isSteady(model: FileModel, expression: NodeId, loop: NodeId): boolean {
  const { ast } = model;
  for (let node = expression; node < afterOf(ast, expression); node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.call_expression || kind === Kind.unary_expression || kind === Kind.index_expression) return false;
    const symbol = kind === Kind.identifier ? model.symbolAt(node) : undefined;
    if (symbol === undefined) continue;
    const changes = model.referencesOf(symbol.id).some((use) => use.access !== 'read' && isWithin(ast, use.node, loop));
    if (changes) return false;
  }
  return !isFieldWritten(model, expression, loop);
}

/** True if the loop may assign to a field of a name that the expression reads. */
function isFieldWritten(model: FileModel, expression: NodeId, loop: NodeId): boolean {
  const fields = model.textOf(expression).matchAll(/\.\s*(\w+)/gu);
  const body = model.textOf(loop);
  return [...fields].some(([, field = '']) => new RegExp(`\\.${field}\\s*[-+*/%&|^<>]*=[^=]`, 'u').test(body));
}

/** What puts lines before a loop, and before its label; `undefined` where it has no line of its own to begin with. */
function beforeLoop(model: FileModel, loop: NodeId): ((lines: readonly string[]) => Edit) | undefined {
  const { ast } = model;
  const outer = parentOf(ast, loop);
  const first = kindOf(ast, outer) === Kind.labeled_statement ? outer : loop;
  if (kindOf(ast, parentOf(ast, first)) !== Kind.statement_list) return undefined;
  if (!startsLine(model, first) || !startsLine(model, loop) || !endsLine(model, loop)) return undefined;
  return (lines) => linesAt(model, first, lines, loop);
}

/** Lines of their own before a statement, with the indentation of another: labels stand further left than their loops. */
function linesAt(model: FileModel, statement: NodeId, lines: readonly string[], like = statement): Edit {
  const { text } = model;
  const { start } = model.spanOf(statement);
  const at = start - indentationAt(text, start).length;
  const indentation = indentationAt(text, model.spanOf(like).start);
  const newText = lines.map((line) => `${indentation}${line}${lineEndAt(text, start)}`).join('');
  return { start: at, end: at, newText };
}

/** The first of the names that means nothing in the function around a place. */
function freeName(model: FileModel, at: NodeId, names: readonly string[]): string | undefined {
  const func = model.funcAt(at);
  const text = func === undefined ? '' : model.textOf(func.node);
  const isTaken = (name: string): boolean => new RegExp(`\\b${name}\\b`, 'u').test(text);
  const isKnown = (name: string): boolean => model.bindings.imports.some(({ localName }) => localName === name);
  return names.find((name) => !isTaken(name) && !isKnown(name));
}
