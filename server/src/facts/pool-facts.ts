import type { FileModel } from '../semantic/index.js';
import { escapingPools, readPools } from './pool-facts-places.js';
import type { PoolFacts } from './pool-facts-types.js';

/** Reads off a file what it tells of pools, besides what each declaration tells for itself. */
export function extractPoolFacts(model: FileModel, { sites, growth }: Pick<PoolFacts, 'sites' | 'growth'>): PoolFacts {
  return { made: readPools(model), sites, growth, escaping: escapingPools(model) };
}
