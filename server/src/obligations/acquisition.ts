import type { PackageFacts } from '../facts/index.js';
import { cfgOf } from '../facts/index.js';
import type { Pair } from '../knowledge/index.js';
import type { Call, Cfg, FileModel, FuncInfo, NodeId, PointId, SymbolId, SymbolInfo } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  indexOfChild,
  kindOf,
  parentOf,
  variableAt,
} from '../semantic/index.js';

/** Where the resource goes that a call acquires. */
export type Bound =
  /** A variable of the function gets it; `target` is the identifier. */
  | { readonly how: 'variable'; readonly symbol: SymbolInfo; readonly target: NodeId }
  /** A field, an element or a variable of another function gets it. */
  | { readonly how: 'stored'; readonly into: NodeId }
  /** The result is given to `_`, or the call is a statement of its own. */
  | { readonly how: 'dropped' }
  /** It is returned, passed on or used where it stands. */
  | { readonly how: 'used' };

/** A call that acquires something which has to be released. */
export interface Acquisition {
  readonly call: Call;
  readonly pair: Pair;
  /** The innermost function around the call. */
  readonly func: FuncInfo;
  readonly cfg: Cfg;
  /** The point at which the call runs. */
  readonly point: PointId;
  readonly bound: Bound;
  /** The variable that gets the error; `undefined` if there is none, it is dropped, or it is no variable of the function. */
  readonly error: SymbolId | undefined;
}

/** What the call acquires by the pair; `undefined` for calls outside of functions and in code that never runs. */
export function acquisitionAt(model: FileModel, facts: PackageFacts, call: Call, pair: Pair): Acquisition | undefined {
  const func = model.funcAt(call.node);
  if (func === undefined || func.body === NO_NODE) return undefined;
  const cfg = cfgOf(model, facts, func);
  const point = cfg.pointOf(call.node);
  if (point === undefined) return undefined;
  const targets = targetsOf(model, call.node);
  const bound = boundOf(model, func, call, pair, targets);
  return { call, pair, func, cfg, point, bound, error: errorOf(model, func, pair, targets) };
}

function boundOf(model: FileModel, func: FuncInfo, call: Call, pair: Pair, targets: Targets): Bound {
  switch (pair.resource.of) {
    case 'receiver':
      return ofOperand(model, func, operandOf(model, call));
    case 'argument':
      return ofOperand(model, func, call.args[pair.resource.index] ?? NO_NODE);
    case 'result':
      return ofResult(model, func, targets, pair.resource.index);
  }
}

function ofOperand(model: FileModel, func: FuncInfo, operand: NodeId): Bound {
  const node = operand === NO_NODE ? NO_NODE : model.unparenthesized(operand);
  const symbol = node === NO_NODE ? undefined : ownVariable(model, func, node);
  return symbol === undefined ? { how: 'used' } : { how: 'variable', symbol, target: node };
}

function operandOf(model: FileModel, { callee }: Call): NodeId {
  const isSelector = callee !== NO_NODE && kindOf(model.ast, callee) === Kind.selector_expression;
  return isSelector ? childIn(model.ast, callee, Field.operand) : NO_NODE;
}

function ofResult(model: FileModel, func: FuncInfo, targets: Targets, index: number): Bound {
  if (targets === 'dropped') return { how: 'dropped' };
  if (targets === 'used') return { how: 'used' };
  const target = targets[index];
  if (target === undefined) return { how: 'used' };
  const node = model.unparenthesized(target);
  if (isBlank(model, node)) return { how: 'dropped' };
  const symbol = ownVariable(model, func, node);
  return symbol === undefined ? { how: 'stored', into: node } : { how: 'variable', symbol, target: node };
}

function errorOf(model: FileModel, func: FuncInfo, pair: Pair, targets: Targets): SymbolId | undefined {
  if (pair.error === 'none' || typeof targets === 'string') return undefined;
  const last = targets.at(-1);
  const isResource = pair.resource.of === 'result' && targets.length - 1 <= pair.resource.index;
  if (last === undefined || isResource) return undefined;
  const node = model.unparenthesized(last);
  return isBlank(model, node) ? undefined : ownVariable(model, func, node)?.id;
}

/** The variable, if it is one that the function itself declares. */
function ownVariable(model: FileModel, func: FuncInfo, node: NodeId): SymbolInfo | undefined {
  const id = variableAt(model, node);
  const symbol = id === undefined ? undefined : model.symbol(id);
  return symbol?.func === func.id ? symbol : undefined;
}

export function isBlank(model: FileModel, node: NodeId): boolean {
  return kindOf(model.ast, node) === Kind.blank_identifier || model.textOf(node) === '_';
}

/** What gets the results of a call, in order; `dropped` for a call that is a statement, `used` for all others. */
type Targets = readonly NodeId[] | 'dropped' | 'used';

const GIVING: ReadonlySet<Kind> = new Set([Kind.assignment_statement, Kind.short_var_declaration, Kind.var_spec]);

function targetsOf(model: FileModel, call: NodeId): Targets {
  const { ast } = model;
  const node = model.parenthesized(call);
  const list = parentOf(ast, node);
  if (kindOf(ast, list) === Kind.expression_statement) return 'dropped';
  const statement = parentOf(ast, list);
  const isValue = fieldOf(ast, list) === Field.right || fieldOf(ast, list) === Field.value;
  if (kindOf(ast, list) !== Kind.expression_list || !isValue || !GIVING.has(kindOf(ast, statement))) return 'used';
  const left = childIn(ast, statement, Field.left);
  const targets = left === NO_NODE ? childrenIn(ast, statement, Field.name) : childrenOf(ast, left);
  // One call gives all targets their values, or each value goes to the target at its place.
  if (childrenOf(ast, list).length === 1) return targets;
  const own = targets[indexOfChild(ast, list, node)];
  return own === undefined ? 'used' : [own];
}
