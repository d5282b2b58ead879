import type { FileModel, FuncId, NodeId, SymbolId, Type, Use, UseKind } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  UNKNOWN,
  basic,
  callMode,
  childIn,
  childrenIn,
  childrenOf,
  contextOf,
  firstChild,
  kindOf,
  loopsAround,
  usesOf,
} from '../semantic/index.js';
import { calleeRefOf } from './callee-ref.js';
import type { PoolStep } from './pool-facts-types.js';

/** A step with the place in the file where it is done. */
export interface PlacedStep {
  readonly step: PoolStep;
  readonly node: NodeId;
  readonly func: FuncId;
  readonly mode: 'call' | 'go' | 'defer';
  /** The variable through which it is done. */
  readonly symbol: SymbolId;
}

/** A pooled object as one function knows it: variables, each with the way from the object to what it holds. */
export interface PooledObject {
  /** Per variable: the selectors from the object to what it holds. */
  readonly names: ReadonlyMap<SymbolId, readonly string[]>;
  /** The variable that the site names, and the selectors from it to the object. */
  readonly root: SymbolId;
  readonly base: readonly string[];
}

/** What is done with something. `to` is the expression that is used, `path` the way to it from the object. */
type Done = Omit<PoolStep, 'path'>;

/** The object that `base` leads to from a variable, with all local variables that get it or a part of it. */
export function pooledObject(model: FileModel, root: SymbolId, base: readonly string[]): PooledObject {
  const names = new Map<SymbolId, readonly string[]>([[root, []]]);
  const work: SymbolId[] = [root];
  for (let symbol = work.pop(); symbol !== undefined && names.size < 64; symbol = work.pop()) {
    for (const use of usesOf(model, symbol)) {
      const path = pathFromObject({ names, root, base }, symbol, use.path);
      const alias = path === undefined ? undefined : aliasGiven(model, use.what);
      if (path === undefined || alias === undefined || names.has(alias)) continue;
      if (model.typeOfSymbol(alias).tag === 'basic') continue;
      names.set(alias, path);
      work.push(alias);
    }
  }
  return { names, root, base };
}

/** Every step on the object, in source order. */
export function stepsOn(model: FileModel, object: PooledObject): PlacedStep[] {
  const steps = [...object.names.keys()].flatMap((symbol) =>
    usesOf(model, symbol).flatMap((use): PlacedStep[] => {
      const path = pathFromObject(object, symbol, use.path);
      if (path === undefined) return [];
      const done = doneBy(model, use.expression, use.what);
      if (done === undefined) return [];
      const mode = modeOf(model, use.what);
      const node = placeOfReset(model, use, done);
      const step = { ...done, ...amount(model, symbol, use, done), path: path.join('.') };
      const placed: PlacedStep = { step, node, func: use.func, mode, symbol };
      return [placed, ...appendedBehind(model, use, placed)];
    }),
  );
  return steps.sort((a, b) => a.node - b.node);
}

/** `append(x[:0], …)` cuts, and then adds: the second step stands at the next node of the same expression. */
function appendedBehind(model: FileModel, { node, what }: Use, placed: PlacedStep): PlacedStep[] {
  if (what.does !== 'sliced' || placed.step.does !== 'reset') return [];
  const further = contextOf(model, what.expression);
  const isAppended = further.does === 'builtin' && further.name === 'append' && further.index === 0;
  if (!isAppended) return [];
  const grown: PoolStep = { ...step('grow'), path: placed.step.path, given: appendedBy(model, further.call) };
  return [{ ...placed, node: (node + 1) as NodeId, step: grown }];
}

/** In a loop that the object outlives nobody knows how much is added. */
function amount(model: FileModel, symbol: SymbolId, use: Use, { given }: Done): Pick<PoolStep, 'given'> {
  const declaration = model.symbol(symbol)?.declaration ?? NO_NODE;
  if (given === undefined || declaration === NO_NODE) return {};
  return loopsAround(model, use.node).length > loopsAround(model, declaration).length ? { given: [UNKNOWN] } : {};
}

/** The local variable that gets the value, or a part of the memory that it leads to. */
export function aliasGiven(model: FileModel, what: UseKind): SymbolId | undefined {
  switch (what.does) {
    case 'alias':
      return what.symbol;
    case 'sliced':
    case 'converted':
    case 'address':
      return aliasGiven(model, contextOf(model, what.expression));
    case 'builtin':
      return what.name === 'append' && what.index === 0 ? aliasGiven(model, contextOf(model, what.call)) : undefined;
    case 'argument':
      return parameterOfLiteral(model, what.call, what.index);
    default:
      return undefined;
  }
}

/** The parameter of a function literal that is called where it stands. */
function parameterOfLiteral(model: FileModel, call: NodeId, index: number): SymbolId | undefined {
  const { callee } = model.callAt(call);
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.func_literal) return undefined;
  const list = childIn(model.ast, callee, Field.parameters);
  const names =
    list === NO_NODE ? [] : childrenOf(model.ast, list).flatMap((one) => childrenIn(model.ast, one, Field.name));
  const name = names[index];
  return name === undefined ? undefined : model.symbolAt(name)?.id;
}

