import { compareBy, compareStrings } from '../../base/index.js';
import type { PackagePlan } from '../../workspace/index.js';

/** Packages that one executor call works off. */
export interface Shard {
  readonly packages: readonly PackagePlan[];
  readonly sizeBytes: number;
}

/** About 50 ms of work: sending a message costs 0.1 ms, and cancelling waits for one shard at most. */
const SHARD_BYTES = 256 * 1024;

/** Shards per lane at least, so that the lanes finish together. */
const SHARDS_PER_LANE = 4;

/**
 * Packs the packages, largest first: a large one is a shard of its own, small ones share.
 * @param parallelism number of shards that are worked off at the same time
 */
export function makeShards(packages: readonly PackagePlan[], parallelism: number): Shard[] {
  const total = packages.reduce((sum, plan) => sum + plan.sizeBytes, 0);
  const enough = Math.min(SHARD_BYTES, total / (parallelism * SHARDS_PER_LANE));
  const largestFirst = [...packages].sort(
    compareBy<PackagePlan>(
      (a, b) => b.sizeBytes - a.sizeBytes,
      (a, b) => compareStrings(a.directory, b.directory),
    ),
  );
  const shards: Shard[] = [];
  let packed: PackagePlan[] = [];
  let sizeBytes = 0;
  for (const plan of largestFirst) {
    packed.push(plan);
    sizeBytes += plan.sizeBytes;
    if (sizeBytes < enough) continue;
    shards.push({ packages: packed, sizeBytes });
    packed = [];
    sizeBytes = 0;
  }
  return packed.length === 0 ? shards : [...shards, { packages: packed, sizeBytes }];
}
