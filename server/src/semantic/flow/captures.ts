import type { NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, childrenOf, isWithin, kindOf, parentOf } from '../../syntax/index.js';
import type { FuncId, FuncInfo, Reference, SymbolId, SymbolInfo } from '../bind/bindings.js';
import { NO_FUNC } from '../bind/bindings.js';
import type { PointId } from '../cfg/cfg.js';
import type { FileModel } from '../model.js';
import { reaches } from './paths.js';

/** A variable of a function around a literal that the literal uses. Go captures variables, never their values. */
export interface Capture {
  readonly symbol: SymbolInfo;
  /** The first use in the literal, or in one inside it. */
  readonly use: NodeId;
  /** The literal, or one inside it, assigns the variable or takes its address. */
  readonly isChangedInside: boolean;
  /**
   * The variable may get another value outside of the literal once the literal exists; if not, the capture is as good as
   * one of the value. What other literals assign counts, whenever they run, and so does an address that is taken.
   */
  readonly isChangedAfter: boolean;
}

/** Whether the variables of a loop's clause are one for all iterations, before Go 1.22, or one for each. */
export type LoopVariables = 'shared' | 'per-iteration';

/** The variables that a literal captures, by their first use. */
export function capturesOf(model: FileModel, literal: FuncInfo, loopVariables: LoopVariables): readonly Capture[] {
  const uses = new Map<SymbolId, NodeId>();
  const end = afterOf(model.ast, literal.node);
  for (let node = literal.node; node < end; node = (node + 1) as NodeId) {
    const id = model.bindings.symbolOfNode[node] as SymbolId;
    const symbol = model.symbol(id);
    if (symbol !== undefined && !uses.has(id) && isCaptured(model, symbol, literal)) uses.set(id, node);
  }
  return [...uses].flatMap(([id, use]) => {
    const symbol = model.symbol(id);
    if (symbol === undefined) return [];
    const changes = model.referencesOf(id).filter(isChange);
    const isInside = ({ node }: Reference): boolean => isWithin(model.ast, node, literal.node);
    const outside = changes.filter((change) => !isInside(change));
    const isChangedAfter =
      outside.some((change) => comesAfter(model, literal, symbol, change, loopVariables)) ||
      (loopVariables === 'shared' && isOfRangeAround(model, literal, symbol));
    return [{ symbol, use, isChangedInside: changes.some(isInside), isChangedAfter }];
  });
}

function isCaptured(model: FileModel, symbol: SymbolInfo, literal: FuncInfo): boolean {
  if (symbol.func === NO_FUNC || symbol.func === literal.id || !isVariable(symbol)) return false;
  return model.isFuncWithin(literal.id, symbol.func);
}

function isVariable({ kind }: SymbolInfo): boolean {
  return kind !== 'constant' && kind !== 'type' && kind !== 'type-parameter' && kind !== 'function';
}

function isChange({ access }: Reference): boolean {
  return access === 'write' || access === 'readwrite' || access === 'address';
}

/** True if the change may come once the literal exists, to the very variable that it captured. */
function comesAfter(
  model: FileModel,
  literal: FuncInfo,
  symbol: SymbolInfo,
  change: Reference,
  loopVariables: LoopVariables,
): boolean {
  if (change.access === 'address') return true;
  const anchor = partOf(model, literal, change.func);
  const func = model.func(change.func);
  // Another literal may run at any time.
  if (anchor === undefined || func === undefined) return true;
  const cfg = model.cfg(func);
  const [from, to] = [cfg.pointOf(anchor), cfg.pointOf(change.node)];
  if (from === undefined || to === undefined) return true;
  const loop = symbol.kind === 'loop-variable' ? loopOf(model, symbol) : NO_NODE;
  const isOwn = loop !== NO_NODE && loopVariables === 'per-iteration';
  // The next iteration's variable is what the clause counts up.
  if (isOwn && isUpdate(model, loop, change.node)) return false;
  // Before Go 1.22 a loop's clause declares its variables once, in front of the loop.
  const renewed = isOwn ? cfg.loopTops.get(loop) : pointOfDeclaration(model, symbol, change.func);
  return reaches(cfg, from, to, (point) => point === renewed);
}

/** The point at which each round of a loop around makes the variable anew. */
function pointOfDeclaration(model: FileModel, symbol: SymbolInfo, inFunc: FuncId): PointId | undefined {
  const func = model.func(inFunc);
  return func === undefined || symbol.func !== inFunc ? undefined : model.cfg(func).pointOf(symbol.declaration);
}

/** The literal, or the one around it that stands directly in the function. */
function partOf(model: FileModel, literal: FuncInfo, func: FuncId): NodeId | undefined {
  let at: FuncInfo | undefined = literal;
  while (at !== undefined && at.parent !== func) at = model.func(at.parent);
  return at?.node;
}

/** The for statement whose clause declares the variable. */
function loopOf(model: FileModel, symbol: SymbolInfo): NodeId {
  let node = symbol.declaration;
  while (node !== NO_NODE && kindOf(model.ast, node) !== Kind.for_statement) node = parentOf(model.ast, node);
  return node;
}

function isUpdate(model: FileModel, loop: NodeId, node: NodeId): boolean {
  const clause = childrenOf(model.ast, loop).find((child) => kindOf(model.ast, child) === Kind.for_clause);
  const update = clause === undefined ? NO_NODE : childIn(model.ast, clause, Field.update);
  return update !== NO_NODE && isWithin(model.ast, node, update);
}

/** True for a variable that the head of a range loop around the literal assigns in every round. */
function isOfRangeAround(model: FileModel, literal: FuncInfo, symbol: SymbolInfo): boolean {
  if (symbol.kind !== 'loop-variable') return false;
  const loop = loopOf(model, symbol);
  const isRange = kindOf(model.ast, parentOf(model.ast, parentOf(model.ast, symbol.declaration))) === Kind.range_clause;
  return isRange && loop !== NO_NODE && isWithin(model.ast, literal.node, loop);
}
