import type { FileModel, FuncId, NodeId, SymbolInfo } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  childIn,
  childrenOf,
  contextOf,
  fieldOf,
  firstChild,
  isWithin,
  kindOf,
  loopsAround,
  parentOf,
  runsInPlace,
  usesOf,
} from '../semantic/index.js';
import type { Operation } from './channel.js';
import { valueDeclared } from './amounts.js';

/** What has to be false where something is done, and is set to true beside it: `if !sent { …; sent = true }`. */
export interface Flag {
  /** The variable, or the one that leads to the field. */
  readonly symbol: SymbolInfo;
  /** The fields from there, '' for the variable itself; what other functions do with them is not looked at. */
  readonly path: string;
  /** The statements that give it any other value than `true` later on. */
  readonly resets: readonly NodeId[];
}

/** What sees to it that code runs once: a flag, or the `sync.Once` that calls it. */
export interface Once {
  /** Equal for what shares one run. */
  readonly key: string;
  /** The function whose variable it is: each of its calls has a run of its own. `NO_FUNC`: longer than any function. */
  readonly home: FuncId;
}

/** The flag that is asked before the node and set beside it, in the node's own function. */
export function flagAround(model: FileModel, node: NodeId): Flag | undefined {
  if (node === NO_NODE) return undefined;
  for (const { symbol, path, inside } of askedFalse(model, node)) {
    const writes = usesOf(model, symbol.id).filter((use) => use.path.join('.') === path);
    if (writes.some(({ what }) => what.does === 'address')) continue;
    const assigned = writes.flatMap(({ what }) => (what.does === 'assigned' ? [what] : []));
    const isSet = assigned.some(
      ({ statement, value }) => isLiteral(model, value, 'true') && isBeside(model, statement, node, inside),
    );
    if (!isSet || (path === '' && !isFalseAtFirst(model, symbol))) continue;
    const resets = assigned.filter(({ value }) => !isLiteral(model, value, 'true')).map(({ statement }) => statement);
    return { symbol, path, resets };
  }
  return undefined;
}

/** What lets a send happen only once, however often its function is called; `undefined` if nothing does. */
export function onceOf(model: FileModel, send: Operation): Once | undefined {
  const flag = flagAround(model, send.node);
  if (flag?.path === '' && flag.resets.length === 0 && loopsAround(model, flag.symbol.declaration).length === 0) {
    return { key: `${flag.symbol.id}`, home: flag.symbol.func };
  }
  return send.func.kind === 'literal' ? onceDo(model, send.func.node) : undefined;
}

/** The `sync.Once` whose `Do` gets the literal. */
function onceDo(model: FileModel, literal: NodeId): Once | undefined {
  const what = contextOf(model, literal);
  if (what.does !== 'argument') return undefined;
  const call = model.callAt(what.call);
  if (!model.standardCallees(call).includes('(*sync.Once).Do')) return undefined;
  const operand = childIn(model.ast, call.callee, Field.operand);
  const symbol = kindOf(model.ast, operand) === Kind.identifier ? model.symbolAt(operand) : undefined;
  if (symbol === undefined) return { key: model.textOf(operand), home: NO_FUNC };
  const isInLoop = symbol.declaration !== NO_NODE && loopsAround(model, symbol.declaration).length > 0;
  return isInLoop || symbol.kind !== 'variable' ? undefined : { key: `${symbol.id}`, home: symbol.func };
}

interface Asked extends Pick<Flag, 'symbol' | 'path'> {
  /** The subtree in which it is false until somebody sets it. */
  readonly inside: NodeId;
}

/** The variables that are false where the node is reached: by an `if` around it, or by one before it that leaves. */
function askedFalse(model: FileModel, node: NodeId): readonly Asked[] {
  const { ast } = model;
  const found: Asked[] = [];
  let inner = node;
  for (let at = parentOf(ast, node); at !== NO_NODE; inner = at, at = parentOf(ast, at)) {
    const kind = kindOf(ast, at);
    if (kind === Kind.function_declaration || kind === Kind.method_declaration) break;
    if (kind === Kind.func_literal && !runsAlong(model, at)) break;
    if (kind === Kind.if_statement) found.push(...askedBy(model, at, inner));
    if (kind === Kind.statement_list) found.push(...askedBefore(model, at, inner));
  }
  return found;
}

