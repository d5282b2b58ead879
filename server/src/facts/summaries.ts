import type { Callee } from './callee-type.js';
import type { CalleeRef } from './callee-ref.js';
import type { FunctionFact } from './function-facts.js';
import { FunctionIndex } from './function-index.js';
import type { CallEffect, Type } from '../semantic/index.js';
import type { Selected } from './selected.js';
import type { ParameterEffect } from './effect.js';

/**
 * What a call does with one argument, calls inside the package followed. There is no `pass`: what is handed to other
 * code has become that code's effects, or `unknown` with the callee's name as `detail` where nobody knows them.
 */
export type Effect = Omit<ParameterEffect, 'parameter' | 'callee' | 'index'>;

/** Summaries of another package, asked by import path; `undefined`: nobody has read that package. */
export type ForeignSummaries = (path: string) => Summaries | undefined;

/** Questions that were asked, each with its answer as text. */
export type SummaryAnswers = readonly RecordedAnswer[];

interface RecordedAnswer {
  readonly ask: (summaries: Summaries) => unknown;
  readonly answer: string;
}

/** What the summaries ask the package they belong to. */
export interface PackageLookup {
  readonly importPath: string;
  select(type: Type, name: string): Selected;
}

/** A parameter of a function of the package. */
interface Place {
  readonly facts: readonly FunctionFact[];
  readonly parameter: number;
}

type EffectSet = ReadonlyMap<string, Effect>;

const NO_EFFECTS: EffectSet = new Map();
/** In which ways a function ends instead of returning. */
type Ways = ReadonlySet<CallEffect>;

const NO_WAYS: Ways = new Set();
/** Those first that let deferred calls run. */
const ENDS: readonly CallEffect[] = ['panics', 'ends-goroutine', 'ends-process', 'blocks'];
/** Rounds over a group of functions that call each other; what still grows then is `unknown`. */
const MAX_ROUNDS = 6;
/** Longer paths are cut, so that what follows a list's `next` comes to an end. */
const MAX_PATH = 3;
/** An argument with more effects than this is `unknown`. */
const MAX_EFFECTS = 200;

/**
 * What the functions of a package do with their parameters, and whether they return, start goroutines and block.
 * Computed on demand over the calls of the package; alternatives for different systems are joined.
 */
export class Summaries {
  private readonly functions: FunctionIndex;
  private readonly effects = new Map<string, EffectSet>();
  private readonly endings = new Map<string, Ways>();
  private readonly blocking = new Map<string, boolean>();
  private recorded: RecordedAnswer[] | undefined;

  constructor(
    private readonly facts: PackageLookup,
    files: readonly (readonly FunctionFact[])[],
    private readonly foreign: ForeignSummaries,
  ) {
    this.functions = new FunctionIndex(files);
  }

  /** The facts of a function or method of this package, one for each alternative declaration. */
  factsOf(receiver: string, name: string): readonly FunctionFact[] {
    return this.functions.of(receiver, name);
  }

  /** Every function and method with a body, by name. */
  all(): readonly FunctionFact[] {
    return this.functions.all();
  }

  /** What a call does with the argument at `parameter` (-1: the receiver); `undefined` if its body is not known. */
  effectsOf(callee: Callee, parameter: number): readonly Effect[] | undefined {
    return this.answered((summaries) => {
      const found = summaries.find(callee);
      return found === undefined ? undefined : [...found.in.closed(found.facts, parameter).values()];
    });
  }

  /** True if no call of it ever comes back: it panics, ends the process or the goroutine, or loops for ever. */
  neverReturns(callee: Callee): boolean {
    return this.endOf(callee) !== 'returns';
  }

  /** What a call does to the flow. Where its ways differ, the one that lets most deferred calls run. */
  endOf(callee: Callee): CallEffect {
    return this.answered((summaries) => {
      const found = summaries.find(callee);
      const ways = found?.in.waysOf(found.facts, new Set());
      return ENDS.find((end) => ways?.has(end)) ?? 'returns';
    });
  }

