import type { Cfg, FileModel, FuncInfo, NodeId, PointId } from '../semantic/index.js';
import { Kind, NO_NODE, callMode, isWithin, kindOf, parentOf, reaches } from '../semantic/index.js';
import type { PoolGuarantee, PoolStep } from './pool-facts-types.js';
import { namesReset } from './pool-facts-meaning.js';
import type { PlacedStep } from './pool-facts-steps.js';

/** A stretch of one function's control flow that is passed before a Put. */
interface Stretch {
  readonly func: FuncInfo;
  readonly cfg: Cfg;
  readonly from: PointId;
  readonly to: PointId;
  /** Deferred calls count: the stretch lies between a defer statement and the end of the function. */
  readonly isDeferring: boolean;
}

/** A step at a point of a stretch. */
interface Stop {
  readonly step: PoolStep;
  readonly point: PointId;
  readonly node: NodeId;
  /** It is deferred, or stands in a function that is. */
  readonly isLater: boolean;
}

/** What is done to an object before a Put. */
export interface BeforePut {
  /** What is done on every path, each with what may be done between it and the Put. */
  readonly guarantees: readonly PoolGuarantee[];
  /** What is done on some path. */
  readonly steps: readonly PoolStep[];
}

/** What is done to an object on the paths to its Put. */
export function stepsBefore(model: FileModel, put: NodeId, steps: readonly PlacedStep[]): BeforePut {
  const stretches = stretchesTo(model, put);
  const stops = stretches.map((stretch) => stopsIn(model, stretch, steps));
  const found: PoolGuarantee[] = [];
  stretches.forEach((stretch, index) => {
    const here = stops[index] ?? [];
    const after = stops.slice(index + 1).flat();
    for (const group of groupsOf(here)) {
      const points = new Set(group.map(({ point }) => point));
      // What stands in the argument of the Put is done right before it.
      const isInPut = group.some(({ node }) => isWithin(model.ast, node, put));
      if (!isInPut && reaches(stretch.cfg, stretch.from, stretch.to, (point) => points.has(point))) continue;
      // What is deferred runs when all else is done.
      const isLast = group.every(({ isLater }) => isLater);
      const between = isLast ? after : [...here.filter((stop) => isPassedAfter(stretch, group, stop)), ...after];
      for (const step of distinct(group)) found.push({ step, between: distinct(between, step) });
    }
  });
  return { guarantees: found, steps: distinct(stops.flat()) };
}

/** The steps that are done on every path from a Get to whatever else is done, each with what may be done before it. */
export function guaranteesAfter(model: FileModel, get: NodeId, steps: readonly PlacedStep[]): PoolGuarantee[] {
  const func = model.funcAt(get);
  if (func === undefined) return [];
  const cfg = model.cfg(func);
  const from = cfg.pointOf(get);
  if (from === undefined) return [];
  const stretch: Stretch = { func, cfg, from, to: cfg.exit, isDeferring: true };
  const stops = [
    ...stopsIn(
      model,
      stretch,
      steps.filter(({ mode }) => mode !== 'defer'),
    ),
    ...steps
      .filter((placed) => cfg.pointOf(placed.node) === from)
      .map((placed) => ({ ...placed, point: from, isLater: false })),
  ];
  return groupsOf(stops).flatMap((group): PoolGuarantee[] => {
    const points = new Set(group.map(({ point }) => point));
    const own = new Set(group);
    const isAtGet = points.has(from);
    const earlier = stops.filter(
      (stop) => !own.has(stop) && !isAtGet && isPassedBefore(cfg, from, group, points, stop),
    );
    if (earlier.some(({ step }) => step.does === 'use')) return [];
    return distinct(group).map((step) => ({ step, between: distinct(earlier, step) }));
  });
}

/** What lies before the Put: its own function, and for a literal the functions around it. */
function stretchesTo(model: FileModel, put: NodeId): Stretch[] {
  const isLiteral = kindOf(model.ast, put) === Kind.func_literal;
  const func = model.funcAt(isLiteral ? parentOf(model.ast, put) : put);
  if (func === undefined) return [];
  const cfg = model.cfg(func);
  const point = pointAround(model, cfg, put);
  if (point === undefined) return [];
  const outer = func.kind === 'literal' ? stretchesTo(model, func.node) : [];
  const before: Stretch = { func, cfg, from: cfg.entry, to: point, isDeferring: false };
  if (!isDeferred(model, put)) return [...outer, before];
  return [...outer, before, { func, cfg, from: point, to: cfg.exit, isDeferring: true }];
}

