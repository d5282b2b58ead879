import type { Channel, Operation, Thread } from '../../concurrency/index.js';
import { cfgOf } from '../../concurrency/index.js';
import type { Cfg, FuncInfo, NodeId, PointId } from '../../semantic/index.js';
import { NO_NODE, dominatorsOf, loopsOf, searchPaths } from '../../semantic/index.js';
import { isBehindAnother } from './unsatisfied-behind.js';
import type { Leave } from './unsatisfied-paths.js';
import { leaveOf, placesIn } from './unsatisfied-paths.js';
import { isSameRounds, roundsOf } from './unsatisfied-rounds.js';
import { isWaitedForAnyway, skipOf } from './unsatisfied-skip.js';
import type { View } from './unsatisfied-waits.js';
import { loopsSinceMake } from './unsatisfied-waits.js';

/** A receive that counts on a value which a goroutine may leave out. */
export interface SkippedSend {
  readonly wait: Operation;
  readonly leave: Leave;
  /** False where the send stands beside other cases of a select statement. */
  readonly isSure: boolean;
}

/** The first receive for which a value may be missing, because who should send it can return, or go on, without. */
export function skippedSend(
  view: View,
  channel: Channel,
  waits: readonly Operation[],
  sends: readonly Operation[],
): SkippedSend | undefined {
  const isSure = sends.every(({ guard }) => guard === undefined);
  for (const wait of waits) {
    const leave = skipFor(view, channel, wait, { waits, sends });
    if (leave !== undefined && !isBehindAnother(view, { channel, wait, ends: sends, leave }))
      return { wait, leave, isSure };
  }
  return undefined;
}

interface Ends {
  readonly waits: readonly Operation[];
  readonly sends: readonly Operation[];
}

function skipFor(view: View, channel: Channel, wait: Operation, { waits, sends }: Ends): Leave | undefined {
  const around = roundsOf(view, channel, [...wait.loops, ...wait.thread.loops]);
  if (around === undefined || wait.via.length > 1 || wait.run !== 'here') return undefined;
  const threads = [...new Set(sends.map(({ thread }) => thread))];
  const [only] = threads;
  if (only === undefined || threads.length > 1) {
    const isOneByOne = around.loop === NO_NODE && waits.at(-1) === wait && waits.length === threads.length;
    return isOneByOne ? oneOfSeveral(view, channel, waits, sends) : undefined;
  }
  if (waits.length > 1 && only !== wait.thread.starter) return undefined;
  const starts = roundsOf(view, channel, only.loops);
  if (starts === undefined) return undefined;
  const inner = sends.map((send) => roundsOf(view, channel, send.loops));
  const isOnce = inner.every((one) => one?.loop === NO_NODE);
  if (isOnce) return isSameRounds(starts, around) ? skipOf(view, channel, wait, sends) : undefined;
  const [first] = inner;
  const isOneLoop = starts.loop === NO_NODE && inner.every((one) => one?.loop === first?.loop);
  if (!isOneLoop || first === undefined || !isSameRounds(first, around)) return undefined;
  return roundWithout(view, channel, wait, { thread: only, loop: first.loop, sends });
}

/** As many goroutines as receives, one value each, and one of them can leave its value out. */
function oneOfSeveral(
  view: View,
  channel: Channel,
  waits: readonly Operation[],
  sends: readonly Operation[],
): Leave | undefined {
  const [{ thread, func } = { thread: undefined, func: undefined }] = waits;
  const isSimple = sends.every(
    (send) => send.thread.starter === thread && send.loops.length === 0 && send.run === 'here',
  );
  const areOutside = sends.every((send) => loopsSinceMake(view.model, channel, send.thread.loops).length === 0);
  if (thread === undefined || !isSimple || !areOutside || waits.some((wait) => wait.thread !== thread))
    return undefined;
  const cfg = cfgOf(view.model, view.facts, func);
  const points = waits.map((wait) => cfg.pointOf(wait.node));
  const last = points.at(-1);
  const areAll = points.every((p) => p !== undefined && last !== undefined && dominatorsOf(cfg).dominates(p, last));
  if (last === undefined || !areAll) return undefined;
  for (const child of new Set(sends.map((send) => send.thread))) {
    const leave = leaveOf(view, channel, child, sends);
    const from = placesIn(func, child.via, child.start).map((place) => cfg.pointOf(place))[0];
    const isCertain = leave !== undefined && from !== undefined;
    if (isCertain && isWaitedForAnyway(view, { thread, body: func, from }, last, leave.func)) return leave;
  }
  return undefined;
}

