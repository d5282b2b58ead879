// Generated from the folders beside it by `npm run generate`. Do not edit.
/**
 * rules: each leak pattern, stated. A rule is a pure function of its context: it knows no files, caches or time.
 */
import { goroutineBlockedSend } from './goroutine/goroutine-blocked-send.js';
import { loopvarCapture } from './goroutine/loopvar-capture.js';
import { rangeNeverClosed } from './goroutine/range-never-closed.js';
import { waitNeverSatisfied } from './goroutine/wait-never-satisfied.js';
import { cleanupReachesTarget } from './runtime/cleanup-reaches-target.js';
import { finalizerCapturesTarget } from './runtime/finalizer-captures-target.js';
import { poolPutWithoutReset } from './runtime/pool-put-without-reset.js';
import { poolRetainsLarge } from './runtime/pool-retains-large.js';
import { poolUseAfterPut } from './runtime/pool-use-after-put.js';
import type { Rule } from './rule.js';

export * from './rule.js';

/** All rules. */
export const rules: readonly Rule[] = [
  goroutineBlockedSend,
  loopvarCapture,
  rangeNeverClosed,
  waitNeverSatisfied,
  cleanupReachesTarget,
  finalizerCapturesTarget,
  poolPutWithoutReset,
  poolRetainsLarge,
  poolUseAfterPut,
];
