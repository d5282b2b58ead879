import type { PackageFacts } from '../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../semantic/index.js';
import { isWithin, loopsAround } from '../semantic/index.js';
import type { Channel, Operation, Thread } from './channel.js';
import { channelsOf } from './channels.js';

/** A channel with the file and the package that it is in. */
export interface ChannelContext {
  readonly model: FileModel;
  readonly facts: PackageFacts;
  readonly channel: Channel;
}

/** True if the function itself calls `recover`: what it does, it does instead of what panicked. */
export function isRecovering(model: FileModel, func: FuncInfo): boolean {
  return model.callsIn(func.node).some(({ callee }) => {
    const symbol = model.symbolAt(callee);
    return symbol?.kind === 'universe' && symbol.name === 'recover';
  });
}

/**
 * True if a goroutine sends only in answer to what the owner gives it by another channel, round by round: no more than
 * one value is on its way.
 */
export function isAnswering({ model, facts, channel }: ChannelContext, thread: Thread): boolean {
  const sends = channel.operations.filter((operation) => operation.thread === thread && operation.kind === 'send');
  let outermost = channel.owner;
  for (let up = model.func(outermost.parent); up !== undefined; up = model.func(up.parent)) outermost = up;
  const requests = channelsOf(model, facts, outermost).channels.flatMap((other) => {
    const isAsked =
      other !== channel && other.operations.some(({ kind, thread: by }) => kind === 'send' && by.id === 0);
    return isAsked ? other.operations.filter((operation) => isRequest(operation, thread)) : [];
  });
  // A function may start senders and send nothing itself.
  if (sends.length === 0) return false;
  return sends.every((send) =>
    loopsOn(model, send).some((loop) => requests.some((request) => isInLoop(model, request, loop))),
  );
}

/** True if a goroutine gets requests from the owner and sends the answers back by the same channel, round by round. */
export function isExchanging({ model, channel }: ChannelContext, thread: Thread): boolean {
  const own = channel.operations.filter((operation) => operation.thread === thread);
  const sends = own.filter(({ kind }) => kind === 'send');
  const requests = own.filter((operation) => isRequest(operation, thread));
  const isAsked = channel.operations.some(({ kind, thread: by }) => kind === 'send' && by.id === 0);
  if (!isAsked || sends.length === 0 || thread.loops.length > 0) return false;
  return sends.every((send) =>
    loopsOn(model, send).some((loop) => requests.some((request) => isInLoop(model, request, loop))),
  );
}

/** The loops around an operation, and around the calls by which the goroutine comes to it. */
export function loopsOn(model: FileModel, { loops, via }: Operation): readonly NodeId[] {
  return [...loops, ...via.flatMap(({ places }) => places.flatMap((place) => loopsAround(model, place)))];
}

function isRequest(operation: Operation, by: Thread): boolean {
  return (operation.kind === 'receive' || operation.kind === 'range') && isBy(operation, by);
}

/** Each channel has threads of its own: the same goroutine is started at the same place. */
function isBy({ thread }: Operation, by: Thread): boolean {
  return thread.start === by.start && thread.body === by.body;
}

function isInLoop(model: FileModel, { node }: Operation, loop: NodeId): boolean {
  return isWithin(model.ast, node, loop);
}
