import type { Type } from '../semantic/index.js';
import { UNKNOWN } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import type { GrowingField, PoolElement } from './pool-facts-element.js';
import { poolElement } from './pool-facts-element.js';
import type { StepMeaning } from './pool-facts-meaning.js';
import { meaningOf, resolvedCallee } from './pool-facts-meaning.js';
import { namesExchange } from './pool-facts-sites.js';
import type { PoolFacts, PoolGuarantee, PoolPlace, PoolSiteFact, PoolStep, PoolLookup } from './pool-facts-types.js';

/** How one Get or Put leaves the object. `untouched`: as it came, or new. `unknown`: nobody can tell. */
export type PoolState = 'reset' | 'dirty' | 'untouched' | 'unknown';

/** A Get or a Put with how it leaves the object. */
export interface JudgedSite {
  readonly site: PoolSiteFact;
  readonly state: PoolState;
  /** The growing parts of the object that no reset covers; empty if nothing is reset at all. */
  readonly left: readonly GrowingField[];
}

/** How a package uses one pool. */
export interface PoolProtocol {
  /** As people write it: `bufPool`, `codec.pool`. */
  readonly name: string;
  readonly element: PoolElement;
  readonly gets: readonly JudgedSite[];
  readonly puts: readonly JudgedSite[];
  /** `closed`: every use of the pool is seen. */
  readonly reach: 'closed' | 'open';
  /** Something is added to an object of the pool between a Get and a Put, which nobody looks up on purpose later. */
  readonly isFilled: boolean;
  /** As much may be added at once as somebody hands in: no constants and numbers only. */
  readonly mayGetLarge: boolean;
  /** All that the package does with objects of the pool. */
  readonly steps: readonly PoolStep[];
}

interface Pool {
  readonly name: string;
  readonly sites: PoolSiteFact[];
  readonly elements: Type[];
}

/** The pools of a package: which there are, and how each is used. Answers are computed when first asked for. */
export class PackagePools {
  private pools: Map<string, Pool> | undefined;
  private used: boolean | undefined;
  private readonly protocols = new Map<string, PoolProtocol>();
  private readonly callers = new Map<string, PoolSiteFact[]>();
  private readonly escaping: ReadonlySet<string>;

  constructor(
    private readonly facts: PoolLookup,
    private readonly files: readonly PoolFacts[],
  ) {
    this.escaping = new Set(files.flatMap((file) => file.escaping));
  }

  /** The protocol of the pool at a place; `undefined` where it is none of this package's pools. */
  protocolOf(place: PoolPlace, type: Type): PoolProtocol | undefined {
    const key = this.keyOf(place, type);
    const pool = key === undefined ? undefined : this.all().get(key);
    if (key === undefined || pool === undefined) return undefined;
    const known = this.protocols.get(key);
    if (known !== undefined) return known;
    const protocol = this.judged(pool);
    this.protocols.set(key, protocol);
    return protocol;
  }

  /** True if the package gets something from a `sync.Pool` or puts something there. */
  get areUsed(): boolean {
    this.used ??= this.files.some(({ exchangers }) => exchangers.some((type) => this.isPool(type)));
    return this.used;
  }

  /** True if a Get or Put on something of this type is one of `sync.Pool`. */
  isPool(type: Type): boolean {
    const resolved = this.facts.resolve(type);
    const inner = resolved.tag === 'pointer' ? this.facts.resolve(resolved.to) : resolved;
    if (inner.tag === 'named' && inner.path === 'sync') return inner.name === 'Pool';
    if (inner.tag === 'unknown') return false;
    const selected = this.facts.select(inner, 'Put');
    return selected.what === 'method' && selected.owner.path === 'sync' && selected.owner.name === 'Pool';
  }

  /** The parameters that a function of the package gives to a pool; -1 is the receiver. */
  putsOf(callee: CalleeRef): readonly number[] {
    const key = this.areUsed ? this.functionKeyOf(callee) : undefined;
    if (key === undefined) return [];
    const found = this.files
      .flatMap(({ use }) => use.sites)
      .filter((site) => {
        const isPut = site.does === 'put' && 'place' in site.via && site.origin === 'parameter';
        return isPut && keyOfFunction(site.func) === key && 'place' in site.via && this.isPool(site.via.pool);
      });
    return [...new Set(found.map(({ parameter }) => parameter))];
  }

  /** What a step does to an object of the type. */
  meaningOf(type: Type, step: PoolStep): StepMeaning {
    return meaningOf(this.facts, type, step);
  }

