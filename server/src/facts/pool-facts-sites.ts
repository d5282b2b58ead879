import type { Call, FileModel, FuncInfo, NodeId, SymbolId, SymbolInfo, Type } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  childIn,
  childrenOf,
  contextOf,
  isWithin,
  kindOf,
  parentOf,
  printType,
} from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import { calleeRefOf } from './callee-ref.js';
import type { PoolSiteFact, PoolStep } from './pool-facts-types.js';
import { distinct, guaranteesAfter, stepsBefore } from './pool-facts-flow.js';
import { poolCallAt, poolPlaceOf, valueGivenTo } from './pool-facts-places.js';
import type { PlacedStep, PooledObject } from './pool-facts-steps.js';
import { aliasGiven, isCutToNothing, pooledObject, rootOf, stepsOn } from './pool-facts-steps.js';

/** A Get or a Put with its places in the file. */
export interface PoolSite {
  readonly fact: PoolSiteFact;
  readonly call: Call;
  /** The object that is taken or given; `undefined` where it is in no variable. */
  readonly object: PooledObject | undefined;
  readonly steps: readonly PlacedStep[];
}

type Via = PoolSiteFact['via'];

/** Functions of the package with such names may hand out or take back what is in a pool. */
const GIVES_OUT = /^(?:get|acquire|borrow|obtain|rent|alloc)/i;
const TAKES_BACK = /^(?:put|release|return|free|recycle|giveback|dispose|reclaim|restore)/i;

/** By the declaration around them. The sites are read for the facts and again for each rule: once is enough. */
const known = new WeakMap<FileModel, Map<NodeId, readonly PoolSite[]>>();

/** The types of what has a `Get` or `Put` called on it below a node, as far as they may be pools; each once. */
export function readExchangers(model: FileModel, within: NodeId): readonly Type[] {
  const types = new Map<string, Type>();
  for (const call of model.callsIn(within)) {
    const direct = poolCallAt(model, call);
    const type = direct === undefined ? undefined : model.typeOf(direct.pool);
    if (type !== undefined) types.set(printType(type), type);
  }
  return [...types.values()];
}

/**
 * Every Get and Put below a node, which is the whole file unless it is given, that may be one of a pool, and the calls of
 * functions that may stand for one. There are many of the latter: to be asked only in a package that has a pool.
 */
export function readPoolSites(model: FileModel, within = 0 as NodeId): readonly PoolSite[] {
  const { ast } = model;
  if (within === 0) return childrenOf(ast, within).flatMap((declaration) => sitesOf(model, declaration));
  let declaration = within;
  while (parentOf(ast, declaration) > 0) declaration = parentOf(ast, declaration);
  const sites = sitesOf(model, declaration);
  return declaration === within ? sites : sites.filter(({ call }) => isWithin(ast, call.node, within));
}

function sitesOf(model: FileModel, declaration: NodeId): readonly PoolSite[] {
  const ofModel = known.get(model) ?? new Map<NodeId, readonly PoolSite[]>();
  known.set(model, ofModel);
  const before = ofModel.get(declaration);
  if (before !== undefined) return before;
  const sites = model.callsIn(declaration).flatMap((call) => {
    // Most calls are told apart by their name, before anything else is asked for.
    if (!namesExchange(calledName(model, call.callee))) return [];
    const site = siteAt(model, call);
    return site === undefined ? [] : [site];
  });
  ofModel.set(declaration, sites);
  return sites;
}

function siteAt(model: FileModel, call: Call): PoolSite | undefined {
  const direct = poolCallAt(model, call);
  if (direct !== undefined) {
    const via = { place: poolPlaceOf(model, direct.pool), pool: model.typeOf(direct.pool) };
    const [argument] = call.args;
    return argument === undefined ? getSite(model, call, via) : putSite(model, call, via, argument);
  }
  if (call.args.length > 1) return undefined;
  const callee = calleeRefOf(model, call.node);
  if (callee === undefined || !isOwn(callee)) return undefined;
  if (GIVES_OUT.test(callee.name)) return takenBy(model, call, { callee });
  return TAKES_BACK.test(callee.name) ? givenBackBy(model, call, { callee }) : undefined;
}

