import type { Channel, ChannelCounts, Operation, Thread } from '../../concurrency/index.js';
import type { NodeId } from '../../semantic/index.js';
import type { RuleConfidence } from '../rule.js';

export type BlockedSendKind =
  'early-return' | 'n-cast' | 'small-buffer' | 'double-send' | 'no-receiver' | 'abandoned-loop' | 'receiver-left';

/** A goroutine that may be left behind in a send. */
export interface BlockedSend {
  readonly kind: BlockedSendKind;
  readonly confidence: RuleConfidence;
  readonly channel: Channel;
  readonly counts: ChannelCounts;
  /** The first goroutine that may block; the owner where the function itself does. */
  readonly thread: Thread;
  /** The sends that wait alone, of all goroutines that may block. */
  readonly sends: readonly Operation[];
  /** What leaves the receiver: a return statement, the last statement, the make of the next iteration. */
  readonly exit: NodeId;
  /** Whether `exit` leaves the function or only goes on to the next iteration. */
  readonly leaves: 'function' | 'iteration';
  /** Values received on that way. */
  readonly received: number;
}

/** True for a send that can only wait: no other case stands beside it. */
export function isWaitingSend({ kind, guard, isElsewhere }: Operation): boolean {
  return kind === 'send' && (guard === undefined || (guard.length === 0 && !isElsewhere));
}
