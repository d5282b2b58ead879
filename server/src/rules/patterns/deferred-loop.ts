import { cfgOf } from '../../facts/index.js';
import { calledName } from '../../obligations/index.js';
import type { Call, Cfg, FileModel, NodeId, PointId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  deferredLiteral,
  fieldOf,
  firstChild,
  isWithin,
  kindOf,
  loopsAround,
  parentOf,
  reaches,
  searchPaths,
  valueGivenTo,
  variableAt,
} from '../../semantic/index.js';
import type { RuleContext, RuleSeverity } from '../rule.js';
import { isKeptBeyond } from './deferred-loop-kept.js';

/** A defer statement that may run more than once before its function returns. */
export interface RepeatedDefer {
  readonly statement: NodeId;
  readonly call: Call;
  /** The innermost loop around it; `NO_NODE` for one that `goto` makes. */
  readonly loop: NodeId;
  readonly kind: 'lock' | 'endless' | 'release' | 'other';
  /** What the deferred function does to the resource: `f.Close()`. */
  readonly does: string;
}

const UNLOCKING: ReadonlySet<string> = new Set(['Unlock', 'RUnlock']);
const RELEASING =
  /^(?:close|closefunc|release|stop|cancel|rollback|unsubscribe|discard|destroy|free|done|shutdown|unlock|runlock)$/iu;
/** So many deferred calls are nothing to worry about. */
const FEW = 16;

/** The defer statements directly in a loop, not in one inside it, that run again before the function returns. */
export function repeatedDefers(context: RuleContext, loop: NodeId): readonly RepeatedDefer[] {
  const { model, facts } = context;
  const { ast } = model;
  const found: NodeId[] = [];
  const end = afterOf(ast, loop);
  for (let node = (loop + 1) as NodeId; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.func_literal || kind === Kind.for_statement) node = (afterOf(ast, node) - 1) as NodeId;
    else if (kind === Kind.defer_statement) found.push(node);
  }
  const func = found.length === 0 ? undefined : model.funcAt(loop);
  if (func === undefined) return [];
  const cfg = cfgOf(model, facts, func);
  return found.flatMap((statement) => repeatedAt(context, cfg, statement) ?? []);
}

function repeatedAt(context: RuleContext, cfg: Cfg, statement: NodeId): RepeatedDefer | undefined {
  const { model } = context;
  const point = cfg.pointOf(statement);
  const node = firstChild(model.ast, statement);
  if (point === undefined || node === NO_NODE || kindOf(model.ast, node) !== Kind.call_expression) return undefined;
  if (!reaches(cfg, point, point, () => false) || !runsAgain(model, cfg, point)) return undefined;
  const call = model.callAt(node);
  const loop = loopsAround(model, statement)[0] ?? NO_NODE;
  const releases = releasesIn(context, statement, call);
  const inner = releases.find((one) => !isConditional(model, one.node) && !isBehindCheck(model, one.node, loop));
  // `if err != nil { f.Close() }` undoes everything when the function fails: it has to wait for that.
  if (inner === undefined && releases.length > 0) return undefined;
  const isLock = inner !== undefined && UNLOCKING.has(calledName(model, inner)) && isSameInAll(context, inner, loop);
  if (!isLock && inner !== undefined && isKeptBeyond(model, inner, loop)) return undefined;
  const isEndless = ![cfg.exit, cfg.panic, cfg.goexit].some((end) => reaches(cfg, point, end, () => false));
  const kind = isLock ? 'lock' : isEndless ? 'endless' : inner === undefined ? 'other' : 'release';
  return { statement, call, loop, kind, does: model.textOf((inner ?? call).node).replace(/\s+/g, ' ') };
}

/** The calls that release something: the deferred one, or those in the deferred literal. */
function releasesIn({ model }: RuleContext, statement: NodeId, call: Call): readonly Call[] {
  const literal = deferredLiteral(model, statement);
  const calls = literal === undefined ? [call] : model.callsIn(literal.body);
  // Closing a channel lets go of nothing.
  return calls.filter((one) => RELEASING.test(calledName(model, one)) && !/^close\s*\(/u.test(model.textOf(one.node)));
}

/** False where conditions tell that it is once only: `if !isLocked { lock(); defer unlock(); isLocked = true }`. */
function runsAgain(model: FileModel, cfg: Cfg, from: PointId): boolean {
  const result = searchPaths(model, cfg, { from, at: ({ id }) => (id === from ? 'match' : 'pass') });
  return result.found.length > 0;
}

/** `defer func() { if err == nil { return }; f.Close() }()`: what is declared outside the loop decides when the function returns. */
function isBehindCheck(model: FileModel, node: NodeId, loop: NodeId): boolean {
  const { ast } = model;
  let statement = node;
  while (statement !== NO_NODE && kindOf(ast, parentOf(ast, statement)) !== Kind.statement_list) {
    if (kindOf(ast, statement) === Kind.defer_statement) return false;
    statement = parentOf(ast, statement);
  }
  if (statement === NO_NODE || kindOf(ast, statement) === Kind.defer_statement) return false;
  return childrenOf(ast, parentOf(ast, statement)).some((check) => {
    const isCheck = check < statement && kindOf(ast, check) === Kind.if_statement;
    if (!isCheck || !/\breturn\s*\}$/u.test(model.textOf(childIn(ast, check, Field.consequence)))) return false;
    return asksAboutOuter(model, childIn(ast, check, Field.condition), loop);
  });
}

