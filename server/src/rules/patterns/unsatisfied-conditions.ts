import type { Cfg, Edge, FileModel, NodeId, Point, PointId } from '../../semantic/index.js';
import { Kind, NO_NODE, afterOf, dominatorsOf, kindOf, loopsOf } from '../../semantic/index.js';

/** What is taken to hold wherever a condition of these words is asked. */
export type Assumed = ReadonlyMap<string, boolean>;

/** More conditions than that are not told apart; the rest is taken to go either way. */
const MAX_CONDITIONS = 4;

type Repeated = readonly (readonly [string, readonly Point[]])[];

const kept = new WeakMap<Cfg, Repeated>();

/**
 * Conditions that are asked more than once and mean the same each time come out the same each time. Every combination
 * of them; those that the way to `from` has already decided are in all of them.
 */
export function oftenAsked(model: FileModel, cfg: Cfg, from: PointId): readonly Assumed[] {
  const often = kept.get(cfg) ?? repeated(model, cfg);
  kept.set(cfg, often);
  let all: Map<string, boolean>[] = [new Map<string, boolean>()];
  for (const [key, points] of often) {
    const known = decidedBefore(cfg, points, from);
    const values = known === undefined ? [true, false] : [known];
    all = all.flatMap((one) => values.map((value) => new Map([...one, [key, value]])));
  }
  return all;
}

/** The first conditions that are written more than once and cannot change. */
function repeated(model: FileModel, cfg: Cfg): Repeated {
  const byKey = new Map<string, Point[]>();
  for (const point of cfg.points) {
    if (point.kind !== 'condition' || !isStable(model, cfg, point.node)) continue;
    const key = keyOf(model, point.node);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [point]);
    else known.push(point);
  }
  return [...byKey].filter(([, points]) => points.length > 1).slice(0, MAX_CONDITIONS);
}

/** True if the edge is one that is not taken when what is assumed holds. */
export function contradicts(model: FileModel, assumed: Assumed, from: Point, edge: Edge): boolean {
  if (assumed.size === 0 || from.kind !== 'condition') return false;
  const value = assumed.get(keyOf(model, from.node));
  return value !== undefined && edge.label === (value ? 'false' : 'true');
}

/** The symbols that a part of the tree names. */
export function namesIn(model: FileModel, node: NodeId): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = node; at < afterOf(model.ast, node); at = (at + 1) as NodeId) {
    const id = model.bindings.symbolOfNode[at];
    if (id !== undefined && id >= 0) found.add(id);
  }
  return found;
}

/** True for comparisons of constants and variables that get their value once, where they are declared. */
function isStable(model: FileModel, cfg: Cfg, condition: NodeId): boolean {
  if (condition === NO_NODE) return false;
  for (let at = condition; at < afterOf(model.ast, condition); at = (at + 1) as NodeId) {
    const kind = kindOf(model.ast, at);
    if (kind === Kind.call_expression || kind === Kind.index_expression || kind === Kind.func_literal) return false;
    if (kind === Kind.selector_expression || kind === Kind.unary_expression) return false;
    const symbol = kind === Kind.identifier ? model.symbolAt(at) : undefined;
    if (symbol === undefined) continue;
    const references = model.referencesOf(symbol.id);
    if (references.some(({ access }) => access !== 'read' && access !== 'declare')) return false;
    // A variable of a loop has another value in each iteration.
    const isOfLoop = symbol.kind === 'loop-variable' || isDeclaredInLoop(cfg, symbol.declaration);
    if (isOfLoop) return false;
  }
  return true;
}

function isDeclaredInLoop(cfg: Cfg, declaration: NodeId): boolean {
  const point = declaration === NO_NODE ? undefined : cfg.pointOf(declaration);
  return point !== undefined && loopsOf(cfg).around(point) !== undefined;
}

/** Equal for conditions that ask the same of the same variables. */
function keyOf(model: FileModel, condition: NodeId): string {
  return `${model.textOf(condition)} ${[...namesIn(model, condition)].join()}`;
}

/** How the condition came out on every path to `from`. */
function decidedBefore(cfg: Cfg, points: readonly Point[], from: PointId): boolean | undefined {
  const dominators = dominatorsOf(cfg);
  for (const point of points.filter(({ id }) => dominators.dominates(id, from) && id !== from)) {
    const ways = point.next.filter(({ to }) => dominators.dominates(to, from));
    const [way] = ways;
    if (way !== undefined && ways.length === 1 && way.label !== 'always') return way.label === 'true';
  }
  return undefined;
}
