import type { Channel, Operation, Thread } from '../../concurrency/index.js';
import { cfgOf } from '../../concurrency/index.js';
import type { Cfg, Fact, FileModel, FuncInfo, NodeId, PointId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenOf,
  dominatorsOf,
  kindOf,
  loopsOf,
  parentOf,
  reaches,
} from '../../semantic/index.js';
import { namesIn } from './unsatisfied-conditions.js';
import type { Leave, Start, Supplies } from './unsatisfied-paths.js';
import { bodyOfThread, isChannel, isStartedBy, leaveWithout, placesIn, suppliesIn } from './unsatisfied-paths.js';
import type { View } from './unsatisfied-waits.js';
import { nodeOf } from './unsatisfied-waits.js';

/**
 * How all the operations that could end a wait can be left out while it goes on; `undefined` if they cannot, or nobody
 * can tell. Looked at is the goroutine that started the one that waits, and what that goroutine starts besides.
 */
export function skipOf(view: View, channel: Channel, wait: Operation, ends: readonly Operation[]): Leave | undefined {
  const { thread } = wait;
  if (ends.some((end) => end.thread === thread || end.run === 'perhaps' || mayTakeOtherCase(end))) return undefined;
  const own = ends.filter((end) => isStartedBy(end.thread, thread));
  if (own.length === ends.length) return skipByStarted(view, channel, wait, ends);
  return own.length > 0 ? undefined : skipByStarter(view, channel, wait, ends);
}

/** The wait is in a goroutine that others started, and they can return without ending it. */
function skipByStarter(view: View, channel: Channel, wait: Operation, ends: readonly Operation[]): Leave | undefined {
  let child = wait.thread;
  let base = child.starter;
  while (base !== undefined && !isAnyStartedBy(ends, base)) {
    child = base;
    base = base.starter;
  }
  const body = base === undefined ? undefined : bodyOfThread(channel, base);
  const supplies = base === undefined ? undefined : suppliesIn(view, channel, base, ends);
  if (base === undefined || body === undefined || supplies === undefined) return undefined;
  const cfg = cfgOf(view.model, view.facts, body);
  const again = cfg.pointOf(channel.make);
  for (const place of placesIn(body, child.via, child.start)) {
    const from = cfg.pointOf(place);
    if (from === undefined) continue;
    const assume = [...isChannel(channel, body), ...isStarted(view.model, child)];
    const leave = skipBehind(view, cfg, { thread: base, body, from, assume, again }, supplies);
    if (leave !== undefined) return leave;
  }
  return undefined;
}

/** A send beside something else than the end of a context or a timer: which case is taken nobody can tell. */
function mayTakeOtherCase({ guard = [] }: Operation): boolean {
  return guard.some(({ what }) => what !== 'done' && what !== 'timer');
}

/** A function that starts goroutines and returns an error is taken to start them only where there is none. */
function isStarted(model: FileModel, { startedBy, start }: Thread): readonly Fact[] {
  if (startedBy !== 'callee') return [];
  const list = parentOf(model.ast, model.parenthesized(start));
  const statement = kindOf(model.ast, list) === Kind.expression_list ? parentOf(model.ast, list) : NO_NODE;
  const left = statement === NO_NODE ? NO_NODE : childIn(model.ast, statement, Field.left);
  const last = left === NO_NODE ? undefined : childrenOf(model.ast, left).at(-1);
  const symbol = last === undefined ? undefined : model.symbolAt(last)?.id;
  return symbol === undefined ? [] : [{ symbol, value: 'nil' }];
}