/** The variable at the root of an expression and the selectors from it; derefs, slices and assertions are looked through. */
export function rootOf(
  model: FileModel,
  expression: NodeId,
): { readonly symbol: SymbolId; readonly path: readonly string[] } | undefined {
  const { ast } = model;
  const path: string[] = [];
  let node = model.unparenthesized(expression);
  for (;;) {
    switch (kindOf(ast, node)) {
      case Kind.identifier: {
        const symbol = model.symbolAt(node);
        return symbol === undefined ? undefined : { symbol: symbol.id, path };
      }
      case Kind.selector_expression:
        path.unshift(model.textOf(childIn(ast, node, Field.field)));
        break;
      case Kind.unary_expression:
      case Kind.slice_expression:
      case Kind.type_assertion_expression:
        break;
      default:
        return undefined;
    }
    node = model.unparenthesized(childIn(ast, node, Field.operand));
    if (node === NO_NODE) return undefined;
  }
}

/** True for `x[:0]` and `x[0:0]`. */
export function isCutToNothing(model: FileModel, node: NodeId): boolean {
  if (kindOf(model.ast, node) !== Kind.slice_expression) return false;
  const end = childIn(model.ast, node, Field.end);
  const start = childIn(model.ast, node, Field.start);
  return end !== NO_NODE && isZero(model, end) && (start === NO_NODE || isZero(model, start));
}

function isZero(model: FileModel, node: NodeId): boolean {
  return model.textOf(model.unparenthesized(node)) === '0';
}

/** True if two expressions are the same way from the same variable. */
export function isSamePlace(model: FileModel, a: NodeId, b: NodeId): boolean {
  const one = rootOf(model, a);
  const other = rootOf(model, b);
  return one !== undefined && one.symbol === other?.symbol && one.path.join('.') === other.path.join('.');
}

/** True for a value that holds nothing: nil, 0, "", false, T{}, *new(T), an empty make. */
export function isNothing(model: FileModel, expression: NodeId): boolean {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  switch (kindOf(ast, node)) {
    case Kind.nil:
    case Kind.false:
      return true;
    case Kind.composite_literal: {
      const body = childIn(ast, node, Field.body);
      return body === NO_NODE || firstChild(ast, body) === NO_NODE;
    }
    case Kind.unary_expression:
      return isNothing(model, childIn(ast, node, Field.operand));
    case Kind.call_expression: {
      const name = model.symbolAt(model.callAt(node).callee);
      return name?.kind === 'universe' && (name.name === 'new' || name.name === 'make');
    }
    default:
      return /^(?:0|0\.0|""|``)$/.test(model.textOf(node));
  }
}

function pathFromObject(
  { names, root, base }: PooledObject,
  symbol: SymbolId,
  path: readonly string[],
): readonly string[] | undefined {
  const prefix = names.get(symbol);
  if (prefix === undefined) return undefined;
  if (symbol !== root) return [...prefix, ...path];
  return base.every((name, i) => path[i] === name) ? path.slice(base.length) : undefined;
}

function doneBy(model: FileModel, expression: NodeId, what: UseKind): Done | undefined {
  switch (what.does) {
    case 'method':
      return { ...step('method', what.name), given: givenTo(model, what.call, -1) };
    case 'builtin':
      return doneByBuiltin(model, what.name, what.call, what.index, expression);
    case 'argument':
      return doneByCall(model, what.call, what.index);
    case 'assigned':
      return doneByAssignment(model, expression, what.statement, what.value);
    case 'sliced':
      return isCutToNothing(model, what.expression) ? step('reset', 'cut') : furtherUse(model, what.expression);
    case 'indexed':
      return doneByIndex(model, what.expression);
    case 'address':
    case 'converted':
      return furtherUse(model, what.expression);
    case 'returned':
    case 'sent':
    case 'stored':
      return step('use');
    default:
      return undefined;
  }
}

/** What is done with the address, slice or other view of it: handed to a function, mostly. */
function furtherUse(model: FileModel, expression: NodeId): Done | undefined {
  const what = contextOf(model, expression);
  const isOn = what.does === 'argument' || what.does === 'method' || what.does === 'builtin' || what.does === 'address';
  if (isOn || what.does === 'converted' || what.does === 'sliced') return doneBy(model, expression, what);
  return what.does === 'returned' || what.does === 'sent' || what.does === 'stored' ? step('use') : undefined;
}

function doneByBuiltin(
  model: FileModel,
  name: string,
  call: NodeId,
  index: number,
  expression: NodeId,
): Done | undefined {
  if (name === 'clear') return step('reset');
  if (name === 'append') return index === 0 ? { ...step('grow'), given: appendedBy(model, call) } : undefined;
  if (name !== 'delete' || index !== 0) return undefined;
  return rangeOver(model, call, expression) === undefined ? undefined : step('reset');
}