function calledName(model: FileModel, expression: NodeId): string {
  const callee = model.unparenthesized(expression);
  if (callee === NO_NODE) return '';
  const isSelector = kindOf(model.ast, callee) === Kind.selector_expression;
  return model.textOf(isSelector ? childIn(model.ast, callee, Field.field) : callee);
}

function isOwn(callee: CalleeRef): boolean {
  return 'of' in callee || callee.path === '';
}

/** True for the name of a function whose calls are looked at as Gets or Puts. */
export function namesExchange(name: string): boolean {
  return GIVES_OUT.test(name) || TAKES_BACK.test(name);
}

/** `b := getBuffer()`. */
function takenBy(model: FileModel, call: Call, via: Via): PoolSite | undefined {
  return aliasGiven(model, contextOf(model, call.node)) === undefined ? undefined : getSite(model, call, via);
}

/** `putBuffer(b)` and `b.release()`. */
function givenBackBy(model: FileModel, call: Call, via: Via & { readonly callee: CalleeRef }): PoolSite | undefined {
  const isMethod = 'of' in via.callee;
  const [argument] = call.args;
  if (argument === undefined && !isMethod) return undefined;
  const object = argument ?? childIn(model.ast, call.callee, Field.operand);
  const root = rootOf(model, object);
  const symbol = root === undefined ? undefined : model.symbol(root.symbol);
  if (symbol === undefined || symbol.func === NO_FUNC) return undefined;
  return putSite(model, call, via, object);
}

function getSite(model: FileModel, call: Call, via: Via): PoolSite | undefined {
  const func = model.funcAt(call.node);
  if (func === undefined) return undefined;
  const taken = takenAs(model, call.node);
  const alias = taken.variable;
  const object = alias === undefined ? undefined : pooledObject(model, alias, []);
  const onObject = object === undefined ? [] : stepsOn(model, object).filter((placed) => placed.node > call.node);
  const steps = [...taken.steps.map((step) => placedAt(call, func, step, alias)), ...onObject];
  const isReturned = taken.isReturned || steps.some(({ node }) => isReturnedAt(model, node));
  return {
    call,
    object,
    steps,
    fact: {
      does: 'get',
      via,
      func: func.name,
      object: model.typeOf(taken.asserted),
      origin: isReturned ? 'returned' : 'kept',
      parameter: 0,
      guarantees: model.isBroken(func) ? [] : guaranteesAfter(model, call.node, steps),
      steps: distinct(steps),
    },
  };
}

interface Taken {
  /** The widest expression that is still the object. */
  readonly asserted: NodeId;
  readonly variable: SymbolId | undefined;
  /** What is done in the same expression: `pool.Get().([]byte)[:0]`. */
  readonly steps: readonly PoolStep[];
  readonly isReturned: boolean;
}

function takenAs(model: FileModel, call: NodeId): Taken {
  let asserted = call;
  const steps: PoolStep[] = [];
  for (;;) {
    const parent = parentOf(model.ast, model.parenthesized(asserted));
    const kind = kindOf(model.ast, parent);
    const isStar = kind === Kind.unary_expression && model.ast.op[parent] === Op.times;
    const isSlice = kind === Kind.slice_expression && childIn(model.ast, parent, Field.operand) !== NO_NODE;
    if (isSlice && isCutToNothing(model, parent)) steps.push({ does: 'reset', path: '', name: 'cut', index: 0 });
    if (kind !== Kind.type_assertion_expression && !isStar && !isSlice) break;
    asserted = parent;
  }
  const what = contextOf(model, asserted);
  const variable = aliasGiven(model, what);
  if (what.does === 'method') steps.push({ does: 'method', path: '', name: what.name, index: 0 });
  return { asserted, variable, steps, isReturned: what.does === 'returned' };
}