  private all(): ReadonlyMap<string, Pool> {
    if (this.pools !== undefined) return this.pools;
    this.pools = new Map();
    if (!this.areUsed) return this.pools;
    for (const site of this.files.flatMap(({ use }) => use.sites)) this.addSite(this.pools, site);
    for (const { place, element } of this.files.flatMap((file) => file.made)) {
      const key = this.keyOf(place, { tag: 'named', path: 'sync', name: 'Pool' });
      if (key !== undefined) this.pools.get(key)?.elements.unshift(element);
    }
    return this.pools;
  }

  private addSite(pools: Map<string, Pool>, site: PoolSiteFact): void {
    const called = this.calledBy(site);
    if (called !== undefined || !('place' in site.via)) {
      const callee = called === undefined ? undefined : this.functionKeyOf(called);
      if (callee !== undefined) this.callers.set(callee, [...(this.callers.get(callee) ?? []), site]);
      return;
    }
    const key = this.keyOf(site.via.place, site.via.pool);
    if (key === undefined) return;
    const pool = pools.get(key) ?? { name: key.replace(/^local [^ ]* /, ''), sites: [], elements: [] };
    pools.set(key, pool);
    pool.sites.push(site);
    pool.elements.push(site.object);
  }

  /** The function that a site calls, if it is no Get or Put of a pool itself: that of a wrapper looks like one. */
  calledBy({ via, does }: PoolSiteFact): CalleeRef | undefined {
    if ('callee' in via) return via.callee;
    return this.isPool(via.pool) ? undefined : { of: via.pool, name: does === 'get' ? 'Get' : 'Put' };
  }

  private keyOf(place: PoolPlace, type: Type): string | undefined {
    if (!this.isPool(type)) return undefined;
    switch (place.at) {
      case 'variable':
        return place.name;
      case 'field': {
        const owner = this.facts.resolve(place.owner);
        const inner = owner.tag === 'pointer' ? this.facts.resolve(owner.to) : owner;
        if (inner.tag === 'named' && inner.path === '') return `${inner.name}.${place.field}`;
        return place.variable;
      }
      case 'local':
        return `local ${place.func} ${place.name}`;
      case 'elsewhere':
        return undefined;
    }
  }