  /** True if its own code starts a goroutine. */
  startsGoroutine(callee: Callee): boolean {
    return this.answered((summaries) => summaries.find(callee)?.facts.some((fact) => fact.startsGoroutine) ?? false);
  }

  /** True if it may wait for another goroutine, by itself or in functions of the package that it calls. */
  blocks(callee: Callee): boolean {
    return this.answered((summaries) => {
      const found = summaries.find(callee);
      return found !== undefined && found.in.mayBlock(found.facts, new Set());
    });
  }

  /** From here on questions are recorded with their answers. */
  startRecording(): void {
    this.recorded = [];
  }

  /** The questions since `startRecording`, for `isNews`. */
  stopRecording(): SummaryAnswers {
    const { recorded } = this;
    this.recorded = undefined;
    return recorded ?? [];
  }

  /** True if one of the questions has another answer here. */
  isNews(answers: SummaryAnswers): boolean {
    return answers.some(({ ask, answer }) => JSON.stringify(ask(this)) !== answer);
  }

  private answered<T>(ask: (summaries: Summaries) => T): T {
    const answer = ask(this);
    this.recorded?.push({ ask, answer: JSON.stringify(answer) });
    return answer;
  }

  /** Where the body of the callee is known. */
  private find(callee: Callee): { readonly in: Summaries; readonly facts: readonly FunctionFact[] } | undefined {
    if (callee.kind === 'function') return this.at(callee.path, '', callee.name);
    if (callee.kind === 'method') return this.at(callee.receiver.path, callee.receiver.name, callee.name);
    return undefined;
  }

  private at(path: string, receiver: string, name: string): ReturnType<Summaries['find']> {
    const summaries = path === '' || path === this.facts.importPath ? this : this.foreign(path);
    const facts = summaries?.factsOf(receiver, name) ?? [];
    return summaries === undefined || facts.length === 0 ? undefined : { in: summaries, facts };
  }

  private calleeOf(ref: CalleeRef): Callee {
    if ('path' in ref) return { kind: 'function', path: ref.path, name: ref.name };
    const selected = this.facts.select(ref.of, ref.name);
    if (selected.what === 'method') {
      const { owner: receiver, isPointerReceiver, via } = selected;
      return { kind: 'method', receiver, isPointerReceiver, name: ref.name, via, object: undefined };
    }
    if (selected.what === 'interface-method') {
      return { kind: 'interface-method', receiver: selected.owner, name: ref.name, via: [], object: undefined };
    }
    return { kind: 'unknown' };
  }

  // ---- effects

  /** The effects on a parameter, calls followed: the least set that agrees with itself. */
  private closed(facts: readonly FunctionFact[], parameter: number): EffectSet {
    const root: Place = { facts, parameter };
    const known = this.effects.get(placeKey(root));
    if (known !== undefined) return known;
    const places = this.reachableFrom(root);
    const sets = new Map<string, EffectSet>(places.map((place) => [placeKey(place), NO_EFFECTS]));
    let hasGrown = true;
    for (let round = 0; hasGrown && round < MAX_ROUNDS; round++) {
      hasGrown = false;
      for (const place of places) {
        const key = placeKey(place);
        const next = this.oneRound(place, sets);
        if (!isEqual(next, sets.get(key) ?? NO_EFFECTS)) hasGrown = true;
        sets.set(key, next);
      }
    }
    for (const [key, set] of sets) this.effects.set(key, hasGrown ? withUnknown(set) : set);
    return this.effects.get(placeKey(root)) ?? NO_EFFECTS;
  }

  /** The parameters to which this one is passed on within the package, callees before callers. */
  private reachableFrom(root: Place): Place[] {
    const seen = new Set<string>([placeKey(root)]);
    const found: Place[] = [root];
    for (let i = 0; i < found.length; i++) {
      for (const next of this.passedTo(found[i] ?? root)) {
        const key = placeKey(next);
        if (seen.has(key) || this.effects.has(key)) continue;
        seen.add(key);
        found.push(next);
      }
    }
    return found.reverse();
  }

