import type { FileModel, NodeId } from '../semantic/index.js';
import { NO_NODE } from '../semantic/index.js';
import { SourceText } from '../text/index.js';
import type { Channel, ChannelModel, MaybeAmount, Operation, Thread } from './channel.js';

/**
 * The channels of one declared function for people: a block for each, with capacity, goroutines, every operation, and
 * where it gets out of sight. Lines count from 1. '' where there is none.
 */
export function printChannels(model: FileModel, { channels, limits }: ChannelModel): string {
  const source = new SourceText(model.text);
  const lineOf = (node: NodeId): string =>
    node === NO_NODE ? 'nowhere' : `line ${source.positionAt(model.spanOf(node).start).line + 1}`;
  return [
    ...channels.map((channel) => printChannel(channel, lineOf)),
    ...limits.map((limit) => `limit: ${limit}`),
  ].join('\n');
}

type LineOf = (node: NodeId) => string;

function printChannel({ name, make, capacity, escape, threads, operations }: Channel, lineOf: LineOf): string {
  const made = make === NO_NODE ? 'stays nil' : `made at ${lineOf(make)}, capacity ${printAmount(capacity)}`;
  const started = threads.filter(({ startedBy }) => startedBy !== 'owner').map((thread) => printThread(thread, lineOf));
  const done = operations.map((operation) => printOperation(operation, lineOf));
  const out = escape === undefined ? [] : [`escapes: ${escape.how} at ${lineOf(escape.at)}`];
  return [`${name}: ${made}`, ...[...started, ...done, ...out].map((line) => `  ${line}`)].join('\n');
}

function printThread({ id, name, start, starter, loops }: Thread, lineOf: LineOf): string {
  const often = loops.length === 0 ? '' : ', in a loop';
  return `goroutine ${id}${name === '' ? '' : ` ${name}`}: started at ${lineOf(start)} by ${starter?.id ?? '?'}${often}`;
}

function printOperation(operation: Operation, lineOf: LineOf): string {
  const { kind, thread, node, run, guard, loops, isElsewhere } = operation;
  const words = [
    `${kind} at ${lineOf(node)} in ${thread.id}`,
    run === 'here' ? '' : run,
    loops.length === 0 ? '' : 'in a loop',
    guard === undefined ? '' : `beside ${guard.map(({ what }) => what).join(' and ') || 'nothing'}`,
    isElsewhere ? 'in another file' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

/** `2 len(xs) + 1`; `?` where nobody can tell. */
function printAmount(amount: MaybeAmount): string {
  if (amount === undefined) return '?';
  if (amount.factor === 0) return String(amount.offset);
  const value = amount.factor === 1 ? amount.of : `${amount.factor} ${amount.of}`;
  return amount.offset === 0 ? value : `${value} + ${amount.offset}`;
}
