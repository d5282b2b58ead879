import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { Kind, isWithin, kindOf } from '../../semantic/index.js';
import type { Span } from '../../text/index.js';
import type { Related } from '../rule.js';
import type { BlockedFieldSend } from './blocked-send-field.js';
import type { BlockedSend } from './blocked-send-kind.js';
import { lineAt } from './lines.js';
import { declaredAround, loopsSinceMake } from './unsatisfied-waits.js';

/** More sends of one goroutine are not listed. */
const MAX_SENDS = 3;

/** Where a blocked send is marked: at the send, or at the start of a goroutine that has several. */
export function markOf(model: FileModel, { kind, sends: all, thread }: BlockedSend): Span {
  const sends = all.filter((send) => send.thread === thread);
  const last = sends.at(-1);
  const [only, ...more] = sends;
  if (thread.startedBy === 'owner') return headOf(model, only?.node ?? thread.start);
  const isHere = thread.body === undefined || thread.body.kind === 'literal';
  const isOne = more.length === 0 || more.every(({ node }) => node === only?.node);
  if (only !== undefined && isHere && !only.isElsewhere && isInside(model, only.node, thread.body)) {
    if (isOne) return model.spanOf(only.node);
    if (kind === 'double-send' && last !== undefined) return model.spanOf(last.node);
  }
  return headOf(model, thread.start);
}

/** One sentence: what blocks, when, and why. */
export function describe(model: FileModel, blocked: BlockedSend): string {
  const { kind, channel, received, thread } = blocked;
  const who = thread.startedBy === 'owner' ? nameOf(channel.owner) : 'goroutine';
  const ch = channel.name;
  switch (kind) {
    case 'early-return': {
      const how = received === 0 ? 'without receiving' : 'before all values are received';
      return `${who} blocks for ever sending on ${ch} when ${leaving(model, blocked)} ${how}`;
    }
    case 'n-cast':
      return `${who} blocks for ever sending on ${ch}: more values are sent than ${nameOf(channel.owner)} receives${isCounted(model, blocked) ? `, which is ${received}` : ''}`;
    case 'small-buffer':
      return `${who} blocks for ever sending on ${ch} when ${leaving(model, blocked)}: more values may be left than its buffer takes`;
    case 'double-send':
      return `goroutine may send on ${ch} more than once, but ${numberReceived(model, blocked)} received: the last send blocks for ever`;
    case 'no-receiver':
      return `${who} blocks for ever sending on ${ch}: nothing receives from it`;
    case 'abandoned-loop':
      return `${who} may block for ever sending on ${ch} in a loop: ${leaving(model, blocked)} without receiving the rest`;
    case 'receiver-left':
      return blocked.confidence === 'high'
        ? `${who} blocks for ever sending on ${ch} when the goroutine that receives returns at line ${lineOf(model, blocked.exit)}`
        : `${who} may block for ever sending on ${ch}: the goroutine that receives returns at line ${lineOf(model, blocked.exit)}`;
  }
}

function numberReceived(model: FileModel, blocked: BlockedSend): string {
  if (!isCounted(model, blocked)) return 'fewer values are';
  return blocked.received === 1 ? 'only one value is' : `only ${blocked.received} values are`;
}

/** True if the number received is that of the source: receives in loops are counted with numbers that stand for others. */
function isCounted(model: FileModel, { channel }: BlockedSend): boolean {
  const receives = channel.operations.filter(({ kind }) => kind === 'receive' || kind === 'range');
  return receives.every(
    ({ kind, loops, via, isElsewhere }) =>
      kind === 'receive' && !isElsewhere && via.length < 2 && loopsSinceMake(model, channel, loops).length === 0,
  );
}

/** The make, the way out, a receive, the loop. */
export function placesOf(model: FileModel, blocked: BlockedSend): Related[] {
  const { channel, thread, exit, kind, leaves, sends } = blocked;
  const places: Related[] = [{ at: model.spanOf(channel.make), message: `${channel.name} is made here` }];
  const [loop] = thread.loops;
  if (loop !== undefined) places.push({ at: headOf(model, loop), message: 'goroutines are started in this loop' });
  if (kind !== 'no-receiver') {
    const how = leaves === 'function' ? 'returns here' : 'goes on to the next iteration here';
    const what = blocked.received === 0 ? 'without receiving' : 'before all values are received';
    places.push({ at: headOf(model, exit), message: `${how} ${what}` });
  }
  const others = new Map(
    sends.filter((send) => send.thread !== thread).map((send) => [send.thread.start, headOf(model, send.thread.start)]),
  );
  for (const at of others.values()) places.push({ at, message: 'another goroutine that sends is started here' });
  const mark = markOf(model, blocked);
  const own = new Set(sends.filter((send) => send.thread === thread && !send.isElsewhere).map(({ node }) => node));
  for (const node of [...own].slice(0, MAX_SENDS)) {
    const at = headOf(model, node);
    if (at.start !== mark.start) places.push({ at, message: 'sent here' });
  }
  const receive = channel.operations.find((operation) => operation.kind === 'receive' || operation.kind === 'range');
  if (receive !== undefined) places.push({ at: headOf(model, receive.node), message: 'received here' });
  return places;
}

/** The same for a channel in a field. */
export function describeField(model: FileModel, { func, channel, stop }: BlockedFieldSend): string {
  const who = nameOf(declaredAround(model, func));
  return `${who} may block for ever sending on ${channel}: who receives from it returns when ${stop} is closed`;
}

/** Where the sender stops at other times, and where somebody receives. */
export function placesOfField(model: FileModel, { clause, stop, receives }: BlockedFieldSend): Related[] {
  const stops = { at: headOf(model, clause), message: `the sender looks at ${stop} here, but not while it sends` };
  return [stops, ...receives.map((node) => ({ at: model.spanOf(node), message: 'received here' }))];
}

function leaving(model: FileModel, { channel, exit, leaves }: BlockedSend): string {
  const line = lineOf(model, exit);
  if (leaves === 'iteration') return `the loop goes on at line ${line}`;
  const verb = kindOf(model.ast, exit) === Kind.return_statement ? 'returns' : 'ends';
  return `${nameOf(channel.owner)} ${verb} at line ${line}`;
}

function isInside(model: FileModel, node: NodeId, func: FuncInfo | undefined): boolean {
  return func !== undefined && isWithin(model.ast, node, func.node);
}

function nameOf(func: FuncInfo): string {
  return func.kind === 'literal' ? 'the function literal' : func.name.replace(/^.*\./, '');
}

/** From 1. */
function lineOf(model: FileModel, node: NodeId): number {
  return lineAt(model, model.spanOf(node).start);
}

/** The first line of a construct, without the brace that opens its block. */
function headOf(model: FileModel, node: NodeId): Span {
  const { start, end } = model.spanOf(node);
  const line = model.text.slice(start, end).split('\n', 1)[0] ?? '';
  return { start, end: start + line.replace(/\s*\{?\s*$/, '').length };
}