  private passedTo({ facts, parameter }: Place): Place[] {
    return facts.flatMap((fact) =>
      fact.effectsOn(parameter).flatMap((effect) => {
        if (effect.callee === undefined) return [];
        const target = this.find(this.calleeOf(effect.callee));
        return target?.in === this ? [{ facts: target.facts, parameter: effect.index ?? 0 }] : [];
      }),
    );
  }

  private oneRound(place: Place, sets: ReadonlyMap<string, EffectSet>): EffectSet {
    const alternatives = place.facts.map((fact) => this.ofAlternative(fact, place.parameter, sets));
    const [first = NO_EFFECTS] = alternatives;
    if (alternatives.length === 1) return first;
    const merged = new Map<string, Effect>();
    for (const set of alternatives) {
      for (const effect of set.values()) {
        const isCertain = alternatives.every((other) => other.get(effectKey(effect))?.paths === 'every');
        const joined: Effect = { ...effect, paths: isCertain ? 'every' : 'some' };
        merged.set(effectKey(joined), joined);
      }
    }
    return merged;
  }

  private ofAlternative(fact: FunctionFact, parameter: number, sets: ReadonlyMap<string, EffectSet>): EffectSet {
    const result = new Map<string, Effect>();
    for (const effect of fact.effectsOn(parameter)) {
      for (const own of this.followed(effect, sets)) addTo(result, own);
      if (result.size > MAX_EFFECTS) return withUnknown(NO_EFFECTS);
    }
    return result;
  }

  private followed(effect: ParameterEffect, sets: ReadonlyMap<string, EffectSet>): readonly Effect[] {
    const { callee: ref, index = 0 } = effect;
    const own = withoutCallee(effect);
    if (ref === undefined) return [own];
    const callee = this.calleeOf(ref);
    const target = this.find(callee);
    // What a method of another package does to its receiver is told by the `method` effect that stands beside.
    if (target === undefined) return index < 0 ? [] : [{ ...own, verb: 'unknown', detail: ref.name }];
    const inner = target.in === this ? this.setOf(target.facts, index, sets) : target.in.closed(target.facts, index);
    const via = callee.kind === 'method' && index < 0 ? callee.via.join('.') : '';
    return [...inner.values()].flatMap((deeper) => composed({ ...own, path: pathOf(own.path, via) }, deeper));
  }

  private setOf(facts: readonly FunctionFact[], parameter: number, sets: ReadonlyMap<string, EffectSet>): EffectSet {
    const key = placeKey({ facts, parameter });
    return sets.get(key) ?? this.effects.get(key) ?? NO_EFFECTS;
  }

  // ---- whole functions

  /** How the function ends instead of returning; none if it may return. */
  private waysOf(facts: readonly FunctionFact[], visiting: Set<string>): Ways {
    const key = functionKey(facts);
    const known = this.endings.get(key);
    if (known !== undefined) return known;
    // A function that only ever calls itself is not taken for one that never returns.
    if (visiting.has(key)) return NO_WAYS;
    visiting.add(key);
    const each = facts.map((fact) => this.waysOfAlternative(fact, visiting));
    visiting.delete(key);
    const ways: Ways = each.every(({ size }) => size > 0) ? new Set(each.flatMap((one) => [...one])) : NO_WAYS;
    if (visiting.size === 0 || ways.size > 0) this.endings.set(key, ways);
    return ways;
  }

  private waysOfAlternative({ ending }: FunctionFact, visiting: Set<string>): Ways {
    if (ending === 'returns') return NO_WAYS;
    const ways = new Set<CallEffect>(ending.ways);
    for (const ref of ending.calls) {
      const target = this.find(this.calleeOf(ref));
      const deeper = target?.in.waysOf(target.facts, visiting) ?? NO_WAYS;
      if (deeper.size === 0) return NO_WAYS;
      for (const way of deeper) ways.add(way);
    }
    return ways;
  }