function putSite(model: FileModel, call: Call, via: Via, argument: NodeId): PoolSite | undefined {
  const func = model.funcAt(call.node);
  if (func === undefined) return undefined;
  const given = givenAs(model, argument);
  const symbol = given === undefined ? undefined : model.symbol(given.symbol);
  const isVariable = symbol !== undefined && symbol.func !== NO_FUNC;
  if (given === undefined || !isVariable) {
    const origin = given === undefined ? 'fresh' : 'elsewhere';
    const fact: PoolSiteFact = { ...base(func), via, object: model.typeOf(argument), origin };
    return { call, object: undefined, steps: [], fact };
  }
  const origin = originOf(model, symbol, given.path);
  const object = pooledObject(model, origin.symbol, given.path);
  const onObject = stepsOn(model, object).filter(({ node }) => !isWithin(model.ast, node, call.node));
  const steps = [...onObject, ...given.steps.map((step) => placedAt(call, func, step, symbol.id))];
  return {
    call,
    object,
    steps,
    fact: {
      ...base(func),
      via,
      object: model.typeOf(given.expression),
      origin: origin.from,
      parameter: origin.parameter,
      ...(model.isBroken(func) ? {} : stepsBefore(model, call.node, steps)),
    },
  };
}

function base(func: FuncInfo): Pick<PoolSiteFact, 'does' | 'func' | 'parameter' | 'guarantees' | 'steps'> {
  return { does: 'put', func: func.name, parameter: 0, guarantees: [], steps: [] };
}

interface Given {
  readonly symbol: SymbolId;
  readonly path: readonly string[];
  readonly expression: NodeId;
  /** What is done in the argument itself: `pool.Put(x[:0])`, `pool.Put(x.reset())`, `pool.Put(reset(x))`. */
  readonly steps: readonly PoolStep[];
}

function givenAs(model: FileModel, argument: NodeId): Given | undefined {
  const { ast } = model;
  const node = model.unparenthesized(argument);
  if (kindOf(ast, node) === Kind.call_expression) {
    const { callee, args } = model.callAt(node);
    const isMethod = callee !== NO_NODE && kindOf(ast, callee) === Kind.selector_expression;
    const operand = isMethod ? childIn(ast, callee, Field.operand) : NO_NODE;
    const isPackage = isMethod && model.importPathAt(operand) !== undefined;
    const [first] = args;
    const inner = isMethod && !isPackage ? operand : first;
    const root = inner === undefined ? undefined : rootOf(model, inner);
    if (root === undefined || inner === undefined) return undefined;
    const called = calleeRefOf(model, node);
    const step: PoolStep =
      isMethod && !isPackage
        ? { does: 'method', path: '', name: model.textOf(childIn(ast, callee, Field.field)), index: 0 }
        : { does: 'call', path: '', name: '', index: 0, ...(called === undefined ? {} : { callee: called }) };
    return { ...root, expression: node, steps: [step] };
  }
  const root = rootOf(model, node);
  if (root === undefined) return undefined;
  const isCut = isCutToNothing(model, node);
  return { ...root, expression: node, steps: isCut ? [{ does: 'reset', path: '', name: 'cut', index: 0 }] : [] };
}

/** The variable that the object came to first, and where from. */
function originOf(
  model: FileModel,
  symbol: SymbolInfo,
  path: readonly string[],
): { readonly symbol: SymbolId; readonly from: PoolSiteFact['origin']; readonly parameter: number } {
  const own = { symbol: symbol.id, parameter: 0 } as const;
  if (symbol.kind === 'receiver' && path.length === 0) return { ...own, from: 'parameter', parameter: -1 };
  if (symbol.kind === 'parameter' && path.length === 0) {
    const given = givenToLiteral(model, symbol);
    if (given !== undefined) return originOf(model, given.symbol, given.path);
    const isOfLiteral = model.func(symbol.func)?.kind === 'literal';
    return { ...own, from: isOfLiteral ? 'elsewhere' : 'parameter', parameter: positionOf(model, symbol) };
  }
  if (path.length > 0) return { ...own, from: 'elsewhere' };
  const values = givenTo(model, symbol);
  const [value] = values;
  if (value === undefined) return { ...own, from: 'elsewhere' };
  const call = getIn(model, value);
  if (call !== undefined) return { ...own, from: 'get' };
  const root = values.length === 1 ? rootOf(model, value) : undefined;
  const from = root === undefined || root.path.length > 0 ? undefined : model.symbol(root.symbol);
  if (from !== undefined && from.func !== NO_FUNC && from.id !== symbol.id && from.declaration < symbol.declaration)
    return originOf(model, from, []);
  return { ...own, from: isFresh(model, value) ? 'fresh' : 'elsewhere' };
}