interface SendLoop {
  readonly thread: Thread;
  readonly loop: NodeId;
  readonly sends: readonly Operation[];
}

/** A round of the loop that sends, or a way out of it, without a send. */
function roundWithout(
  view: View,
  channel: Channel,
  wait: Operation,
  { thread, loop, sends }: SendLoop,
): Leave | undefined {
  const { body } = thread;
  if (body === undefined || thread.starter !== wait.thread || sends.some((send) => send.func !== body))
    return undefined;
  if (wait.func !== (wait.thread.body ?? channel.owner)) return undefined;
  const parent = cfgOf(view.model, view.facts, wait.func);
  const from = parent.pointOf(thread.start);
  const point = parent.pointOf(wait.node);
  if (from === undefined || point === undefined || !dominatorsOf(parent).dominates(from, point)) return undefined;
  const cfg = cfgOf(view.model, view.facts, body);
  const flow = loopsOf(cfg).ofStatement(loop);
  const points = new Set(sends.flatMap(({ node }) => cfg.pointOf(node) ?? []));
  if (flow === undefined) return undefined;
  const isHead = isHeadOf(cfg, loop, points);
  const { found } = searchPaths(view.model, cfg, {
    from: flow.top,
    at: ({ id, kind, next }) => {
      if (points.has(id) || kind === 'panic') return 'end';
      if (id === flow.top) return 'match';
      if (loopsOf(cfg).isIn(id, flow)) return 'pass';
      return next.length > 0 || kind === 'exit' || kind === 'goexit' ? 'match' : 'end';
    },
    over: ({ id }, { to }) => (isHead(id) && !loopsOf(cfg).isIn(to, flow) ? 'end' : 'pass'),
  });
  const [path] = found;
  return path === undefined ? undefined : atEndOf(view, cfg, body, thread, path.last);
}

/** The points of the loop's own condition: leaving by them is the regular end of the loop. */
function isHeadOf(cfg: Cfg, loop: NodeId, sends: ReadonlySet<PointId>): (point: PointId) => boolean {
  const body = Math.min(...[...sends].map((point) => cfg.points[point]?.node ?? loop));
  return (point) => {
    const { kind, node } = cfg.points[point] ?? { kind: 'join', node: NO_NODE };
    return (kind === 'head' || kind === 'condition') && node > loop && node < body && isFirst(cfg, loop, point);
  };
}

/** True for a condition that is asked before anything else in the loop is done. */
function isFirst(cfg: Cfg, loop: NodeId, point: PointId): boolean {
  let at = cfg.loopTops.get(loop);
  for (let i = 0; at !== undefined && i < cfg.points.length; i++) {
    if (at === point) return true;
    const next: readonly { readonly to: PointId }[] = cfg.points[at]?.next ?? [];
    if (next.length !== 1) return false;
    at = next[0]?.to;
  }
  return false;
}

function atEndOf(view: View, cfg: Cfg, func: FuncInfo, thread: Thread, last: PointId): Leave {
  const node = cfg.points[last]?.node ?? func.node;
  return {
    func,
    thread,
    how: 'again',
    isStatement: true,
    offset: view.model.spanOf(node < 0 ? func.node : node).start,
  };
}
