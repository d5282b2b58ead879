import type { Callee } from './callee-type.js';
import { calleeName } from './callee-type.js';
import type { CalleeRef } from './callee-ref.js';
import type { FunctionFact } from './function-facts.js';
import { FunctionIndex } from './function-index.js';
import type { CallEffect, Type } from '../semantic/index.js';
import type { Selected } from './selected.js';
import type { ParameterEffect } from './effect.js';
import type { Effect, EffectSet } from './effect-set.js';
import { NO_EFFECTS, addTo, composed, effectKey, isEqual, pathOf, withUnknown, withoutCallee } from './effect-set.js';
import type { Provision } from './provisions.js';
import { rebase } from './rebase.js';
import type { TypeName } from './type-name.js';

/** A `Provision` with its callee resolved; packages are named by import path, never by ''. */
export type Provided = Omit<Provision, 'callee'> & { readonly callee: Callee };

/** Summaries of another package, asked by import path; `undefined`: nobody has read that package. */
export type ForeignSummaries = (path: string) => Summaries | undefined;

/** Questions that were asked, each with its answer as text; by question. */
export type SummaryAnswers = ReadonlyMap<string, RecordedAnswer>;

interface RecordedAnswer {
  readonly ask: (summaries: Summaries) => unknown;
  readonly answer: string;
}

/** What the summaries ask the package they belong to. */
export interface PackageLookup {
  readonly importPath: string;
  select(type: Type, name: string): Selected;
  resolve(type: Type): Type;
}

/** A parameter of a function of the package. */
interface Place {
  readonly facts: readonly FunctionFact[];
  readonly parameter: number;
}

/** In which ways a function ends instead of returning. */
type Ways = ReadonlySet<CallEffect>;