/** How a path from behind the start of the goroutine that waits leaves all of the supplies out. */
function skipBehind(view: View, cfg: Cfg, start: Start, { sure, unsure }: Supplies): Leave | undefined {
  const dominators = dominatorsOf(cfg);
  // What comes before the make in the same round of a loop was meant for another channel.
  const again = start.again !== undefined && loopsOf(cfg).around(start.again) !== undefined ? start.again : undefined;
  const isAnew = (point: PointId): boolean => point === again;
  const isLooping = loopsOf(cfg).around(start.from) !== undefined;
  const isBehind = (point: PointId): boolean => !isLooping && dominators.dominates(start.from, point);
  const before = [...sure, ...unsure.keys()].filter(
    (point) => point === start.from || (!isBehind(point) && reaches(cfg, point, start.from, isAnew)),
  );
  if (before.some((point) => sure.has(point) || !dominators.dominates(point, start.from))) return undefined;
  const [earlier] = before;
  if (earlier === undefined) {
    const leave = leaveWithout(view, start, new Set([...sure, ...unsure.keys()]));
    if (leave !== undefined) return leave;
  }
  if (unsure.size !== 1) return undefined;
  return leaveWithout(view, start, sure) === undefined ? undefined : [...unsure.values()][0];
}

/** The wait is in the goroutine that starts the one that should end it, and that one can leave it out. */
function skipByStarted(view: View, channel: Channel, wait: Operation, ends: readonly Operation[]): Leave | undefined {
  const { thread } = wait;
  const body = bodyOfThread(channel, thread);
  const supplies = suppliesIn(view, channel, thread, ends);
  if (body === undefined || supplies === undefined) return undefined;
  const [skipping] = supplies.unsure;
  if (supplies.sure.size > 0 || supplies.unsure.size !== 1 || skipping === undefined) return undefined;
  const [started, leave] = skipping;
  const isMet = placesIn(body, wait.via, nodeOf(view.model, wait)).some((place) => {
    const point = cfgOf(view.model, view.facts, body).pointOf(place);
    return point !== undefined && isWaitedForAnyway(view, { thread, body, from: started }, point, leave.func);
  });
  return isMet ? leave : undefined;
}

/**
 * True if the wait at `point` comes behind `start` whatever the started function does: nothing between them that could
 * go another way asks about what that function knows, or receives something.
 */
export function isWaitedForAnyway(view: View, start: Start, point: PointId, started: FuncInfo): boolean {
  const { model } = view;
  const cfg = cfgOf(model, view.facts, start.body);
  const around = loopsOf(cfg).around(start.from);
  const isBehindLoop = around !== undefined && !loopsOf(cfg).isIn(point, around);
  // Of several goroutines another one may end the wait, unless it waits as often.
  if (isBehindLoop && loopsOf(cfg).around(point) === undefined) return false;
  if (!dominatorsOf(cfg).dominates(isBehindLoop ? around.top : start.from, point)) return false;
  if (leaveWithout(view, start, new Set([point])) === undefined) return true;
  const known = namesIn(model, started.node);
  return between(cfg, start.from, point).every((id) => {
    const node = cfg.points[id]?.node ?? NO_NODE;
    if (node === NO_NODE) return true;
    if (receives(model, node)) return false;
    return cfg.points[id]?.kind !== 'condition' || ![...namesIn(model, node)].some((name) => known.has(name));
  });
}

/** The points on the paths from behind `from` that have not come to `to` yet. */
function between(cfg: Cfg, from: PointId, to: PointId): readonly PointId[] {
  const seen = new Set<PointId>([to]);
  const found: PointId[] = [];
  const work = [from];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    for (const edge of cfg.points[at]?.next ?? []) {
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      found.push(edge.to);
      work.push(edge.to);
    }
  }
  return found;
}

function receives(model: FileModel, node: NodeId): boolean {
  const { ast } = model;
  if (kindOf(ast, node) === Kind.select_statement) return true;
  for (let at = node; at < afterOf(ast, node); at = (at + 1) as NodeId) {
    if (kindOf(ast, at) === Kind.func_literal) return false;
    if (kindOf(ast, at) === Kind.unary_expression && ast.op[at] === Op.receive) return true;
  }
  return false;
}

function isAnyStartedBy(ends: readonly Operation[], starter: Thread): boolean {
  return ends.some((end) => isStartedBy(end.thread, starter));
}
