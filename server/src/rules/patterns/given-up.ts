import type { Call, FileModel, FuncId, NodeId, OnPaths, PointId, SymbolId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenOf,
  firstChild,
  isWithin,
  kindOf,
  matchesOnPathsFrom,
  parentOf,
  reaches,
  standingOf,
} from '../../semantic/index.js';
import { isAtLeast } from '../../workspace/index.js';
import { definitionsOf, valueAssignedTo } from './definitions.js';
import type { Hold } from './hold.js';
import type { Holds } from './holds.js';
import type { Write } from './timeline.js';
import { writesOf } from './timeline.js';
import { isHandedOn } from './handed-on.js';
import type { Target } from './target.js';

/** A place at which a link may be cut. */
interface Cut {
  readonly node: NodeId;
  readonly func: FuncId;
  /** False where what is put in the place may lead to the target as well. */
  readonly isCertain: boolean;
}

/**
 * On which paths from the call to the function's return the link is cut: one of the variables on its way is given a
 * value that does not reach the target (captures are by reference), or `endingCalls` sets another finalizer.
 * A cut in a deferred literal counts where the defer is certain to be executed. A cut in any other literal, or through
 * a pointer to the variable, happens at a time that nobody knows: the answer then is `every`, for silence.
 */
export function givenUp(
  model: FileModel,
  target: Target,
  holds: Holds,
  link: Hold,
  endingCalls: readonly Call[],
): OnPaths {
  if (link.variables.some((variable) => isChangedThroughPointer(model, target, variable))) return 'every';
  const holders = link.kind === 'holder' ? [...link.variables, ...link.pointers] : link.pointers;
  const cuts = [
    ...link.variables.flatMap((variable) => cutsOf(model, target, holds, variable)),
    ...holders.flatMap((variable) => fieldCutsOf(model, holds, link, variable)),
    ...endingCalls.map(({ node }) => ({ node, func: model.funcAt(node)?.id ?? target.func.id, isCertain: true })),
  ];
  const matches = new Set<PointId>();
  let isUncertain = holders.some((variable) => isHandedOn(model, target, variable));
  for (const cut of cuts) {
    // What the finalizer itself does comes too late.
    if (isWithin(model.ast, cut.node, target.call)) continue;
    const place = placeOfCut(model, target, cut);
    if (place === undefined) return 'every';
    if (place.isCertain && cut.isCertain) matches.add(place.point);
    else isUncertain = true;
  }
  if (matches.size === 0) return isUncertain ? 'some' : 'none';
  if ([...matches].some((point) => isDeferredBefore(model, target, point))) return 'every';
  const ends = declarationPoints(model, target, link.variables);
  const found = matchesOnPathsFrom(model.cfg(target.func), target.point, (point) =>
    matches.has(point) ? 'match' : ends.has(point) ? 'end' : 'nothing',
  );
  return found === 'none' && isUncertain ? 'some' : found;
}

/** Assignments to the variable of something that does not lead to the target, and returns that assign to a result. */
function cutsOf(model: FileModel, target: Target, holds: Holds, variable: SymbolId): Cut[] {
  const symbol = model.symbol(variable);
  if (symbol === undefined) return [];
  const cuts = writesOf(model, variable)
    .filter(({ node }) => !isOfNextIteration(model, target, node))
    .flatMap((write) => cutBy(holds, write, valueAssignedTo(model, write.node)));
  if (symbol.kind === 'result' && symbol.func === target.func.id)
    cuts.push(...returnsOver(model, target, holds, symbol.declaration));
  return cuts;
}

/** From Go 1.22 on the post statement of a loop works on the variable of the next iteration, a copy. */
function isOfNextIteration(model: FileModel, target: Target, node: NodeId): boolean {
  if (target.go === undefined || !isAtLeast(target.go, 1, 22)) return false;
  if (model.symbolAt(node)?.kind !== 'loop-variable') return false;
  let at = node;
  while (at > 0 && kindOf(model.ast, parentOf(model.ast, at)) !== Kind.for_clause) at = parentOf(model.ast, at);
  return at > 0 && model.ast.field[at] === Field.update;
}

/** No cut where the value certainly leads to the target, too; an uncertain one where it may. */
function cutBy(holds: Holds, write: Write, value: NodeId | undefined): Cut[] {
  const hold = value === undefined ? undefined : holds.of(value);
  return hold?.isCertain === true ? [] : [{ node: write.node, func: write.func, isCertain: hold === undefined }];
}

/** Assignments to the field of the variable, or of what it points to, that holds the target, or to some element. */
function fieldCutsOf(model: FileModel, holds: Holds, link: Hold, variable: SymbolId): Cut[] {
  const symbol = model.symbol(variable);
  if (symbol === undefined) return [];
  return definitionsOf(model, symbol).flatMap((part) => {
    if (!part.isPart || (part.field !== undefined && part.field !== link.field)) return [];
    // Which element is given another value is not known.
    return cutBy(holds, part, part.value).map((cut) => (part.field === undefined ? { ...cut, isCertain: false } : cut));
  });
}

