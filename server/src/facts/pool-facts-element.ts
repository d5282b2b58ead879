import type { Type } from '../semantic/index.js';
import type { PoolGrowthFact, PoolLookup } from './pool-facts-types.js';

/**
 * What a pool holds. `stream`: it must be given what it reads from or writes to. `stateless`: nothing stays in it that
 * the next user could meet, or nobody knows.
 */
export type PoolElement =
  | { readonly kind: 'buffer' | 'stream'; readonly type: Type }
  | { readonly kind: 'slice'; readonly type: Type; readonly isPointer: boolean }
  | { readonly kind: 'map'; readonly type: Type; readonly isPointer: boolean }
  | { readonly kind: 'struct'; readonly type: Type; readonly name: string; readonly growing: readonly GrowingField[] }
  | { readonly kind: 'stateless'; readonly type: Type };

/** A field that the package makes grow, as the way from the object to it. */
export interface GrowingField {
  readonly path: string;
  /** No code of the package ever empties it or gives it another value. */
  readonly isNeverCut: boolean;
}

const BUFFERS = new Set(['bytes.Buffer', 'strings.Builder']);
const STREAMS = new Set(['bufio.Reader', 'bufio.Writer']);
/** Structs in structs are followed this far. */
const MAX_DEPTH = 3;

/** What a pool holds, by the type of its objects. */
export function poolElement(facts: PoolLookup, type: Type, growth: readonly PoolGrowthFact[]): PoolElement {
  const resolved = facts.resolve(type);
  const isPointer = resolved.tag === 'pointer';
  const inner = resolved.tag === 'pointer' ? facts.resolve(resolved.to) : resolved;
  if (inner.tag === 'named' && inner.path !== '') {
    const name = `${inner.path}.${inner.name}`;
    if (BUFFERS.has(name)) return { kind: 'buffer', type: resolved };
    return { kind: STREAMS.has(name) ? 'stream' : 'stateless', type: resolved };
  }
  const underlying = facts.underlying(inner);
  switch (underlying.tag) {
    case 'slice':
      return { kind: 'slice', type: resolved, isPointer };
    case 'map':
      return { kind: 'map', type: resolved, isPointer };
    case 'struct': {
      const growing = growingFields(facts, inner, growth, 0);
      return { kind: 'struct', type: resolved, name: inner.tag === 'named' ? inner.name : 'struct', growing };
    }
    default:
      return { kind: 'stateless', type: resolved };
  }
}

/** The type of what a path leads to from a value of the type. */
export function typeAtPath(facts: PoolLookup, type: Type, path: string): Type {
  if (path === '') return facts.resolve(type);
  return path.split('.').reduce<Type>((at, name) => facts.resolve({ tag: 'field', of: at, name }), facts.resolve(type));
}

function growingFields(
  facts: PoolLookup,
  type: Type,
  growth: readonly PoolGrowthFact[],
  depth: number,
): GrowingField[] {
  const underlying = facts.underlying(type);
  if (underlying.tag !== 'struct' || depth > MAX_DEPTH) return [];
  const own = growth.filter(({ owner }) => isSameType(facts, owner, type));
  return underlying.fields.flatMap((field): GrowingField[] => {
    const of = own.filter((fact) => fact.field === field.name);
    const isFreeList = of.some(({ how }) => how === 'pop');
    const isGrowing = !isFreeList && of.some((fact) => grows(facts, field.type, fact.how));
    const nested = growingFields(facts, field.type, growth, depth + 1).map((inner) => ({
      ...inner,
      path: `${field.name}.${inner.path}`,
    }));
    if (!isGrowing) return nested;
    return [{ path: field.name, isNeverCut: !of.some(({ how }) => how === 'cut') }, ...nested];
  });
}

/** An append makes slices grow, an assigned entry maps, a write buffers; a slice's elements are overwritten. */
function grows(facts: PoolLookup, type: Type, how: PoolGrowthFact['how']): boolean {
  const resolved = facts.resolve(type);
  const inner = resolved.tag === 'pointer' ? facts.resolve(resolved.to) : resolved;
  const name = inner.tag === 'named' ? `${inner.path}.${inner.name}` : '';
  switch (how) {
    case 'append':
      return facts.underlying(inner).tag === 'slice';
    case 'entry':
      return facts.underlying(inner).tag === 'map';
    case 'content':
      return BUFFERS.has(name);
    case 'cut':
    case 'pop':
      return false;
  }
}

function isSameType(facts: PoolLookup, owner: Type, type: Type): boolean {
  const resolved = facts.resolve(owner);
  const inner = resolved.tag === 'pointer' ? facts.resolve(resolved.to) : resolved;
  const name = type.tag === 'named' ? type.name : undefined;
  return inner.tag === 'named' && inner.path === '' && inner.name === name;
}
