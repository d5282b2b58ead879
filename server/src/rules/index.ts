// Generated from the folders beside it by `npm run generate`. Do not edit.
/**
 * rules: each leak pattern, stated. A rule is a pure function of its context: it knows no files, caches or time.
 */
import { loopvarCapture } from './goroutine/loopvar-capture.js';
import { cleanupReachesTarget } from './runtime/cleanup-reaches-target.js';
import { finalizerCapturesTarget } from './runtime/finalizer-captures-target.js';
import type { Rule } from './rule.js';

export * from './rule.js';

/** All rules. */
export const rules: readonly Rule[] = [loopvarCapture, cleanupReachesTarget, finalizerCapturesTarget];