function asksAboutOuter(model: FileModel, condition: NodeId, loop: NodeId): boolean {
  return model.bindings.symbols.some(({ id, declaration, kind }) => {
    const isOuter = (kind === 'variable' || kind === 'result') && !isWithin(model.ast, declaration, loop);
    return isOuter && model.referencesOf(id).some((use) => isWithin(model.ast, use.node, condition));
  });
}

function isConditional(model: FileModel, node: NodeId): boolean {
  for (let at = node; at !== NO_NODE && kindOf(model.ast, at) !== Kind.func_literal; at = parentOf(model.ast, at)) {
    const isBranch = kindOf(model.ast, parentOf(model.ast, at)) === Kind.if_statement;
    if (isBranch && fieldOf(model.ast, at) === Field.consequence) return true;
    if (kindOf(model.ast, at) === Kind.defer_statement) return false;
  }
  return false;
}

/** True if every iteration means the same object: nothing in the path to it is declared or assigned in the loop. */
function isSameInAll({ model }: RuleContext, call: Call, loop: NodeId): boolean {
  if (loop === NO_NODE || call.callee === NO_NODE) return false;
  const { ast } = model;
  let at = childIn(ast, call.callee, Field.operand);
  while (at !== NO_NODE && kindOf(ast, at) === Kind.selector_expression) at = childIn(ast, at, Field.operand);
  const symbol = at === NO_NODE ? undefined : model.symbolAt(at);
  if (symbol === undefined) return false;
  return model
    .referencesOf(symbol.id)
    .every(
      ({ node, access }) => access === 'read' || access === 'key' || access === 'address' || !isWithin(ast, node, loop),
    );
}

/** How much adds up: certain for loops without an end and over channels, parameters and what calls return. */
export function severityOf({ model }: RuleContext, { kind, loop }: RepeatedDefer): RuleSeverity {
  if (kind === 'lock' || kind === 'endless') return 'warning';
  if (kind === 'other') return 'hint';
  const isProgram =
    model.bindings.packageName === 'main' && model.funcAt(loop === NO_NODE ? (0 as NodeId) : loop)?.name === 'main';
  return isProgram ? 'information' : 'warning';
}

/** A loop that runs a constant number of times, and not often: all that adds up is in sight. */
export function isBounded({ model }: RuleContext, { kind, loop }: RepeatedDefer): boolean {
  return kind !== 'lock' && kind !== 'endless' && loop !== NO_NODE && isShort(model, loop);
}

/** `if sub == nil { sub = subscribe(); defer … }` runs once, unless somebody makes it nil again. */
export function isMadeOnce({ model }: RuleContext, { statement, kind, loop }: RepeatedDefer): boolean {
  const { ast } = model;
  if (kind === 'lock' || kind === 'endless') return false;
  for (let at = parentOf(ast, statement); at !== NO_NODE && at !== loop; at = parentOf(ast, at)) {
    if (kindOf(ast, at) !== Kind.if_statement) continue;
    if (/^\s*[\w.]+\s*==\s*nil\s*$/u.test(model.textOf(childIn(ast, at, Field.condition)))) return true;
  }
  return false;
}

/** `for i := 0; i < 3; i++`, `for range 4`, `for _, x := range []T{a, b}`. */
function isShort(model: FileModel, loop: NodeId): boolean {
  const { ast } = model;
  const clause = childrenOf(ast, loop).find((child) => kindOf(ast, child) === Kind.range_clause) ?? NO_NODE;
  const over = clause === NO_NODE ? NO_NODE : model.unparenthesized(childIn(ast, clause, Field.right));
  const values = over === NO_NODE ? NO_NODE : literalOf(model, over);
  if (values !== NO_NODE) {
    const body = childIn(ast, values, Field.body);
    return body !== NO_NODE && childrenOf(ast, body).length <= FEW;
  }
  const text = model.textOf(loop);
  const limit = /[<=]=?\s*(\d+)\s*;|range\s+(\d+)\s*$/u.exec(text.slice(0, text.indexOf('{')).replace(/[()]/gu, ''));
  return Number(limit?.[1] ?? limit?.[2] ?? NaN) <= FEW;
}

/** The composite literal that an expression is, or that a variable has as its only value. */
function literalOf(model: FileModel, expression: NodeId): NodeId {
  const { ast } = model;
  if (kindOf(ast, expression) === Kind.composite_literal) return expression;
  const symbol = variableAt(model, expression);
  const uses = symbol === undefined ? [] : model.referencesOf(symbol);
  const [declared, ...changes] = uses.filter(({ access }) => access !== 'read' && access !== 'key');
  if (declared === undefined || changes.length > 0) return NO_NODE;
  const list = parentOf(ast, declared.node);
  const statement = kindOf(ast, list) === Kind.var_spec ? list : parentOf(ast, list);
  const value = valueGivenTo(model, statement, declared.node);
  const node = value === NO_NODE ? NO_NODE : model.unparenthesized(value);
  return node !== NO_NODE && kindOf(ast, node) === Kind.composite_literal ? node : NO_NODE;
}

/** The statements of a list from one on; empty if it is not in it. */
export function statementsFrom(children: readonly NodeId[], first: NodeId): readonly NodeId[] {
  const at = children.indexOf(first);
  return at < 0 ? [] : children.slice(at);
}

/** The statement lists of a node, to which its statements belong. */
export function listOf({ model }: RuleContext, loop: NodeId): readonly NodeId[] {
  const body = childIn(model.ast, loop, Field.body);
  const list = body === NO_NODE ? NO_NODE : firstChild(model.ast, body);
  return list === NO_NODE ? [] : childrenOf(model.ast, list);
}
