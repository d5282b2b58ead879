// Generated from the folders beside it by `npm run generate`. Do not edit.
/**
 * rules: each leak pattern, stated. A rule is a pure function of its context: it knows no files, caches or time.
 */
import { traceNotStopped } from './diagnostics/trace-not-stopped.js';
import { errgroupNotWaited } from './goroutine/errgroup-not-waited.js';
import { goroutineBlockedSend } from './goroutine/goroutine-blocked-send.js';
import { loopvarCapture } from './goroutine/loopvar-capture.js';
import { rangeNeverClosed } from './goroutine/range-never-closed.js';
import { waitNeverSatisfied } from './goroutine/wait-never-satisfied.js';
import { lockNotReleased } from './lock/lock-not-released.js';
import { staleSliceSlots } from './memory/stale-slice-slots.js';
import { cancelNotCalled } from './resource/cancel-not-called.js';
import { cmdNotWaited } from './resource/cmd-not-waited.js';
import { connNotClosed } from './resource/conn-not-closed.js';
import { dbHandleNotReleased } from './resource/db-handle-not-released.js';
import { deferInLoop } from './resource/defer-in-loop.js';
import { fileNotClosed } from './resource/file-not-closed.js';
import { httpBodyNotClosed } from './resource/http-body-not-closed.js';
import { resourceNotReleased } from './resource/resource-not-released.js';
import { sqlNotClosed } from './resource/sql-not-closed.js';
import { subscriptionNotClosed } from './resource/subscription-not-closed.js';
import { tickerNotStopped } from './resource/ticker-not-stopped.js';
import { timeAfterInLoop } from './resource/time-after-in-loop.js';
import { cleanupReachesTarget } from './runtime/cleanup-reaches-target.js';
import { finalizerCapturesTarget } from './runtime/finalizer-captures-target.js';
import { poolPutWithoutReset } from './runtime/pool-put-without-reset.js';
import { poolRetainsLarge } from './runtime/pool-retains-large.js';
import { poolUseAfterPut } from './runtime/pool-use-after-put.js';
import { malformedSuppression } from './suppression/malformed-suppression.js';
import { unusedSuppression } from './suppression/unused-suppression.js';
import type { Rule } from './rule.js';

export * from './rule.js';

/** All rules. */
export const rules: readonly Rule[] = [
  traceNotStopped,
  errgroupNotWaited,
  goroutineBlockedSend,
  loopvarCapture,
  rangeNeverClosed,
  waitNeverSatisfied,
  lockNotReleased,
  staleSliceSlots,
  cancelNotCalled,
  cmdNotWaited,
  connNotClosed,
  dbHandleNotReleased,
  deferInLoop,
  fileNotClosed,
  httpBodyNotClosed,
  resourceNotReleased,
  sqlNotClosed,
  subscriptionNotClosed,
  tickerNotStopped,
  timeAfterInLoop,
  cleanupReachesTarget,
  finalizerCapturesTarget,
  poolPutWithoutReset,
  poolRetainsLarge,
  poolUseAfterPut,
  malformedSuppression,
  unusedSuppression,
];
