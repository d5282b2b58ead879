import type { Type } from '../semantic/index.js';
import type { Callee } from './callee-type.js';
import type { CalleeRef } from './callee-ref.js';
import { typeAtPath } from './pool-facts-element.js';
import type { PoolStep, PoolLookup } from './pool-facts-types.js';
import type { Effect } from './effect-set.js';

/** What a step does to an object: the parts that it empties, gives another value, or adds to. */
export interface StepMeaning {
  readonly resets: readonly string[];
  /** Those of them that are only cut: the memory keeps its elements. */
  readonly cuts: readonly string[];
  readonly sets: readonly string[];
  readonly grows: readonly string[];
}

const NOTHING: StepMeaning = { resets: [], cuts: [], sets: [], grows: [] };
const RESETS =
  /^(?:[rR]eset|[iI]nit|[iI]nitialize|[cC]lear|[tT]runcate|[fF]ree|[rR]elease|[rR]ecycle|[eE]mpty|[zZ]ero|[wW]ipe|[pP]urge|[dD]iscard)(?![a-z])/;
const WRITES = /^(?:Write(?!To)|ReadFrom|Append)/;
/** It writes all of a buffer away, unless the writer fails. */
const DRAINS = 'WriteTo';

/** True for the name of a function or method that empties, by its first word: `Reset`, `resetAll`, `Clear`. */
export function namesReset(name: string): boolean {
  return RESETS.test(name);
}

/** What the step does to an object of the type. Where the body of a callee is in the package, the body decides. */
export function meaningOf(facts: PoolLookup, type: Type, step: PoolStep): StepMeaning {
  const { does, path } = step;
  switch (does) {
    case 'reset':
      return { ...NOTHING, resets: [path], cuts: step.name === 'cut' ? [path] : [] };
    case 'set':
      return { ...NOTHING, sets: [path] };
    case 'grow':
      return step.name === 'entry' && !isMapAt(facts, type, path) ? NOTHING : { ...NOTHING, grows: [path] };
    case 'method':
      return meaningOfMethod(facts, typeAtPath(facts, type, path), step.name, path);
    case 'call':
      return step.callee === undefined ? NOTHING : meaningOfCall(facts, type, step.callee, step);
    case 'use':
      return NOTHING;
  }
}

/** The callee that a reference names, as far as the package knows it. */
export function resolvedCallee(facts: PoolLookup, ref: CalleeRef): Callee {
  if ('path' in ref) return { kind: 'function', path: ref.path, name: ref.name };
  const selected = facts.select(ref.of, ref.name);
  if (selected.what !== 'method') return { kind: 'unknown' };
  const { owner: receiver, isPointerReceiver, via } = selected;
  return { kind: 'method', receiver, isPointerReceiver, name: ref.name, via, object: undefined };
}

function meaningOfMethod(facts: PoolLookup, type: Type, name: string, path: string): StepMeaning {
  const selected = facts.select(type, name);
  const via = selected.what === 'method' || selected.what === 'interface-method' ? selected.via : [];
  const place = [...(path === '' ? [] : [path]), ...via].join('.');
  if (selected.what === 'method' && selected.owner.path === '') {
    const callee = resolvedCallee(facts, { of: type, name });
    const effects = facts.summaries.effectsOf(callee, -1);
    if (effects !== undefined) return ofEffects(facts, typeAtPath(facts, type, via.join('.')), effects, name, place);
  }
  return byName(name, place);
}

function meaningOfCall(facts: PoolLookup, type: Type, ref: CalleeRef, { path, index }: PoolStep): StepMeaning {
  const effects = facts.summaries.effectsOf(resolvedCallee(facts, ref), index);
  if (effects !== undefined) return ofEffects(facts, typeAtPath(facts, type, path), effects, ref.name, path);
  const isWriting = 'path' in ref && index === 0 && isWriterFirst(ref.path, ref.name);
  if (isWriting) return { ...NOTHING, grows: [path] };
  return namesReset(ref.name) ? { ...NOTHING, resets: [path] } : NOTHING;
}

function ofEffects(
  facts: PoolLookup,
  type: Type,
  effects: readonly Effect[],
  name: string,
  prefix: string,
): StepMeaning {
  const resets: string[] = [];
  const cuts: string[] = [];
  const sets: string[] = [];
  const grows: string[] = [];
  const isReset = namesReset(name);
  for (const effect of effects) {
    if (effect.where === 'goroutine') continue;
    const place = [prefix, effect.path].filter((part) => part !== '').join('.');
    const kind = kindOfEffect(facts, type, effect, name);
    const isCertain = effect.paths === 'every' || isReset || effect.times === 'many';
    if (kind === 'reset' && isCertain) resets.push(place);
    else if (kind === 'set' && isCertain) sets.push(place);
    else if (kind === 'grow') grows.push(place.replace(/\[\]$/, ''));
    if (kind === 'reset' && isCertain && effect.verb === 'write' && effect.detail === 'cut') cuts.push(place);
  }
  // `func reset(b []byte) []byte { return b[:0] }`, and bodies whose work is not seen.
  const isGivenBack = effects.some(({ verb }) => verb === 'return' || verb === 'unknown');
  if (resets.length + sets.length === 0 && isReset && isGivenBack) resets.push(prefix);
  return { resets, cuts, sets, grows: isReset ? [] : grows };
}

function kindOfEffect(
  facts: PoolLookup,
  type: Type,
  effect: Effect,
  name: string,
): 'reset' | 'set' | 'grow' | undefined {
  switch (effect.verb) {
    case 'clear':
      return 'reset';
    case 'delete':
      return effect.times === 'many' ? 'reset' : undefined;
    case 'method':
      return kindOfMethod(facts, type, effect);
    case 'write':
      return kindOfWrite(facts, type, effect, name);
    default:
      return undefined;
  }
}

/** Of methods of the package's own types their own effects tell. */
function kindOfMethod(facts: PoolLookup, type: Type, { path, detail }: Effect): 'reset' | 'grow' | undefined {
  const selected = facts.select(typeAtPath(facts, type, path), detail);
  if (selected.what === 'method' && selected.owner.path === '') return undefined;
  if (namesReset(detail) || detail === DRAINS) return 'reset';
  return WRITES.test(detail) ? 'grow' : undefined;
}

function kindOfWrite(
  facts: PoolLookup,
  type: Type,
  { path, detail }: Effect,
  name: string,
): 'reset' | 'set' | 'grow' | undefined {
  if (path.endsWith('[]')) {
    const container = path.slice(0, -2);
    if (isMapAt(facts, type, container)) return detail === 'zero' ? undefined : 'grow';
    return namesReset(name) && detail === 'zero' ? 'reset' : undefined;
  }
  if (detail === 'append') return 'grow';
  return detail === 'zero' || detail === 'cut' || path === '' ? 'reset' : 'set';
}

function byName(name: string, place: string): StepMeaning {
  if (namesReset(name) || name === DRAINS) return { ...NOTHING, resets: [place] };
  return WRITES.test(name) ? { ...NOTHING, grows: [place] } : NOTHING;
}

function isMapAt(facts: PoolLookup, type: Type, path: string): boolean {
  const at = typeAtPath(facts, type, path);
  const inner = at.tag === 'pointer' ? at.to : at;
  return facts.underlying(inner).tag === 'map';
}

/** Functions of the standard library that write to their first argument. */
function isWriterFirst(path: string, name: string): boolean {
  if (path === 'fmt') return name.startsWith('Fprint');
  if (path === 'io') return name === 'Copy' || name === 'CopyN' || name === 'WriteString';
  return path === 'encoding/binary' && name === 'Write';
}
