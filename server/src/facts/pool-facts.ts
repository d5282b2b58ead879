import type { FileModel, NodeId, Type } from '../semantic/index.js';
import { escapingPools, readPools } from './pool-facts-places.js';
import { readPoolGrowth } from './pool-facts-growth.js';
import { readExchangers, readPoolSites } from './pool-facts-sites.js';
import type { PoolFacts, PoolGrowthFact, PoolSiteFact } from './pool-facts-types.js';

/** What one top-level declaration tells of pools; see `PoolFacts`. */
export interface DeclarationPools {
  readonly exchangers: readonly Type[];
  readonly use: {
    readonly sites: readonly PoolSiteFact[];
    /** By what makes two of them one. */
    readonly growth: ReadonlyMap<string, PoolGrowthFact>;
  };
}

/** Reads off a file what a top-level declaration tells of pools. */
export function readDeclarationPools(model: FileModel, declaration: NodeId): DeclarationPools {
  return withUse({ exchangers: readExchangers(model, declaration) }, () => ({
    sites: readPoolSites(model, declaration).map(({ fact }) => fact),
    growth: readPoolGrowth(model, declaration),
  }));
}

/** Joins what the declarations of a file tell of pools, and adds what only the whole file does. */
export function extractPoolFacts(model: FileModel, parts: readonly DeclarationPools[]): PoolFacts {
  const exchangers = parts.flatMap((part) => part.exchangers);
  return withUse({ made: readPools(model), exchangers, escaping: escapingPools(model) }, () => ({
    sites: parts.flatMap(({ use }) => use.sites),
    growth: [...new Map(parts.flatMap(({ use }) => [...use.growth])).values()],
  }));
}

/** The same as plain data alone, which does not hold on to the file. */
export function settledPools(pools: PoolFacts): PoolFacts {
  return { ...pools };
}

/** An enumerable property, so that comparing and hashing see it: where nobody reads it, it costs nothing. */
function withUse<T extends object, U>(own: T, read: () => U): T & { readonly use: U } {
  let known: U | undefined;
  return {
    ...own,
    get use(): U {
      known ??= read();
      return known;
    },
  };
}
