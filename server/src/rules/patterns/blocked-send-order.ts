import type { ChannelCounts, Thread } from '../../concurrency/index.js';
import type { Call, FileModel, NodeId, SymbolId } from '../../semantic/index.js';
import { Field, Kind, childIn, isWithin, kindOf, reaches, usesOf } from '../../semantic/index.js';
import { siblingsOf } from './blocked-send-joins.js';

/**
 * The senders of which one waits, before it sends, for what another one does: for its `Done` of a wait group, or for
 * what it sends on another channel or closes. Whether both come to their sends nobody can tell: they are not added up.
 */
export function orderedSenders(counts: ChannelCounts, senders: readonly Thread[]): ReadonlySet<Thread> {
  const ordered = new Set<Thread>();
  for (const waiter of senders) {
    for (const other of senders) {
      if (waiter === other || !waitsBeforeSending(counts, waiter, other)) continue;
      ordered.add(waiter).add(other);
    }
  }
  return ordered;
}

function waitsBeforeSending(counts: ChannelCounts, waiter: Thread, other: Thread): boolean {
  const { body } = waiter;
  if (body === undefined || other.body === undefined) return false;
  const cfg = counts.cfgOf(body);
  const sends = [...counts.eventsIn(waiter, body)].flatMap(([point, events]) =>
    events.some((event) => counts.ofEvent(event, waiter).sends > 0) ? [point] : [],
  );
  return waitsFor(counts, waiter, other).some((node) => {
    const from = cfg.pointOf(node);
    return from !== undefined && sends.some((send) => reaches(cfg, from, send, () => false));
  });
}

/** Where the first waits for the second. */
function waitsFor(counts: ChannelCounts, waiter: Thread, other: Thread): readonly NodeId[] {
  const { model } = counts;
  const groups = model.callsIn(waiter.body?.node ?? waiter.start).filter((call) => {
    const group = groupOf(model, call);
    return group !== undefined && isDoneIn(model, group, other.body?.node ?? other.start);
  });
  const receives = siblingsOf(counts).flatMap(({ operations }) => {
    const isServed = operations.some(
      ({ kind, thread }) => (kind === 'send' || kind === 'close') && isSame(thread, other),
    );
    return isServed
      ? operations.filter(
          ({ kind, thread, func }) => kind === 'receive' && isSame(thread, waiter) && func === waiter.body,
        )
      : [];
  });
  return [...groups, ...receives].map(({ node }) => node);
}

/** The variable of `group.Wait()`. */
function groupOf(model: FileModel, { callee, args }: Call): SymbolId | undefined {
  if (args.length > 0 || kindOf(model.ast, callee) !== Kind.selector_expression) return undefined;
  if (model.textOf(childIn(model.ast, callee, Field.field)) !== 'Wait') return undefined;
  const operand = model.unparenthesized(childIn(model.ast, callee, Field.operand));
  return kindOf(model.ast, operand) === Kind.identifier ? model.symbolAt(operand)?.id : undefined;
}

function isDoneIn(model: FileModel, group: SymbolId, body: NodeId): boolean {
  return usesOf(model, group).some(
    ({ what, node }) => what.does === 'method' && what.name === 'Done' && isWithin(model.ast, node, body),
  );
}

/** Each channel has threads of its own: the same goroutine is started at the same place. */
function isSame(a: Thread, b: Thread): boolean {
  return a.start === b.start && a.body === b.body;
}