const NO_WAYS: Ways = new Set();
/** Those first that let deferred calls run. */
const ENDS: readonly CallEffect[] = ['panics', 'ends-goroutine', 'ends-process', 'blocks'];
/** Rounds over a group of functions that call each other; what still grows then is `unknown`. */
const MAX_ROUNDS = 6;
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
  private readonly provisions = new Map<string, readonly Provided[]>();
  private recorded: Map<string, RecordedAnswer> | undefined;

  constructor(
    readonly facts: PackageLookup,
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
    return this.answered(`effects ${parameter}`, callee, (summaries) => {
      const found = summaries.find(callee);
      return found === undefined ? undefined : [...found.in.closed(found.facts, parameter).values()];
    });
  }

  /** What the results of a function come from; `undefined` if its body is not known. */
  provisionsOf(callee: Callee): readonly Provided[] | undefined {
    return this.answered('provisions', callee, (summaries) => {
      const found = summaries.find(callee);
      return found?.in.providedBy(found.facts);
    });
  }

  /** The methods of a type that the package of `type` declares, by name; none where nobody has read it. */
  methodsOf(type: TypeName): readonly string[] {
    return this.answered('methods', methodsOfType(type), (summaries) => {
      const own =
        type.path === '' || type.path === summaries.facts.importPath ? summaries : summaries.foreign(type.path);
      return [...new Set(own?.functions.methodsOf(type.name).map(({ name }) => name) ?? [])];
    });
  }

  private providedBy(facts: readonly FunctionFact[]): readonly Provided[] {
    const key = functionKey(facts);
    const known = this.provisions.get(key);
    if (known !== undefined) return known;
    const made = facts.flatMap(({ provisions }) => provisions.map((one) => this.provided(one)));
    this.provisions.set(key, made);
    return made;
  }

  private provided({ callee, ...rest }: Provision): Provided {
    const own = this.calleeOf(callee);
    const path = this.facts.importPath;
    return {
      ...rest,
      callee: withPath(own, path),
      ...(rest.type === undefined ? {} : { type: rebase(rest.type, path) }),
    };
  }

  /** True if no call of it ever comes back: it panics, ends the process or the goroutine, or loops for ever. */
  neverReturns(callee: Callee): boolean {
    return this.endOf(callee) !== 'returns';
  }

  /** What a call does to the flow. Where its ways differ, the one that lets most deferred calls run. */
  endOf(callee: Callee): CallEffect {
    return this.answered('end', callee, (summaries) => {
      const found = summaries.find(callee);
      const ways = found?.in.waysOf(found.facts, new Set());
      return ENDS.find((end) => ways?.has(end)) ?? 'returns';
    });
  }

  /** True if its own code starts a goroutine. */
  startsGoroutine(callee: Callee): boolean {
    return this.answered(
      'starts',
      callee,
      (summaries) => summaries.find(callee)?.facts.some((fact) => fact.startsGoroutine) ?? false,
    );
  }

  /** True if it may wait for another goroutine, by itself or in functions of the package that it calls. */
  blocks(callee: Callee): boolean {
    return this.answered('blocks', callee, (summaries) => {
      const found = summaries.find(callee);
      return found !== undefined && found.in.mayBlock(found.facts, new Set());
    });
  }

  /** True between `startRecording` and `stopRecording`: whoever keeps answers asks again then. */
  get isRecording(): boolean {
    return this.recorded !== undefined;
  }

  /** From here on questions are recorded with their answers. */
  startRecording(): void {
    this.recorded = new Map();
  }

  /** The questions since `startRecording`, for `isNews`. */
  stopRecording(): SummaryAnswers {
    const { recorded } = this;
    this.recorded = undefined;
    return recorded ?? new Map();
  }

  /** True if one of the questions has another answer here. */
  isNews(answers: SummaryAnswers): boolean {
    return [...answers.values()].some(({ ask, answer }) => JSON.stringify(ask(this)) !== answer);
  }

  answered<T>(what: string, about: Callee | TypeName, ask: (summaries: Summaries) => T): T {
    const answer = ask(this);
    if (this.recorded !== undefined) note(this.recorded, `${what} ${bodyKey(about)}`, { ask, answer });
    return answer;
  }

  /** Where the body of the callee is known. */
  find(callee: Callee): { readonly in: Summaries; readonly facts: readonly FunctionFact[] } | undefined {
    if (callee.kind === 'function') return this.at(callee.path, '', callee.name);
    if (callee.kind === 'method') return this.at(callee.receiver.path, callee.receiver.name, callee.name);
    return undefined;
  }

  private at(path: string, receiver: string, name: string): ReturnType<Summaries['find']> {
    const summaries = path === '' || path === this.facts.importPath ? this : this.foreign(path);
    const facts = summaries?.factsOf(receiver, name) ?? [];
    return summaries === undefined || facts.length === 0 ? undefined : { in: summaries, facts };
  }

  calleeOf(ref: CalleeRef): Callee {
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
    if (target === undefined) {
      return index < 0 ? [] : [{ ...own, verb: 'unknown', detail: `${calleeName(callee) ?? ref.name}#${index}` }];
    }
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

/** Once for each question: while they are recorded, the same one has the same answer. */
function note(
  recorded: Map<string, RecordedAnswer>,
  question: string,
  { ask, answer }: { readonly ask: RecordedAnswer['ask']; readonly answer: unknown },
): void {
  if (!recorded.has(question)) recorded.set(question, { ask, answer: JSON.stringify(answer) });
}

/** Equal for callees with the same body, and for the same type. */
function bodyKey(callee: Callee | TypeName): string {
  if (!('kind' in callee)) return `${callee.path}.${callee.name}`;
  if (callee.kind === 'function') return `${callee.path}..${callee.name}`;
  return callee.kind === 'method' ? `${callee.receiver.path}.${callee.receiver.name}.${callee.name}` : '';
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

/** The callee as other packages name it. */
function withPath(callee: Callee, path: string): Callee {
  switch (callee.kind) {
    case 'function':
      return callee.path === '' ? { ...callee, path } : callee;
    case 'method':
      return callee.receiver.path === '' ? { ...callee, receiver: { ...callee.receiver, path } } : callee;
    case 'interface-method':
      return callee.receiver?.path === '' ? { ...callee, receiver: { ...callee.receiver, path } } : callee;
    default:
      return callee;
  }
}

/** Stands for all methods of a type in a question. */
function methodsOfType(receiver: TypeName): Callee {
  return { kind: 'method', receiver, isPointerReceiver: true, name: '*', via: [], object: undefined };
}
