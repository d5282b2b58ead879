import type { ParameterEffect } from './effect.js';

/**
 * What a call does with one argument, calls inside the package followed. There is no `pass`: what is handed to other
 * code has become that code's effects, or `unknown` with callee and index as `detail` (`io.Copy#1`) where nobody knows them.
 */
export type Effect = Omit<ParameterEffect, 'parameter' | 'callee' | 'index'>;

/** Effects by `effectKey`. */
export type EffectSet = ReadonlyMap<string, Effect>;

/** None. */
export const NO_EFFECTS: EffectSet = new Map();
/** Longer paths are cut, so that what follows a list's `next` comes to an end. */
const MAX_PATH = 3;

/** The effect `inner` of a function as an effect of its caller, which passes the value on as `outer` says. */
export function composed(outer: Effect, inner: Effect): Effect[] {
  if (inner.verb === 'reassign') return [];
  const isReturned = inner.verb === 'return';
  return [
    {
      verb: isReturned ? 'unknown' : inner.verb,
      path: pathOf(outer.path, inner.path),
      paths: outer.paths === 'every' && inner.paths === 'every' && outer.guard === 'none' ? 'every' : 'some',
      where: placeOf(outer.where, inner.where),
      guard: inner.guard === 'none' ? outer.guard : inner.guard,
      times: outer.times === 'many' || inner.times === 'many' ? 'many' : 'once',
      detail: isReturned ? 'result' : inner.detail,
    },
  ];
}

/** What a callee defers runs when the callee returns, which for its caller is at once. */
function placeOf(outer: Effect['where'], inner: Effect['where']): Effect['where'] {
  if (outer === 'goroutine' || inner === 'goroutine') return 'goroutine';
  return outer;
}

/** The path `inner` from where the path `outer` leads. */
export function pathOf(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner;
  const parts = [...outer.split('.'), ...inner.split('.')];
  return parts.length > MAX_PATH ? [...parts.slice(0, MAX_PATH), '…'].join('.') : parts.join('.');
}

/** The effect itself, without where the value is passed on to. */
export function withoutCallee({ verb, path, paths, where, guard, times, detail }: ParameterEffect): Effect {
  return { verb, path, paths, where, guard, times, detail };
}

/** Adds an effect; what is certain is not replaced by the same that is not. */
export function addTo(set: Map<string, Effect>, effect: Effect): void {
  const key = effectKey(effect);
  const known = set.get(key);
  if (known?.paths !== 'every') set.set(key, effect);
}

/** Equal for effects that differ only in how certain they are. */
export function effectKey({ verb, path, where, guard, times, detail }: Effect): string {
  return `${verb} ${path} ${where} ${guard} ${times} ${detail}`;
}

/** The effects, and that there may be any others. */
export function withUnknown(set: EffectSet): EffectSet {
  const unknown: Effect = {
    verb: 'unknown',
    path: '',
    paths: 'some',
    where: 'here',
    guard: 'none',
    times: 'many',
    detail: 'too much',
  };
  return new Map([...set, [effectKey(unknown), unknown]]);
}

/** True for the same effects, equally certain. */
export function isEqual(a: EffectSet, b: EffectSet): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([key, effect]) => b.get(key)?.paths === effect.paths);
}
