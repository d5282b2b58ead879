import { Field, Kind, childIn, kindOf, parentOf } from '../../syntax/index.js';
import type { NodeId } from '../../syntax/index.js';
import type { FuncInfo } from '../bind/bindings.js';
import type { Cfg, Point, PointId } from '../cfg/cfg.js';
import { deferredFunction } from '../cfg/questions.js';
import type { FileModel } from '../model.js';
import type { OnPaths } from './paths.js';
import { matchesOnPathsFrom } from './paths.js';

/** The graphs to be asked: `model.cfg`, or `model.cfgWith` with what the package knows. */
export type CfgOf = (func: FuncInfo) => Cfg;

/** The literals that a point calls where they stand, `func() { … }()`, in source order; not those after go and defer. */
export function literalsCalledAt(model: FileModel, cfg: Cfg, point: PointId): readonly FuncInfo[] {
  const node = cfg.points[point]?.node;
  if (node === undefined || node < 0 || !hasOwnCode(model, node)) return [];
  return model.callsIn(node).flatMap(({ node: call, callee }) => {
    if (callee < 0 || kindOf(model.ast, callee) !== Kind.func_literal) return [];
    const started = kindOf(model.ast, parentOf(model.ast, call));
    if (started === Kind.go_statement || started === Kind.defer_statement) return [];
    const literal = model.funcAt(callee);
    return literal?.parent === cfg.func && cfg.pointOf(call) === point ? [literal] : [];
  });
}

/** The literal that a defer statement defers. */
export function deferredLiteral(model: FileModel, defer: NodeId): FuncInfo | undefined {
  const deferred = deferredFunction(model, defer);
  return deferred?.kind === 'literal' &&
    parentOf(model.ast, parentOf(model.ast, model.parenthesized(deferred.node))) === defer
    ? deferred
    : undefined;
}

/**
 * On which of the paths of a function that return something happens that `does` tells of single points; it is asked
 * about the points of literals called on the way and of deferred literals as well, with the function that they are of.
 */
export function happensIn(
  model: FileModel,
  func: FuncInfo,
  does: (point: Point, of: FuncInfo) => boolean,
  cfgOf: CfgOf = (asked) => model.cfg(asked),
): OnPaths {
  const cfg = cfgOf(func);
  const perPoint = cfg.points.map((point) => happensAt(model, cfg, point, func, does, cfgOf));
  const sure = matchesOnPathsFrom(cfg, cfg.entry, (point) => (perPoint[point] === 'every' ? 'match' : 'nothing'));
  if (sure !== 'none') return sure;
  const perhaps = matchesOnPathsFrom(cfg, cfg.entry, (point) => (perPoint[point] === 'none' ? 'nothing' : 'match'));
  return perhaps === 'none' ? 'none' : 'some';
}

function happensAt(
  model: FileModel,
  cfg: Cfg,
  point: Point,
  func: FuncInfo,
  does: (point: Point, of: FuncInfo) => boolean,
  cfgOf: CfgOf,
): OnPaths {
  if (does(point, func)) return 'every';
  const inner = [...literalsCalledAt(model, cfg, point.id)];
  const isDefer = point.node >= 0 && kindOf(model.ast, point.node) === Kind.defer_statement;
  // What is deferred happens on every path that passes here and returns.
  const deferred = isDefer ? deferredLiteral(model, point.node) : undefined;
  if (deferred !== undefined) inner.push(deferred);
  const results = inner.map((literal) => happensIn(model, literal, does, cfgOf));
  if (results.includes('every')) return 'every';
  return results.includes('some') ? 'some' : 'none';
}

/** False for heads and joins whose node has statements that are points of their own. */
function hasOwnCode(model: FileModel, node: NodeId): boolean {
  const kind = kindOf(model.ast, node);
  if (kind === Kind.labeled_statement || kind === Kind.select_statement) return false;
  return childIn(model.ast, node, Field.body) < 0 || kind === Kind.func_literal;
}
