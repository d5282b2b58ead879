import { modulePairs } from './pairs-modules.js';
import type { Pair } from './pairs.js';
import { standardPairs } from './pairs-standard.js';

/** All pairs that come with the product. */
export const shippedPairs: readonly Pair[] = [...standardPairs, ...modulePairs];
