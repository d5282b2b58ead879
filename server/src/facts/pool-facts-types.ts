import type { Type } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import type { Selected } from './selected.js';
import type { Summaries } from './summaries.js';

/** Where a pool is kept, as far as one file tells. Places that are equal are the same pool, or pools of one protocol. */
export type PoolPlace =
  /** A package variable, or what selectors and indices (`[]`) reach from it: `bufs`, `bufs.small`, `bufs[]`. */
  | { readonly at: 'variable'; readonly name: string }
  /** A field, or an element of it, of every value of a type. `variable` is how a package variable reaches it. */
  | { readonly at: 'field'; readonly owner: Type; readonly field: string; readonly variable?: string }
  /** A variable of one function. */
  | { readonly at: 'local'; readonly func: string; readonly name: string }
  /** Something that is given in: a parameter, a result. */
  | { readonly at: 'elsewhere' };

/** A pool that is made here, with the type of what its New gives. */
export interface PoolMadeFact {
  readonly place: PoolPlace;
  readonly element: Type;
}

/**
 * One thing that is done with a pooled object or a part of it. `reset`: cut, cleared or overwritten by nothing; `set`:
 * given another value; `grow`: appended or written to; `method` and `call` mean what their callee does; `use`: handed on.
 */
export interface PoolStep {
  readonly does: 'reset' | 'set' | 'grow' | 'method' | 'call' | 'use';
  /** The selectors from the object to the part: '' is the object, `a.b` a field of a field. */
  readonly path: string;
  /**
   * The method; `entry` for an element that is assigned, `lookup` for one that is used, `cut` for a reset by slicing,
   * `made` for a part that is set to the result of a call; else ''.
   */
  readonly name: string;
  /** For `call`: the function, where it has a name. */
  readonly callee?: CalleeRef;
  /** Which argument of the call it is. */
  readonly index: number;
  /** The types of what a call is given besides; one that is not known for what is done in a loop. */
  readonly given?: readonly Type[];
}

/** A step on every path between a Get or a Put and what matters, with what may be done between it and the site. */
export interface PoolGuarantee {
  readonly step: PoolStep;
  readonly between: readonly PoolStep[];
}

/** One call that takes from or gives to a pool, or that calls a function that may do so. */
export interface PoolSiteFact {
  readonly does: 'get' | 'put';
  /** The pool, or the function that is called. */
  readonly via: { readonly place: PoolPlace; readonly pool: Type } | { readonly callee: CalleeRef };
  /** Name of the innermost function around it. */
  readonly func: string;
  /** The object's type, as far as the site tells. */
  readonly object: Type;
  /** Where the object comes from, for a Put. `returned`, for a Get: the function gives it to its caller. */
  readonly origin: 'get' | 'parameter' | 'fresh' | 'elsewhere' | 'returned' | 'kept';
  /** The parameter's position, -1 for the receiver. */
  readonly parameter: number;
  readonly guarantees: readonly PoolGuarantee[];
  /** All that is done with the object in the function. */
  readonly steps: readonly PoolStep[];
}

/**
 * A field that is appended to, given entries or written to somewhere; `cut`: emptied or given
 * another value; `pop`: cut to a length that is not 0, as free lists are.
 */
export interface PoolGrowthFact {
  readonly owner: Type;
  readonly field: string;
  readonly how: 'append' | 'entry' | 'content' | 'cut' | 'pop';
}

/** What one file tells of how pools are used, if its package has one. */
export interface PoolUse {
  readonly sites: readonly PoolSiteFact[];
  readonly growth: readonly PoolGrowthFact[];
}

/** What one file tells of pools. Plain data without positions, of which `use` is computed when it is first read. */
export interface PoolFacts {
  readonly made: readonly PoolMadeFact[];
  /** The types of what `Get` and `Put` are called on: a package without a pool among them has no use of pools. */
  readonly exchangers: readonly Type[];
  readonly use: PoolUse;
  /** Names of package variables that are handed on, so that others may use the pool they are. */
  readonly escaping: readonly string[];
}

/** What questions about pools ask the package they belong to. */
export interface PoolLookup {
  /** Name of the package clause. */
  readonly name: string;
  readonly summaries: Summaries;
  resolve(type: Type): Type;
  underlying(type: Type): Type;
  select(type: Type, name: string): Selected;
}