  private mayBlock(facts: readonly FunctionFact[], visited: Set<string>): boolean {
    const key = functionKey(facts);
    const known = this.blocking.get(key);
    if (known !== undefined || visited.has(key)) return known ?? false;
    visited.add(key);
    const result = facts.some(
      (fact) =>
        fact.blocks ||
        fact.calls.some((ref) => {
          const target = this.find(this.calleeOf(ref));
          return target !== undefined && target.in.mayBlock(target.facts, visited);
        }),
    );
    if (result || visited.size === 1) this.blocking.set(key, result);
    return result;
  }
}

/** One line per effect, for people: `ch: send '' every here`. */
export function printSummaries(summaries: Summaries): string {
  return summaries
    .all()
    .map((fact) => {
      const name = fact.receiver === '' ? fact.name : `${fact.receiver}.${fact.name}`;
      const callee = calleeOfFact(fact);
      const words = [
        summaries.neverReturns(callee) ? `never returns: ${summaries.endOf(callee)}` : '',
        fact.startsGoroutine ? 'starts a goroutine' : '',
        summaries.blocks(callee) ? 'may block' : '',
      ].filter((word) => word !== '');
      const head = `func ${name}${words.length === 0 ? '' : `: ${words.join(', ')}`}`;
      const parameters = [-1, ...fact.parameters.keys()];
      const lines = parameters.flatMap((index) =>
        (summaries.effectsOf(callee, index) ?? []).map((effect) => `  ${printEffect(fact, index, effect)}`),
      );
      return [head, ...lines].join('\n');
    })
    .join('\n');
}

function printEffect(fact: FunctionFact, index: number, effect: Effect): string {
  const base = index < 0 ? 'receiver' : (fact.parameters[index] ?? String(index));
  const place = effect.path === '' ? base : `${base}.${effect.path}`;
  const detail = effect.detail === '' ? '' : ` ${effect.detail}`;
  const guard = effect.guard === 'none' ? '' : ` guarded by ${effect.guard}`;
  const paths = effect.paths === 'every' ? 'on every path' : 'on some paths';
  return `${place}: ${effect.verb}${detail}, ${paths}, ${effect.where}${effect.times === 'many' ? ', in a loop' : ''}${guard}`;
}

function calleeOfFact({ receiver, name }: FunctionFact): Callee {
  return receiver === ''
    ? { kind: 'function', path: '', name }
    : {
        kind: 'method',
        receiver: { path: '', name: receiver },
        isPointerReceiver: true,
        name,
        via: [],
        object: undefined,
      };
}

/** The effect `inner` of a function as an effect of its caller, which passes the value on as `outer` says. */
function composed(outer: Effect, inner: Effect): Effect[] {
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

function pathOf(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner;
  const parts = [...outer.split('.'), ...inner.split('.')];
  return parts.length > MAX_PATH ? [...parts.slice(0, MAX_PATH), '…'].join('.') : parts.join('.');
}

function withoutCallee({ verb, path, paths, where, guard, times, detail }: ParameterEffect): Effect {
  return { verb, path, paths, where, guard, times, detail };
}

function addTo(set: Map<string, Effect>, effect: Effect): void {
  const key = effectKey(effect);
  const known = set.get(key);
  if (known?.paths !== 'every') set.set(key, effect);
}

/** Equal for effects that differ only in how certain they are. */
function effectKey({ verb, path, where, guard, times, detail }: Effect): string {
  return `${verb} ${path} ${where} ${guard} ${times} ${detail}`;
}

function withUnknown(set: EffectSet): EffectSet {
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

function isEqual(a: EffectSet, b: EffectSet): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([key, effect]) => b.get(key)?.paths === effect.paths);
}

function keyOf(receiver: string, name: string): string {
  return `${receiver}.${name}`;
}

function functionKey(facts: readonly FunctionFact[]): string {
  return keyOf(facts[0]?.receiver ?? '', facts[0]?.name ?? '');
}

function placeKey({ facts, parameter }: Place): string {
  return `${functionKey(facts)} ${parameter}`;
}
