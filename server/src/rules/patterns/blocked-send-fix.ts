import type { Operation, Thread } from '../../concurrency/index.js';
import { MANY, isConstant } from '../../concurrency/index.js';
import type { PackageFacts } from '../../facts/index.js';
import type { FileModel } from '../../semantic/index.js';
import type { Fix } from '../rule.js';
import type { BlockedFieldSend } from './blocked-send-field.js';
import type { BlockedSend } from './blocked-send-kind.js';
import { isWaitingSend } from './blocked-send-kind.js';
import { bufferFix, hasResults, isFollowed, returnFix, selectFix, selectWith, tripsText } from './channel-fix.js';

/** What cures the finding, the better fix first; or why nothing does. */
export interface Cure {
  readonly fixes?: readonly Fix[];
  readonly noFix?: string;
}

/** The changes that let the sender go: the missing return, a buffer for all that is sent, a select with the context. */
export function cureOf(model: FileModel, facts: PackageFacts, blocked: BlockedSend): Cure {
  const returning = blocked.kind === 'double-send' ? returnFix(model, blocked.sends) : undefined;
  if (returning !== undefined) return { fixes: [returning] };
  const size = sizeFor(model, facts, blocked);
  const buffer =
    typeof size === 'string'
      ? []
      : [bufferFix(model, blocked.channel, size.text, blocked.kind === 'no-receiver' ? 'review' : 'safe')];
  const [send, ...more] = blocked.sends;
  const isOne =
    send !== undefined &&
    more.every(({ node }) => node === send.node) &&
    !send.isElsewhere &&
    blocked.thread.startedBy !== 'owner';
  const select = isOne ? selectFix(model, facts, send) : undefined;
  const fixes = [...buffer, ...(select === undefined ? [] : [select])];
  if (fixes.length > 0) return { fixes };
  return { noFix: typeof size === 'string' ? size : 'the sends have no bound' };
}

/** A select statement in which the sender stops as it does elsewhere. */
export function stopFix(model: FileModel, { send, func, stop }: BlockedFieldSend): Cure {
  const fix = hasResults(model, func) ? undefined : selectWith(model, send, [`case <-${stop}:`, '\treturn']);
  if (fix === undefined) return { noFix: 'what is returned instead has to be decided' };
  return { fixes: [{ title: `Stop sending when ${stop} is closed`, kind: 'review', edits: [fix] }] };
}

interface Size {
  readonly text: string;
}

/** How many values may be sent in all; or why a buffer is no cure. */
function sizeFor(model: FileModel, facts: PackageFacts, blocked: BlockedSend): Size | string {
  const { channel, counts, thread, kind } = blocked;
  if (kind === 'double-send') return 'the goroutine sends more often than anybody receives';
  const waiting = channel.operations.filter(isWaitingSend);
  if (thread.startedBy === 'owner') return 'the function that makes the channel sends on it itself';
  if (waiting.some(({ isElsewhere }) => isElsewhere)) return 'the function that sends is in another file';
  if (waiting.some((send) => reliesOnReceiver(model, send))) {
    return 'what the goroutine does after the send may rely on the value having been received';
  }
  const senders = channel.threads.filter((other) => other.id > 0 && counts.ofThread(other).sends > 0);
  if (senders.some((sender) => counts.ofThread(sender).sends >= MANY)) return 'the goroutine sends without a bound';
  const [first, ...others] = senders;
  if (first === undefined || senders.some(({ starter }) => starter?.id !== 0)) return 'the senders cannot be counted';
  const loops = (sender: Thread) => sender.loops.filter((loop) => isBehindMake(model, loop, channel.make));
  if (senders.every((sender) => loops(sender).length === 0)) {
    const all = senders.reduce((sum, sender) => sum + counts.ofThread(sender).sends, 0);
    const isExact = waiting.every((send) => send.loops.every((loop) => isConstant(counts.tripsOf(loop))));
    return isExact ? { text: String(all) } : 'the goroutine sends in a loop';
  }
  const [loop, ...outer] = loops(first);
  if (others.length > 0 || outer.length > 0 || loop === undefined || counts.ofThread(first).sends > 1) {
    return 'the senders are started in several loops';
  }
  const text = tripsText(model, facts, channel, loop);
  return text === undefined ? 'how many goroutines are started is not known where the channel is made' : { text };
}

/** True for loops around the start that are not around the `make` as well. */
function isBehindMake(model: FileModel, loop: number, make: number): boolean {
  return !(make >= loop && make < (model.ast.after[loop] ?? 0));
}

function reliesOnReceiver(model: FileModel, send: Operation): boolean {
  if (isFollowed(model, send.node, send.func)) return true;
  // A function of its own may be followed by more in its caller.
  return send.via.slice(0, -1).some(({ func, places }) => places.some((place) => isFollowed(model, place, func)));
}
