import type { FileModel } from '../semantic/index.js';
import { readPoolGrowth } from './pool-facts-growth.js';
import { escapingPools, readPools } from './pool-facts-places.js';
import { readPoolSites } from './pool-facts-sites.js';
import type { PoolFacts } from './pool-facts-types.js';

/** Reads off a file what it tells of pools. */
export function extractPoolFacts(model: FileModel): PoolFacts {
  return {
    made: readPools(model),
    sites: readPoolSites(model).map(({ fact }) => fact),
    growth: readPoolGrowth(model),
    escaping: escapingPools(model),
  };
}
