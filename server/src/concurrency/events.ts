import type { Cfg, FileModel, FuncId, FuncInfo, NodeId, PointId } from '../semantic/index.js';
import { firstChild } from '../semantic/index.js';
import type { Channel, Operation, OperationRun, Step, Thread } from './channel.js';

/** What concerns a channel when a goroutine passes a point of a function. */
export type ChannelEvent =
  | { readonly what: 'operation'; readonly node: NodeId; readonly operation: Operation }
  /** Another goroutine is started that uses the channel. */
  | { readonly what: 'start'; readonly node: NodeId; readonly thread: Thread }
  /** A literal or function of this file runs that uses the channel. */
  | { readonly what: 'call'; readonly node: NodeId; readonly func: FuncInfo; readonly run: OperationRun };

/** The events of a goroutine in one of the functions that it runs, by the point of `cfg` that they belong to. */
export function eventsIn(
  model: FileModel,
  cfg: Cfg,
  channel: Channel,
  thread: Thread,
  func: FuncInfo,
): ReadonlyMap<PointId, readonly ChannelEvent[]> {
  const events = new Map<PointId, ChannelEvent[]>();
  const add = (event: ChannelEvent): void => {
    const point = cfg.pointOf(event.node);
    if (point === undefined) return;
    const list = events.get(point) ?? [];
    events.set(point, list);
    if (!list.some((other) => isSame(other, event))) list.push(event);
  };
  for (const operation of channel.operations) {
    if (operation.thread !== thread) continue;
    const node = operation.kind === 'range' ? firstChild(model.ast, operation.node) : operation.node;
    for (const event of eventsOn(operation.via, func.id, { what: 'operation', node, operation })) add(event);
  }
  for (const started of channel.threads) {
    if (started.starter !== thread) continue;
    for (const event of eventsOn(started.via, func.id, { what: 'start', node: started.start, thread: started })) {
      add(event);
    }
  }
  for (const list of events.values()) list.sort((a, b) => a.node - b.node);
  return events;
}

/** The event itself in the last function of the way, a call that leads on in those before it. */
function eventsOn(via: readonly Step[], func: FuncId, event: ChannelEvent): ChannelEvent[] {
  const index = via.findIndex((step) => step.func.id === func);
  const step = via[index];
  if (step === undefined) return [];
  const next = via[index + 1];
  if (next === undefined) return [event];
  return step.places.map((node) => ({ what: 'call', node, func: next.func, run: step.run }));
}

function isSame(a: ChannelEvent, b: ChannelEvent): boolean {
  if (a.what === 'call' && b.what === 'call') return a.node === b.node && a.func.id === b.func.id;
  if (a.what === 'start' && b.what === 'start') return a.thread === b.thread;
  return a.what === 'operation' && b.what === 'operation' && a.node === b.node && a.operation.kind === b.operation.kind;
}