/** The variable that a literal which is called where it stands is given for its parameter. */
function givenToLiteral(
  model: FileModel,
  parameter: SymbolInfo,
): { readonly symbol: SymbolInfo; readonly path: readonly string[] } | undefined {
  const argument = argumentOfLiteral(model, parameter);
  const root = argument === undefined ? undefined : rootOf(model, argument);
  const symbol = root === undefined ? undefined : model.symbol(root.symbol);
  return root === undefined || symbol === undefined || symbol.func === NO_FUNC
    ? undefined
    : { symbol, path: root.path };
}

/** What a literal that is called where it stands is given for its parameter. */
function argumentOfLiteral(model: FileModel, parameter: SymbolInfo): NodeId | undefined {
  const func = model.func(parameter.func);
  if (func?.kind !== 'literal') return undefined;
  const call = parentOf(model.ast, model.parenthesized(func.node));
  if (kindOf(model.ast, call) !== Kind.call_expression || model.callAt(call).callee !== func.node) return undefined;
  return model.callAt(call).args[positionOf(model, parameter)];
}

/** The values that a local variable is given by plain definitions and assignments. */
function givenTo(model: FileModel, symbol: SymbolInfo): NodeId[] {
  return model.referencesOf(symbol.id).flatMap(({ node, access }) => {
    if (access !== 'declare' && access !== 'write') return [];
    const value = valueGivenTo(model, node);
    return value === NO_NODE ? [] : [value];
  });
}

function getIn(model: FileModel, value: NodeId): Call | undefined {
  let node = model.unparenthesized(value);
  while (node !== NO_NODE && kindOf(model.ast, node) !== Kind.call_expression) {
    const kind = kindOf(model.ast, node);
    const isView =
      kind === Kind.type_assertion_expression || kind === Kind.slice_expression || kind === Kind.unary_expression;
    if (!isView) return undefined;
    node = model.unparenthesized(childIn(model.ast, node, Field.operand));
  }
  if (node === NO_NODE) return undefined;
  const call = model.callAt(node);
  if (poolCallAt(model, call)?.does === 'get') return call;
  const callee = calleeRefOf(model, node);
  return callee !== undefined && isOwn(callee) && GIVES_OUT.test(callee.name) ? call : undefined;
}

function isFresh(model: FileModel, value: NodeId): boolean {
  const node = model.unparenthesized(value);
  const kind = kindOf(model.ast, node);
  if (kind === Kind.composite_literal) return true;
  if (kind === Kind.unary_expression) return isFresh(model, childIn(model.ast, node, Field.operand));
  if (kind !== Kind.call_expression) return false;
  const symbol = model.symbolAt(model.callAt(node).callee);
  return symbol?.kind === 'universe' && (symbol.name === 'new' || symbol.name === 'make');
}

/** The position of a parameter among all of its function. */
function positionOf(model: FileModel, symbol: SymbolInfo): number {
  const parameters = model.bindings.symbols.filter(
    (other) => other.kind === 'parameter' && other.func === symbol.func && other.declaration < symbol.declaration,
  );
  return parameters.length;
}

function placedAt(call: Call, func: FuncInfo, step: PoolStep, symbol: SymbolId | undefined): PlacedStep {
  return { step, node: call.node, func: func.id, mode: 'call', symbol: symbol ?? (-1 as SymbolId) };
}

function isReturnedAt(model: FileModel, node: NodeId): boolean {
  return contextOf(model, node).does === 'returned';
}