  private judged({ name, sites, elements }: Pool): PoolProtocol {
    const element = this.elementOf(elements);
    const judge = (site: PoolSiteFact): JudgedSite => this.judgedSite(site, element, 0);
    const gets = sites.filter(({ does }) => does === 'get').map(judge);
    const puts = sites.filter(({ does }) => does === 'put').map(judge);
    const all = [...sites, ...sites.flatMap((site) => this.callersOf(site))];
    const steps = all.flatMap((site) => site.steps);
    const isFilled = steps.some((step) => this.mayFill(element, step));
    const root = name.split(/[.[]/)[0] ?? name;
    const isOpen = this.escaping.has(root) || this.isExported(name.replace(/(?:\[\])+$/, ''));
    const isCache = element.kind === 'map' && steps.some(({ name: done }) => done === 'lookup');
    const mayGetLarge = steps.some((step) => this.mayEnlarge(element, step));
    const reach = isOpen ? 'open' : 'closed';
    return { name, element, gets, puts, reach, isFilled: isFilled && !isCache, mayGetLarge, steps };
  }

  /** A buffer that is handed to a function may be written to there; slices and maps must be seen to grow. */
  private mayFill({ kind, type }: PoolElement, step: PoolStep): boolean {
    const isBuffer = kind === 'buffer' || kind === 'stream';
    if (isBuffer && (step.does === 'use' || (step.does === 'call' && step.callee?.name !== 'Put'))) return true;
    return this.meaningOf(type, step).grows.length > 0;
  }

  private mayEnlarge(element: PoolElement, step: PoolStep): boolean {
    if (step.does === 'use' || !this.mayFill(element, step)) return false;
    return (step.given ?? [UNKNOWN]).some((type) => {
      const underlying = this.facts.underlying(type);
      return underlying.tag !== 'basic' || underlying.name === 'string';
    });
  }

  /** The one type that all sites agree on; a pool of several types is none that anybody knows. */
  private elementOf(types: readonly Type[]): PoolElement {
    const growth = this.files.flatMap(({ use }) => use.growth);
    const known = types
      .map((type) => this.facts.resolve(type))
      .filter((type) => type.tag !== 'unknown' && type.tag !== 'interface' && type.tag !== 'type-parameter')
      .filter((type) => this.facts.underlying(type).tag !== 'interface');
    const [first] = known;
    const isOne = known.every((type) => JSON.stringify(type) === JSON.stringify(first));
    if (first === undefined || !isOne) return { kind: 'stateless', type: UNKNOWN };
    return poolElement(this.facts, first, growth);
  }

  private judgedSite(site: PoolSiteFact, element: PoolElement, depth: number): JudgedSite {
    const covered = this.coveredBy(site, element);
    const left = growingOf(element).filter(({ path }) => !covered.some((by) => covers(by, path)));
    const isReset = covered.length > 0 && (element.kind === 'struct' ? left.length === 0 : covered.includes(''));
    const judged = (state: PoolState): JudgedSite => ({ site, state, left: covered.length === 0 ? [] : left });
    if (isReset) return judged('reset');
    if (site.origin === 'elsewhere') return judged('unknown');
    if (site.does === 'get' && !isUsed(site)) return judged('unknown');
    if (site.origin === 'fresh' || site.origin === 'get') return judged(this.isTouched(site) ? 'dirty' : 'untouched');
    const isPassedOn = site.origin === 'parameter' || site.origin === 'returned';
    return judged(isPassedOn ? this.stateByCallers(site, element, depth) : 'dirty');
  }

  /** A function that only hands on leaves it to its callers. */
  private stateByCallers(site: PoolSiteFact, element: PoolElement, depth: number): PoolState {
    const key = keyOfFunction(site.func);
    if (depth > 0 || key === undefined) return 'unknown';
    if (this.isExported(key) || !namesExchange(key.slice(key.lastIndexOf('.') + 1))) return 'unknown';
    const callers = this.callersOf(site);
    if (callers.length === 0) return site.does === 'get' ? 'unknown' : 'dirty';
    const states = callers.map((caller) => this.judgedSite(caller, element, depth + 1).state);
    if (states.includes('dirty')) return states.includes('reset') ? 'unknown' : 'dirty';
    return states.includes('unknown') ? 'unknown' : 'reset';
  }

  private callersOf(site: PoolSiteFact): readonly PoolSiteFact[] {
    const isPassedOn = site.origin === 'parameter' || site.origin === 'returned';
    const key = isPassedOn ? keyOfFunction(site.func) : undefined;
    return (key === undefined ? [] : (this.callers.get(key) ?? [])).filter(({ does }) => does === site.does);
  }

  /** The parts of the object that are certainly empty at a Put, or are emptied before a Get's object is used. */
  private coveredBy({ does, guarantees }: PoolSiteFact, { type }: PoolElement): string[] {
    return guarantees.flatMap((guarantee: PoolGuarantee) => {
      const { resets, sets } = this.meaningOf(type, guarantee.step);
      const parts = does === 'get' ? [...resets, ...sets] : resets;
      if (parts.length === 0) return [];
      const added = guarantee.between.flatMap((step) => this.meaningOf(type, step).grows);
      return parts.filter((part) => !added.some((other) => covers(other, part) || covers(part, other)));
    });
  }

  private isTouched({ steps, origin }: PoolSiteFact): boolean {
    const isOwn = origin === 'fresh';
    return steps.some(
      ({ does }) =>
        does === 'grow' || (!isOwn && (does === 'method' || does === 'call' || does === 'set')) || does === 'use',
    );
  }

  /** True for what other packages can name: both the type and its member, and nothing of a main package. */
  private isExported(name: string): boolean {
    return this.facts.name !== 'main' && name.split('.').every((part) => /^\p{Lu}/u.test(part));
  }

  private functionKeyOf(ref: CalleeRef): string | undefined {
    const callee = resolvedCallee(this.facts, ref);
    if (callee.kind === 'function') return callee.path === '' ? callee.name : undefined;
    if (callee.kind !== 'method' || callee.receiver.path !== '') return undefined;
    return `${callee.receiver.name}.${callee.name}`;
  }
}

/** Something is done with what a Get gives besides putting it back. */
function isUsed({ steps, origin }: PoolSiteFact): boolean {
  return origin === 'returned' || steps.some(({ callee, name }) => !/^Put$/.test(callee?.name ?? name));
}

/** The function around all literals, without the notation of receivers: `conn.Close` of `(*conn).Close.func1`. */
function keyOfFunction(name: string): string | undefined {
  return fullName(name).replace(/[(*)]/g, '');
}

function fullName(name: string): string {
  return name.replace(/(?:\.func\d+|\.\d+|\.gowrap\d+|\.deferwrap\d+)+$/, '');
}

function growingOf(element: PoolElement): readonly GrowingField[] {
  return element.kind === 'struct' ? element.growing : [];
}

/** True if emptying `part` empties `other`. */
function covers(part: string, other: string): boolean {
  return part === '' || part === other || other.startsWith(`${part}.`);
}