/** `return nil` assigns to a named result; a return without values and one that returns the target do not. */
function returnsOver(model: FileModel, target: Target, holds: Holds, declaration: NodeId): Cut[] {
  const { ast } = model;
  const results = childrenOf(ast, childIn(ast, target.func.node, Field.result)).flatMap((parameter) =>
    childrenOf(ast, parameter).filter((child) => ast.field[child] === Field.name),
  );
  const position = results.indexOf(declaration);
  const cuts: Cut[] = [];
  for (let node = target.func.body; node < afterOf(ast, target.func.body); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.return_statement || model.funcAt(node)?.id !== target.func.id) continue;
    const list = firstChild(ast, node);
    if (list === NO_NODE) continue;
    const values = childrenOf(ast, list);
    const value = values.length === results.length ? values[position] : undefined;
    cuts.push(...cutBy(holds, { node, func: target.func.id }, value));
  }
  return cuts;
}

/** True if the variable's address is taken outside of the finalizer and anything but reading may be done with it. */
function isChangedThroughPointer(model: FileModel, target: Target, variable: SymbolId): boolean {
  return model.referencesOf(variable).some((reference) => {
    if (reference.access !== 'address' || isWithin(model.ast, reference.node, target.call)) return false;
    const address = model.parenthesized(parentOf(model.ast, model.parenthesized(reference.node)));
    const list = parentOf(model.ast, address);
    const statement = parentOf(model.ast, list);
    if (kindOf(model.ast, statement) !== Kind.short_var_declaration) return true;
    const position = childrenOf(model.ast, list).indexOf(address);
    const name = childrenOf(model.ast, childIn(model.ast, statement, Field.left))[position];
    const pointer = name === undefined ? undefined : model.symbolAt(name);
    if (pointer === undefined) return true;
    return model
      .referencesOf(pointer.id)
      .some(
        (use) =>
          use.access !== 'declare' && !isWithin(model.ast, use.node, target.call) && !isReadThrough(model, use.node),
      );
  });
}

/** `*p` for the identifier `p`, anywhere but on the left of an assignment. */
function isReadThrough(model: FileModel, pointer: NodeId): boolean {
  const star = parentOf(model.ast, model.parenthesized(pointer));
  if (kindOf(model.ast, star) !== Kind.unary_expression || model.ast.op[star] !== Op.times) return false;
  const list = parentOf(model.ast, model.parenthesized(star));
  return kindOf(model.ast, list) !== Kind.expression_list || model.ast.field[list] !== Field.left;
}

interface CutPlace {
  readonly point: PointId;
  readonly isCertain: boolean;
}

/** The point of the target's function at which the cut happens, or at which the literal with it is deferred. */
function placeOfCut(model: FileModel, target: Target, cut: Cut): CutPlace | undefined {
  const cfg = model.cfg(target.func);
  const standing = standingOf(model, cut.node, cut.func);
  if (standing.func === target.func.id) {
    const point = cfg.pointOf(standing.node);
    return point === undefined ? undefined : { point, isCertain: true };
  }
  const literal = model.func(cut.func);
  if (literal === undefined || literal.kind !== 'literal' || literal.parent !== target.func.id) return undefined;
  const defer = deferOf(model, literal.node);
  const point = defer === undefined ? undefined : cfg.pointOf(defer);
  if (point === undefined) return undefined;
  const inner = model.cfg(literal);
  const at = inner.pointOf(cut.node);
  const isCertain = at !== undefined && !reaches(inner, inner.entry, inner.exit, (passed) => passed === at);
  return { point, isCertain };
}

/** The statement `defer func() { … }()` whose literal this is. */
function deferOf(model: FileModel, literal: NodeId): NodeId | undefined {
  const call = parentOf(model.ast, model.parenthesized(literal));
  if (kindOf(model.ast, call) !== Kind.call_expression || model.callAt(call).callee !== literal) return undefined;
  const statement = parentOf(model.ast, call);
  return kindOf(model.ast, statement) === Kind.defer_statement ? statement : undefined;
}

/** True if the point is a defer statement that every way to the call passes. */
function isDeferredBefore(model: FileModel, target: Target, point: PointId): boolean {
  const cfg = model.cfg(target.func);
  const node = cfg.points[point]?.node ?? NO_NODE;
  if (node === NO_NODE || kindOf(model.ast, node) !== Kind.defer_statement) return false;
  return !reaches(cfg, cfg.entry, target.point, (passed) => passed === point);
}

/** Where a variable is declared again a new one begins: the old one keeps its value for ever. */
function declarationPoints(model: FileModel, target: Target, variables: readonly SymbolId[]): Set<PointId> {
  const cfg = model.cfg(target.func);
  const points = variables.map((variable) => cfg.pointOf(model.symbol(variable)?.declaration ?? NO_NODE));
  return new Set(points.filter((point) => point !== undefined));
}