function doneByAssignment(model: FileModel, target: NodeId, statement: NodeId, value: NodeId): Done | undefined {
  if (kindOf(model.ast, target) === Kind.identifier) return undefined;
  if (value === NO_NODE) return model.ast.op[statement] === Op.assign ? step('set') : undefined;
  const inner = model.unparenthesized(value);
  if (isNothing(model, inner)) return step('reset');
  // `x.f = append(x.f, …)` and `x.f = x.f[:n]` are told by what stands on the right.
  if (kindOf(model.ast, inner) === Kind.slice_expression) return undefined;
  if (kindOf(model.ast, inner) === Kind.call_expression) {
    const call = model.callAt(inner);
    const first = call.args[0];
    if (first !== undefined && isSamePlace(model, first, target))
      return isAppend(model, inner) ? undefined : step('grow');
    if (first !== undefined && isAppend(model, inner) && rootOf(model, first) !== undefined) return undefined;
  }
  if (kindOf(model.ast, target) === Kind.unary_expression) {
    // `*bp = b`: what b is, is told by its own steps; anything else overwrites the whole object.
    return kindOf(model.ast, inner) === Kind.identifier && isSlice(model, inner) ? undefined : step('reset');
  }
  return step('set', kindOf(model.ast, inner) === Kind.call_expression ? 'made' : '');
}

function doneByIndex(model: FileModel, expression: NodeId): Done | undefined {
  const what = contextOf(model, expression);
  // A value that is looked up to be used is wanted from the last time: a cache.
  if (what.does === 'alias' || what.does === 'returned') return step('use', 'lookup');
  if (what.does !== 'assigned') return undefined;
  const operand = childIn(model.ast, expression, Field.operand);
  if (what.value !== NO_NODE && isNothing(model, what.value) && rangeOver(model, expression, operand) !== undefined)
    return step('reset');
  return { does: 'grow', name: 'entry', index: 0 };
}

function doneByCall(model: FileModel, call: NodeId, index: number): Done {
  const callee = calleeRefOf(model, call);
  const done = { does: 'call', name: '', index, given: givenTo(model, call, index) } as const;
  return callee === undefined ? done : { ...done, callee };
}

/** The types of the other arguments. */
function givenTo(model: FileModel, call: NodeId, index: number): Type[] {
  const others = model.callAt(call).args.filter((_, i) => i !== index);
  return others.map((argument) => (isConstant(model, argument) ? basic('int') : model.typeOf(argument)));
}

/** The types of the slices that an append adds; what stands alone is one element, however large. */
function appendedBy(model: FileModel, call: NodeId): Type[] {
  const added = model.callAt(call).args.slice(1);
  const isSlice = (argument: NodeId): boolean => kindOf(model.ast, argument) === Kind.variadic_argument;
  return added.map((argument) =>
    isSlice(argument) && !isConstant(model, argument) ? model.typeOf(argument) : basic('int'),
  );
}

/** A literal of any length is written once in the source. */
function isConstant(model: FileModel, argument: NodeId): boolean {
  const node = model.unparenthesized(argument);
  if (kindOf(model.ast, node) === Kind.variadic_argument) return isConstant(model, firstChild(model.ast, node));
  const kind = kindOf(model.ast, node);
  return kind === Kind.interpreted_string_literal || kind === Kind.raw_string_literal || kind === Kind.nil;
}

function modeOf(model: FileModel, what: UseKind): PlacedStep['mode'] {
  switch (what.does) {
    case 'method':
    case 'argument':
    case 'builtin':
      return callMode(model, what.call);
    default:
      return 'call';
  }
}

/** What a loop over all elements does to each, it does at its head: there may be none. */
function placeOfReset(model: FileModel, { node, expression, what }: Use, { does }: Done): NodeId {
  const isEach = what.does === 'indexed' || (what.does === 'builtin' && what.name === 'delete');
  return does === 'reset' && isEach ? (rangeOver(model, node, expression) ?? node) : node;
}

/** `for k := range m { delete(m, k) }`: the clause of a loop around a node that is over the same thing. */
function rangeOver(model: FileModel, node: NodeId, over: NodeId): NodeId | undefined {
  return loopsAround(model, node)
    .flatMap((loop) => childrenOf(model.ast, loop))
    .filter((child) => kindOf(model.ast, child) === Kind.range_clause)
    .find((clause) => isSamePlace(model, childIn(model.ast, clause, Field.right), over));
}

function isAppend(model: FileModel, call: NodeId): boolean {
  const symbol = model.symbolAt(model.callAt(call).callee);
  return symbol?.kind === 'universe' && symbol.name === 'append';
}

function isSlice(model: FileModel, node: NodeId): boolean {
  const type = model.typeOf(node);
  return type.tag === 'slice' || type.tag === 'sliced' || type.tag === 'pointee' || type.tag === 'result';
}

function step(does: Done['does'], name = ''): Done {
  return { does, name, index: 0 };
}