/** The point at which an expression is evaluated; for a literal, at which it is made. */
export function pointAround(model: FileModel, cfg: Cfg, node: NodeId): PointId | undefined {
  const isLiteral = kindOf(model.ast, node) === Kind.func_literal;
  return cfg.pointOf(isLiteral ? parentOf(model.ast, node) : node);
}

/** True for a call, or a literal that is called, in a defer statement. */
function isDeferred(model: FileModel, node: NodeId): boolean {
  if (kindOf(model.ast, node) === Kind.call_expression) return callMode(model, node) === 'defer';
  const call = parentOf(model.ast, model.parenthesized(node));
  return call !== NO_NODE && kindOf(model.ast, call) === Kind.call_expression && callMode(model, call) === 'defer';
}

function stopsIn(model: FileModel, stretch: Stretch, steps: readonly PlacedStep[]): Stop[] {
  return steps.flatMap((placed): Stop[] => {
    const site = placeIn(model, stretch.func, placed);
    if (site === undefined || (site.isLater && !stretch.isDeferring)) return [];
    const point = pointAround(model, stretch.cfg, site.node);
    if (point === undefined || !reaches(stretch.cfg, stretch.from, point, () => false)) return [];
    if (point !== stretch.to && !reaches(stretch.cfg, point, stretch.to, () => false)) return [];
    return [{ step: placed.step, point, node: placed.node, isLater: site.isLater }];
  });
}

/** Where in the function a step is done: it may stand in a literal that is written there. */
function placeIn(
  model: FileModel,
  func: FuncInfo,
  { node, func: at, mode }: PlacedStep,
): { readonly node: NodeId; readonly isLater: boolean } | undefined {
  let place = node;
  let isLater = mode === 'defer';
  for (let inner = model.func(at); inner !== undefined && inner.id !== func.id; inner = model.func(inner.parent)) {
    place = inner.node;
    isLater = isDeferred(model, inner.node);
    const call = parentOf(model.ast, model.parenthesized(inner.node));
    if (!isLater && kindOf(model.ast, call) !== Kind.call_expression) return undefined;
    if (model.func(inner.parent) === undefined) return undefined;
  }
  return { node: place, isLater };
}

/** Steps of one kind each, and all that reset together: no single one may stand on every path. */
function groupsOf(stops: readonly Stop[]): Stop[][] {
  const groups = new Map<string, Stop[]>();
  for (const stop of stops) {
    const key = keyOf(stop.step);
    groups.set(key, [...(groups.get(key) ?? []), stop]);
  }
  const resets = stops.filter(({ step: { does, name, callee } }) => {
    return (
      does === 'reset' || (does === 'method' && namesReset(name)) || (callee !== undefined && namesReset(callee.name))
    );
  });
  const together = new Set(resets.map(({ step }) => step.path)).size === 1 ? [resets] : [];
  return [...groups.values(), ...together];
}

function isPassedAfter(stretch: Stretch, group: readonly Stop[], stop: Stop): boolean {
  const points = new Set(group.map(({ point }) => point));
  if (points.has(stop.point)) {
    return group.some(({ point, node }) => point === stop.point && node < stop.node) && !group.includes(stop);
  }
  return (
    group.some(({ point }) => reaches(stretch.cfg, point, stop.point, (at) => points.has(at))) &&
    reaches(stretch.cfg, stop.point, stretch.to, (at) => points.has(at))
  );
}

function isPassedBefore(
  cfg: Cfg,
  from: PointId,
  group: readonly Stop[],
  points: ReadonlySet<PointId>,
  stop: Stop,
): boolean {
  const same = group.find(({ point }) => point === stop.point);
  if (same !== undefined) return stop.node < same.node;
  return stop.point === from || reaches(cfg, from, stop.point, (point) => points.has(point));
}

/** Steps without doubles, and without those that are the same as `except`. */
export function distinct(stops: readonly { readonly step: PoolStep }[], except?: PoolStep): PoolStep[] {
  const seen = new Set(except === undefined ? [] : [keyOf(except)]);
  return stops.flatMap(({ step }) => {
    const key = keyOf(step);
    if (seen.has(key)) return [];
    seen.add(key);
    return [step];
  });
}

function keyOf({ does, path, name, callee, index, given }: PoolStep): string {
  return JSON.stringify([does, path, name, index, callee, given]);
}
