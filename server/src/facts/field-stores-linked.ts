import type { Type } from '../semantic/index.js';
import type { FieldStoreFact } from './field-stores.js';

/** What is asked of the package. */
interface StoreLookup {
  resolve(type: Type): Type;
  underlying(type: Type): Type;
}

/** Types that refer to each other through more layers are not looked through. */
const MAX_LAYERS = 32;

/**
 * True if a value of the type `holder` may lead to a value of the type `target` by a chain of fields each of which
 * the package gives such a value somewhere. Proof by types only: another object of the type may be meant.
 */
export function mayLeadTo(facts: StoreLookup, stores: readonly FieldStoreFact[], holder: Type, target: Type): boolean {
  const goal = namedBehind(facts, target);
  const start = namedBehind(facts, holder);
  if (goal === undefined || start === undefined) return false;
  const seen = new Set<string>();
  const work = [start];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const value of storedInto(facts, stores, at)) {
      if (value === goal) return true;
      work.push(value);
    }
  }
  return false;
}

/** How many places of the package give the field of the type a value other than nil. */
export function storesInto(facts: StoreLookup, stores: readonly FieldStoreFact[], owner: Type, field: string): number {
  const name = namedBehind(facts, owner);
  if (name === undefined) return 0;
  return stores.filter((store) => store.field === field && namedBehind(facts, store.owner) === name).length;
}

/** The name of the type of this package that `type` is, points to, or is a slice, array, map or channel of. */
function namedBehind(facts: StoreLookup, type: Type): string | undefined {
  let at = facts.resolve(type);
  for (let i = 0; i < MAX_LAYERS; i++) {
    if (at.tag === 'named') return at.path === '' ? at.name : undefined;
    if (at.tag === 'pointer') at = facts.resolve(at.to);
    else if (at.tag === 'slice' || at.tag === 'array' || at.tag === 'map' || at.tag === 'chan')
      at = facts.resolve(at.of);
    else return undefined;
  }
  return undefined;
}

function storedInto(facts: StoreLookup, stores: readonly FieldStoreFact[], owner: string): string[] {
  return stores.flatMap((store) => {
    if (namedBehind(facts, store.owner) !== owner) return [];
    const value = facts.resolve(store.value);
    if (value.tag === 'named' && facts.underlying(value).tag === 'struct') return [];
    const name = namedBehind(facts, value);
    return name === undefined ? [] : [name];
  });
}
