import type { PackageFacts, PoolSiteFact, PoolStep } from '../../facts/index.js';
import { typeAtPath } from '../../facts/index.js';
import { resetMethods } from '../../knowledge/index.js';
import type { Type } from '../../semantic/index.js';
import { pinsOf } from './pins.js';
import type { KnownSite } from './pool-sites.js';

/**
 * What an object that is put back keeps alive until somebody uses it again. `pointer`: what its field was set to.
 * `slots`: the old elements behind the length of a slice that was only cut. `stream`: what it read from or wrote to.
 */
export interface StalePart {
  readonly what: 'pointer' | 'slots' | 'stream';
  /** The selectors from the object: '' is the object itself. */
  readonly path: string;
}

/** The parts of the object of a Put that keep what it was last used with, in the order of their paths. */
export function staleParts(facts: PackageFacts, { site: { fact }, protocol }: KnownSite): readonly StalePart[] {
  if (fact.does !== 'put' || protocol.reach === 'open' || fact.origin === 'fresh' || fact.origin === 'elsewhere')
    return [];
  const { element } = protocol;
  if (isStream(facts, element.type)) {
    const isReused = protocol.gets.length > 0 && protocol.gets.every(({ site }) => site.guarantees.some(isResetCall));
    return isReused && !isResetLast(fact) ? [{ what: 'stream', path: '' }] : [];
  }
  if (element.kind !== 'struct' && element.kind !== 'slice') return [];
  const steps = fact.origin === 'get' ? fact.steps : protocol.steps;
  const isLeft = ({ path }: StalePart): boolean =>
    !isLetGo(facts, element.type, fact, path) &&
    // A function that is given the object may leave that to its callers.
    !(fact.origin === 'parameter' && steps.some((step) => isDrop(facts, element.type, step, path)));
  const pointers = element.kind === 'struct' ? pointersSet(facts, element.type, steps) : [];
  const slots = element.kind === 'struct' ? element.growing.map(({ path }) => path) : protocol.isFilled ? [''] : [];
  const parts = [...pointers, ...slots.filter((path) => hasSlots(facts, element.type, path)).map(slotsAt)];
  return parts.filter(isLeft).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** True for a type of the standard library whose Reset is given what to read from or to write to from then on. */
function isStream(facts: PackageFacts, type: Type): boolean {
  const resolved = facts.resolve(type);
  const inner = resolved.tag === 'pointer' ? facts.resolve(resolved.to) : resolved;
  return inner.tag === 'named' && resetMethods.get(`(*${inner.path}.${inner.name}).Reset`) === 'replaces';
}

function isResetCall({ step }: { readonly step: PoolStep }): boolean {
  return step.does === 'method' && step.name === 'Reset' && step.path === '';
}

/** It is reset, and nothing is done with it between that and the Put. */
function isResetLast({ guarantees }: PoolSiteFact): boolean {
  return guarantees.some(
    (guarantee) =>
      isResetCall(guarantee) && guarantee.between.every(({ does }) => does !== 'method' && does !== 'call'),
  );
}

/** The fields that are given something that lives outside of the object; what a call makes is taken to be its own. */
function pointersSet(facts: PackageFacts, type: Type, steps: readonly PoolStep[]): StalePart[] {
  const set = steps.filter(({ does, name, path }) => does === 'set' && name === '' && path !== '');
  const paths = [...new Set(set.map(({ path }) => path))];
  return paths.filter((path) => isPointing(facts, typeAtPath(facts, type, path))).map(pointerAt);
}

/** Fields that nil can be assigned to, and that keep objects alive. */
function isPointing(facts: PackageFacts, type: Type): boolean {
  const { tag } = facts.underlying(type);
  return tag !== 'struct' && tag !== 'array' && pinsOf(facts, type) === 'objects';
}

function hasSlots(facts: PackageFacts, type: Type, path: string): boolean {
  const at = typeAtPath(facts, type, path);
  const slice = facts.underlying(at.tag === 'pointer' ? at.to : at);
  return slice.tag === 'slice' && pinsOf(facts, slice.of) === 'objects';
}

/** On every path to the Put the part is emptied for good, and not set or added to again. */
function isLetGo(facts: PackageFacts, type: Type, { guarantees }: PoolSiteFact, path: string): boolean {
  return guarantees.some(
    ({ step, between }) =>
      isDrop(facts, type, step, path) && !between.some((later) => isFilledBy(facts, type, later, path)),
  );
}

function isDrop(facts: PackageFacts, type: Type, step: PoolStep, path: string): boolean {
  const { resets, cuts } = facts.pools.meaningOf(type, step);
  return resets.some((part) => !cuts.includes(part) && covers(part, path));
}

function isFilledBy(facts: PackageFacts, type: Type, step: PoolStep, path: string): boolean {
  const { sets, grows } = facts.pools.meaningOf(type, step);
  return [...sets, ...grows].some((part) => covers(part, path) || covers(path, part));
}

function covers(part: string, other: string): boolean {
  return part === '' || part === other || other.startsWith(`${part}.`);
}

function pointerAt(path: string): StalePart {
  return { what: 'pointer', path };
}

function slotsAt(path: string): StalePart {
  return { what: 'slots', path };
}
