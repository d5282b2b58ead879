import type { PackageFacts } from '../facts/index.js';
import type { FileModel, FuncInfo, NodeId, SymbolId } from '../semantic/index.js';
import { NO_FUNC, isWithin, loopsInFlow } from '../semantic/index.js';
import type { Channel, MaybeAmount, Operation, Thread } from './channel.js';
import { channelsOf } from './channels.js';
import { onceOf } from './flags.js';

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

/** True if one flag or `sync.Once` lets all sends in the function happen once, and each of its runs has no other one. */
export function isOnceIn({ model, channel }: ChannelContext, thread: Thread, func: FuncInfo): boolean {
  const sends = channel.operations.filter(
    (one) => one.thread === thread && one.kind === 'send' && one.via.some((step) => step.func.id === func.id),
  );
  const [first, ...others] = sends.map((send) => onceOf(model, send));
  if (first === undefined || sends.some(({ isElsewhere }) => isElsewhere)) return false;
  // A flag of the function that is called again and again begins anew each time.
  const isShared = first.home === NO_FUNC || model.isFuncWithin(func.id, first.home);
  return isShared && others.every((other) => other?.key === first.key);
}

/** True for an amount whose names are those of the function that makes the channel, or of functions around it. */
export function isNamedFor({ model, channel }: ChannelContext, amount: MaybeAmount): boolean {
  if (amount === undefined) return false;
  return [...amount.of.matchAll(/#(\d+)/g)].every(([, id]) => {
    const home = model.symbol(Number(id) as SymbolId)?.func ?? NO_FUNC;
    return home === NO_FUNC || model.isFuncWithin(channel.owner.id, home);
  });
}

/** The loops around an operation, and around the calls by which the goroutine comes to it. */
export function loopsOn(model: FileModel, { loops, via }: Operation): readonly NodeId[] {
  return [
    ...loops,
    ...via.flatMap(({ func, places }) => places.flatMap((place) => loopsInFlow(model, place, func.id))),
  ];
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