/** True for a literal whose statements are statements of the function around it. */
function runsAlong(model: FileModel, literal: NodeId): boolean {
  const func = model.funcAt(literal);
  return func !== undefined && runsInPlace(model, func);
}

/** `v` of an `if !v` whose body is `inner`. */
function askedBy(model: FileModel, statement: NodeId, inner: NodeId): readonly Asked[] {
  if (fieldOf(model.ast, inner) !== Field.consequence) return [];
  const parts = operandsOf(model, childIn(model.ast, statement, Field.condition), Op.logicalAnd);
  return parts.flatMap((part) => asked(model, negated(model, part), inner));
}

/** `v` of an `if v { return }` in the list before `inner`. */
function askedBefore(model: FileModel, list: NodeId, inner: NodeId): readonly Asked[] {
  const { ast } = model;
  const leaving = childrenOf(ast, list).filter(
    (before) => before < inner && kindOf(ast, before) === Kind.if_statement && leaves(model, before),
  );
  const parts = leaving.flatMap((before) => operandsOf(model, childIn(ast, before, Field.condition), Op.logicalOr));
  return parts.flatMap((part) => asked(model, part, list));
}

/** A variable, or a field that selectors lead to from one. */
function asked(model: FileModel, expression: NodeId, inside: NodeId): readonly Asked[] {
  const { ast } = model;
  const path: string[] = [];
  let node = expression === NO_NODE ? NO_NODE : model.unparenthesized(expression);
  while (node !== NO_NODE && kindOf(ast, node) === Kind.selector_expression) {
    path.unshift(model.textOf(childIn(ast, node, Field.field)));
    node = model.unparenthesized(childIn(ast, node, Field.operand));
  }
  const symbol = node !== NO_NODE && kindOf(ast, node) === Kind.identifier ? model.symbolAt(node) : undefined;
  return symbol === undefined ? [] : [{ symbol, path: path.join('.'), inside }];
}

/** True for a variable that is declared with false, or without a value. */
function isFalseAtFirst(model: FileModel, { kind, declaration }: SymbolInfo): boolean {
  const declared = declaration === NO_NODE ? undefined : valueDeclared(model, declaration);
  return kind === 'variable' && (declared === undefined || isLiteral(model, declared, 'false'));
}

/** The parts of `a && b && c`. */
function operandsOf(model: FileModel, condition: NodeId, op: Op): readonly NodeId[] {
  const node = condition === NO_NODE ? NO_NODE : model.unparenthesized(condition);
  if (node === NO_NODE) return [];
  if (kindOf(model.ast, node) !== Kind.binary_expression || model.ast.op[node] !== op) return [node];
  const [left, right] = [Field.left, Field.right].map((side) => childIn(model.ast, node, side));
  return [...operandsOf(model, left ?? NO_NODE, op), ...operandsOf(model, right ?? NO_NODE, op)];
}

/** `v` of `!v`. */
function negated(model: FileModel, node: NodeId): NodeId {
  const isNot = kindOf(model.ast, node) === Kind.unary_expression && model.ast.op[node] === Op.not;
  return isNot ? childIn(model.ast, node, Field.operand) : NO_NODE;
}

/** True for an `if` without else whose body ends by leaving what is around it. */
function leaves(model: FileModel, statement: NodeId): boolean {
  const { ast } = model;
  if (childIn(ast, statement, Field.alternative) !== NO_NODE) return false;
  const body = childIn(ast, statement, Field.consequence);
  const list = body === NO_NODE ? NO_NODE : firstChild(ast, body);
  const last = list === NO_NODE ? undefined : childrenOf(ast, list).at(-1);
  const kind = last === undefined ? undefined : kindOf(ast, last);
  return kind === Kind.return_statement || kind === Kind.break_statement || kind === Kind.continue_statement;
}

/** True if the statement stands in a list around the node, so that who passes the one passes the other. */
function isBeside(model: FileModel, statement: NodeId, node: NodeId, inside: NodeId): boolean {
  const list = parentOf(model.ast, statement);
  return (
    kindOf(model.ast, list) === Kind.statement_list &&
    isWithin(model.ast, node, list) &&
    isWithin(model.ast, list, inside)
  );
}

function isLiteral(model: FileModel, value: NodeId, word: 'true' | 'false'): boolean {
  return value !== NO_NODE && model.textOf(model.unparenthesized(value)) === word;
}
