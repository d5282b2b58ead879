import type { PackageFacts } from '../../facts/index.js';
import type { Type } from '../../semantic/index.js';

/**
 * What a value of a type keeps reachable. `nothing`: it has no pointers. `little`: text, functions and errors, which
 * are small as a rule. `objects`: whatever a pointer, slice, map, channel or interface leads to.
 */
export type Pins = 'nothing' | 'little' | 'objects' | 'unknown';

const MAX_DEPTH = 8;
const ORDER: readonly Pins[] = ['nothing', 'little', 'unknown', 'objects'];
/** Structs of the standard library that hold pointers to what never goes, or to little. */
const SMALL_STRUCTS = new Set(['time.Time', 'net/netip.Addr', 'net/netip.AddrPort', 'net/netip.Prefix']);

/** What a value of the type keeps reachable; of a struct or array the most that one of its parts does. */
export function pinsOf(facts: PackageFacts, type: Type, depth = 0): Pins {
  const resolved = facts.resolve(type);
  if (depth > MAX_DEPTH) return 'unknown';
  if (resolved.tag === 'named' && SMALL_STRUCTS.has(`${resolved.path}.${resolved.name}`)) return 'little';
  if (resolved.tag === 'basic' && resolved.name === 'error') return 'little';
  const underlying = facts.underlying(resolved);
  switch (underlying.tag) {
    case 'basic':
      return underlying.name === 'string' ? 'little' : pinsOfBasic(underlying.name);
    case 'func':
      return 'little';
    case 'pointer':
    case 'slice':
    case 'map':
    case 'chan':
    case 'interface':
      return 'objects';
    case 'array':
      return pinsOf(facts, underlying.of, depth + 1);
    case 'struct':
      return most(underlying.fields.map((field) => pinsOf(facts, field.type, depth + 1)));
    default:
      return 'unknown';
  }
}

function pinsOfBasic(name: string): Pins {
  return name === 'any' ? 'objects' : 'nothing';
}

function most(all: readonly Pins[]): Pins {
  return ORDER[Math.max(0, ...all.map((one) => ORDER.indexOf(one)))] ?? 'unknown';
}
