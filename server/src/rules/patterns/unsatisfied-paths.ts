import type { Channel, Operation, Step, Thread } from '../../concurrency/index.js';
import { cfgOf } from '../../concurrency/index.js';
import type { Cfg, Fact, FileModel, FoundPath, FuncInfo, NodeId, Point, PointId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  fieldOf,
  isEndOf,
  isWithin,
  kindOf,
  loopsOf,
  parentOf,
  searchPaths,
} from '../../semantic/index.js';
import { contradicts, oftenAsked } from './unsatisfied-conditions.js';
import type { View } from './unsatisfied-waits.js';

/** Where a function is left without having done what others wait for. */
export interface Leave {
  readonly func: FuncInfo;
  /** The goroutine that leaves. */
  readonly thread: Thread;
  /** `again`: it does not return, but makes the next channel. */
  readonly how: 'returns' | 'again';
  /** False where it comes to the end of its body. */
  readonly isStatement: boolean;
  /** In UTF-16 code units: the return statement, the brace that ends the function, or the next `make`. */
  readonly offset: number;
}

/** Operations of a channel of which one is enough to end a wait, seen from the function of one goroutine. */
export interface Supplies {
  /** Points at which it is certain that one is done, or comes when the function returns. */
  readonly sure: ReadonlySet<PointId>;
  /** Points that start goroutines which may leave it out, with how they do. */
  readonly unsure: ReadonlyMap<PointId, Leave>;
}

/** The function that a goroutine runs; `undefined` where it stands in another file. */
export function bodyOfThread(channel: Channel, thread: Thread): FuncInfo | undefined {
  return thread.startedBy === 'owner' ? channel.owner : thread.body;
}

/**
 * Where the goroutine's own function does one of `operations` or starts goroutines that do. `undefined` where that
 * cannot be told: it happens in a function that is written elsewhere or called in ways that are not followed.
 */
export function suppliesIn(
  view: View,
  channel: Channel,
  thread: Thread,
  operations: readonly Operation[],
): Supplies | undefined {
  const body = bodyOfThread(channel, thread);
  if (body === undefined) return undefined;
  const cfg = cfgOf(view.model, view.facts, body);
  const sure = new Set<PointId>();
  const unsure = new Map<PointId, Leave>();
  for (const operation of operations.filter((one) => one.thread === thread)) {
    for (const place of placesIn(body, operation.via, operation.node)) add(sure, cfg.pointOf(place));
  }
  for (const child of channel.threads.filter((one) => one.starter === thread)) {
    if (!operations.some((one) => isStartedBy(one.thread, child))) continue;
    const leave = leaveOf(view, channel, child, operations);
    for (const place of placesIn(body, child.via, child.start)) {
      const point = cfg.pointOf(place);
      if (leave === undefined) add(sure, point);
      else if (point !== undefined) unsure.set(point, leave);
    }
  }
  return { sure, unsure };
}

/** How a goroutine can return without one of `operations`; `undefined` if it cannot, or nobody can tell. */
export function leaveOf(
  view: View,
  channel: Channel,
  thread: Thread,
  operations: readonly Operation[],
): Leave | undefined {
  const body = bodyOfThread(channel, thread);
  const supplies = suppliesIn(view, channel, thread, operations);
  if (body === undefined || supplies === undefined) return undefined;
  const { sure, unsure } = supplies;
  const from = cfgOf(view.model, view.facts, body).entry;
  const start: Start = { thread, body, from, assume: isChannel(channel, body) };
  const direct = leaveWithout(view, start, new Set([...sure, ...unsure.keys()]));
  if (direct !== undefined) return direct;
  const indirect = leaveWithout(view, start, sure);
  return indirect === undefined ? undefined : [...unsure.values()][0];
}

/** The variables of a function that hold the channel are not nil. */
export function isChannel({ holders }: Channel, func: FuncInfo): readonly Fact[] {
  return holders.filter((holder) => holder.func === func).map(({ symbol }) => ({ symbol, value: 'non-nil' }));
}

/** Where a walk begins: behind a point of the function of a goroutine. */
export interface Start {
  readonly thread: Thread;
  readonly body: FuncInfo;
  readonly from: PointId;
  /** What is known there. */
  readonly assume?: readonly Fact[];
  /** Where the channel is made; whoever comes there again has left the one before behind. */
  readonly again?: PointId | undefined;
}

/**
 * The last way in the text from `start` out of its function that passes none of the points. Panics and the end of the process are no way
 * out. A loop that has one of the points is taken to pass it before it is done, and a lone `if` around one to know when
 * it is needed: `if !isClosed { close(ch) }`.
 */
export function leaveWithout(view: View, start: Start, points: ReadonlySet<PointId>): Leave | undefined {
  const { model } = view;
  const { body, from, again, assume = [] } = start;
  const cfg = cfgOf(model, view.facts, body);
  const passed = [...points].flatMap((point) => loopsOf(cfg).around(point) ?? []);
  const loops = passed.filter((loop) => !loopsOf(cfg).isIn(from, loop));
  const states = [...points].flatMap((point) => stateTests(model, cfg, from, point, points.size));
  for (const assumed of oftenAsked(model, cfg, from)) {
    const { found } = searchPaths(model, cfg, {
      from,
      assume,
      at: (point) => {
        if (points.has(point.id) || point.kind === 'panic') return 'end';
        return isLeft(cfg, point) || point.id === again ? 'match' : 'pass';
      },
      over: (point, edge) => {
        if (contradicts(model, assumed, point, edge)) return 'end';
        if (isPassedBy(model, cfg, states, point, edge.to)) return 'end';
        const isDone = loops.some((loop) => loopsOf(cfg).isIn(point.id, loop) && !loopsOf(cfg).isIn(edge.to, loop));
        return isDone && isOfLoopHead(model, point) ? 'end' : 'pass';
      },
    });
    const leave = lastOf(found.map((path) => leaveAt(model, cfg, start, path)));
    if (leave !== undefined) return leave;
  }
  return undefined;
}

/**
 * The way out to tell people of: a return statement, the last in the text. The nearer to what is left out, the fewer
 * conditions that nobody sees through it rests on.
 */
function lastOf(leaves: readonly Leave[]): Leave | undefined {
  const rank = ({ how, isStatement }: Leave): number => (how === 'again' ? 0 : isStatement ? 2 : 1);
  return leaves.reduce<Leave | undefined>((best, leave) => {
    if (best === undefined || rank(leave) > rank(best)) return leave;
    return rank(leave) === rank(best) && leave.offset > best.offset ? leave : best;
  }, undefined);
}

/** The nodes of `body` by which a chain of calls comes to `node`. */
export function placesIn(body: FuncInfo, via: readonly Step[], node: NodeId): readonly NodeId[] {
  const step = via.findIndex(({ func }) => func.id === body.id);
  if (step < 0) return [];
  return step === via.length - 1 ? [node] : (via[step]?.places ?? []);
}

/** True if `thread` is `starter` or was started by it, directly or not. */
export function isStartedBy(thread: Thread, starter: Thread): boolean {
  for (let at: Thread | undefined = thread; at !== undefined; at = at.starter) if (at === starter) return true;
  return false;
}

function add(points: Set<PointId>, point: PointId | undefined): void {
  if (point !== undefined) points.add(point);
}

function isLeft(cfg: Cfg, point: Point): boolean {
  return point.id === cfg.exit || point.id === cfg.goexit;
}

/** True for the part of a for statement that decides whether it goes on. */
function isOfLoopHead(model: FileModel, point: Point): boolean {
  if (point.kind !== 'head' && point.kind !== 'condition') return false;
  for (let at = point.node; at !== NO_NODE; at = parentOf(model.ast, at)) {
    if (kindOf(model.ast, at) === Kind.block || kindOf(model.ast, at) === Kind.statement_list) return false;
    if (kindOf(model.ast, at) === Kind.for_statement) return !isWithin(model.ast, point.node, bodyOfLoop(model, at));
  }
  return false;
}

function bodyOfLoop(model: FileModel, loop: NodeId): NodeId {
  return childIn(model.ast, loop, Field.body);
}

/** The statement by which a path leaves. */
function leaveAt(model: FileModel, cfg: Cfg, { body, thread }: Start, { point: end, last }: FoundPath): Leave {
  const isEnd = end === cfg.exit || end === cfg.goexit;
  const node = cfg.points[isEnd ? last : end]?.node ?? NO_NODE;
  const { start, end: after } = model.spanOf(body.body);
  if (!isEnd && node !== NO_NODE) {
    return { func: body, thread, how: 'again', isStatement: true, offset: model.spanOf(node).start };
  }
  const isStatement = node !== NO_NODE && (end === cfg.goexit || kindOf(model.ast, node) === Kind.return_statement);
  return {
    func: body,
    thread,
    how: 'returns',
    isStatement,
    offset: isStatement ? model.spanOf(node).start : Math.max(start, after - 1),
  };
}

/** The if statements without else around a point, behind the start, whose body goes on behind them. */
function stateTests(model: FileModel, cfg: Cfg, from: PointId, point: PointId, count: number): readonly NodeId[] {
  const { ast } = model;
  const found: NodeId[] = [];
  const start = cfg.points[from]?.node ?? NO_NODE;
  let inner = cfg.points[point]?.node ?? NO_NODE;
  for (let at = inner; at !== NO_NODE && kindOf(ast, at) !== Kind.func_literal; inner = at, at = parentOf(ast, at)) {
    if (kindOf(ast, at) !== Kind.if_statement || fieldOf(ast, inner) !== Field.consequence) continue;
    if (start !== NO_NODE && isWithin(ast, start, at)) break;
    const isLone = childIn(ast, at, Field.alternative) === NO_NODE;
    if (isLone && goesOnBehind(model, cfg, point, at, count > 1 ? 'or-ends' : 'goes-on')) found.push(at);
  }
  return found;
}

/** True if a path from the point leaves the statement for what stands behind it, be that the end of the function. */
function goesOnBehind(
  model: FileModel,
  cfg: Cfg,
  point: PointId,
  statement: NodeId,
  how: 'goes-on' | 'or-ends',
): boolean {
  const seen = new Set<PointId>([point]);
  const work = [point];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const isReturn = kindOf(model.ast, cfg.points[at]?.node ?? statement) === Kind.return_statement;
    for (const { to } of cfg.points[at]?.next ?? []) {
      if (to === cfg.exit && how === 'or-ends' && !isReturn) return true;
      if (isEndOf(cfg, to) || seen.has(to)) continue;
      if (!isAt(model, cfg, to, statement)) return true;
      seen.add(to);
      work.push(to);
    }
  }
  return false;
}

/** True for an edge that leads past one of the statements. */
function isPassedBy(model: FileModel, cfg: Cfg, statements: readonly NodeId[], from: Point, to: PointId): boolean {
  if (isEndOf(cfg, to) && cfg.points[from.id]?.kind === 'statement') return false;
  return statements.some((one) => isAt(model, cfg, from.id, one) && !isAt(model, cfg, to, one));
}

function isAt(model: FileModel, cfg: Cfg, point: PointId, statement: NodeId): boolean {
  const node = cfg.points[point]?.node ?? NO_NODE;
  return node !== NO_NODE && isWithin(model.ast, node, statement);
}
