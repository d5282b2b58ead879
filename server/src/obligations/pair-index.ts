import type { Callee, PackageFacts, TypeName } from '../facts/index.js';
import { calleeOf } from '../facts/index.js';
import { DECLARED_PAIRS_RULE } from '../knowledge/index.js';
import type { Pair } from '../knowledge/index.js';
import type { Call, FileModel, Type } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../semantic/index.js';

/** Tells which pairs a call acquires by. Built once for a list of pairs. */
export interface PairIndex {
  /** True if a function or method of this name, without package and type, may acquire something. Cheap. */
  mayAcquire(name: string): boolean;
  /** The pairs whose `acquire` names what is called, in the order of the list. */
  pairsOf(model: FileModel, facts: PackageFacts, call: Call): readonly Pair[];
  /** The same for a qualified name, see `qualifiedName`; without those that ask for a type. */
  pairsNamed(name: string): readonly Pair[];
}

interface Entry {
  readonly pair: Pair;
  /** Matches the qualified name, without `*` of receivers and without versions. */
  readonly whole: RegExp | string;
  readonly order: number;
}

const indexes = new WeakMap<readonly Pair[], PairIndex>();

/** The index of a list of pairs; the same list has the same index. */
export function pairIndexOf(pairs: readonly Pair[]): PairIndex {
  const known = indexes.get(pairs);
  if (known !== undefined) return known;
  const made = buildIndex(pairs);
  indexes.set(pairs, made);
  return made;
}

function buildIndex(pairs: readonly Pair[]): PairIndex {
  const byName = new Map<string, Entry[]>();
  const byPattern: { readonly name: RegExp; readonly entry: Entry }[] = [];
  pairs.forEach((pair, order) => {
    for (const acquire of pair.acquire) {
      const text = normalized(acquire);
      const name = text.slice(text.lastIndexOf('.') + 1);
      const entry = { pair, whole: text.includes('*') ? patternOf(text) : text, order };
      if (name.includes('*')) byPattern.push({ name: patternOf(name), entry });
      else byName.set(name, [...(byName.get(name) ?? []), entry]);
    }
  });
  const found = new Map<string, readonly Entry[]>();
  const entriesOf = (name: string): readonly Entry[] => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const matching = byPattern.filter((candidate) => candidate.name.test(name)).map(({ entry }) => entry);
    const entries = [...(byName.get(name) ?? []), ...matching];
    found.set(name, entries);
    return entries;
  };
  const pairsAmong = (entries: readonly Entry[], name: string): readonly Pair[] => {
    const found = entries.filter(({ whole }) => (typeof whole === 'string' ? whole === name : whole.test(name)));
    return [...new Set([...found].sort((a, b) => a.order - b.order).map(({ pair }) => pair))];
  };
  return {
    mayAcquire: (name) => entriesOf(name).length > 0,
    pairsOf: (model, facts, call) => {
      const entries = entriesOf(calledName(model, call));
      if (entries.length === 0) return [];
      const name = qualifiedName(model, facts, call);
      if (name === undefined) return [];
      return oneForEachPlace(pairsAmong(entries, name).filter((pair) => returnsListed(model, facts, call, pair)));
    },
    pairsNamed: (name) => {
      const plain = normalized(name);
      const pairs = pairsAmong(entriesOf(plain.slice(plain.lastIndexOf('.') + 1)), plain);
      return pairs.filter(({ returns }) => returns === undefined);
    },
  };
}

/** Of several pairs about the same result, what the project declares itself comes before all others, then the first. */
function oneForEachPlace(pairs: readonly Pair[]): readonly Pair[] {
  if (pairs.length < 2) return pairs;
  const declared = pairs.filter(({ rule }) => rule === DECLARED_PAIRS_RULE);
  const byPlace = new Map<string, Pair>();
  for (const pair of [...declared, ...pairs]) {
    const { of } = pair.resource;
    const place = of === 'receiver' ? of : `${of} ${pair.resource.index}`;
    if (!byPlace.has(place)) byPlace.set(place, pair);
  }
  return [...byPlace.values()];
}

/** The last element of what is called: `Open` for `os.Open(…)`. */
export function calledName(model: FileModel, call: Call): string {
  if (call.callee === NO_NODE) return '';
  const isSelector = kindOf(model.ast, call.callee) === Kind.selector_expression;
  return model.textOf(isSelector ? childIn(model.ast, call.callee, Field.field) : call.callee);
}

/**
 * What is called, in Go's notation with full import paths, those of the package itself included; receivers without `*`
 * and paths without major versions. Methods of types of packages that nobody has read are told by the type's name alone.
 */
export function qualifiedName(model: FileModel, facts: PackageFacts, call: Call): string | undefined {
  const name = nameOfCallee(facts, calleeOf(model, facts, call)) ?? nameByOperand(model, facts, call);
  return name === undefined ? undefined : normalized(name);
}

/** A callee in Go's notation with full import paths, those of the package itself included. */
export function nameOfCallee(facts: PackageFacts, callee: Callee): string | undefined {
  switch (callee.kind) {
    case 'function':
      return qualified(facts, callee);
    case 'method':
      return `(${qualified(facts, callee.receiver)}).${callee.name}`;
    case 'interface-method':
      return callee.receiver === undefined ? undefined : `(${qualified(facts, callee.receiver)}).${callee.name}`;
    case 'builtin':
      return callee.name;
    case 'literal':
    case 'conversion':
    case 'unknown':
      return undefined;
  }
}

function nameByOperand(model: FileModel, facts: PackageFacts, call: Call): string | undefined {
  if (call.callee === NO_NODE || kindOf(model.ast, call.callee) !== Kind.selector_expression) return undefined;
  const type = facts.resolve(model.typeOf(childIn(model.ast, call.callee, Field.operand)));
  const base = type.tag === 'pointer' ? facts.resolve(type.to) : type;
  return base.tag === 'named' ? `(${qualified(facts, base)}).${calledName(model, call)}` : undefined;
}

function qualified(facts: PackageFacts, { path, name }: TypeName): string {
  return `${path === '' ? facts.importPath : path}.${name}`;
}

/**
 * Without the `*` of a pointer receiver, `/v2` and the like in the import path, and the folder that holds a copy of the
 * package: `vendor`, or that of godep.
 */
function normalized(name: string): string {
  const plain = name.replace(/^\(\*(?=[^.*])/, '(').replace(/\/v\d+(?=[./)])/g, '');
  return plain.replace(/^(\(?).*\/(?:vendor|Godeps\/_workspace\/src)\//, '$1');
}

function patternOf(text: string): RegExp {
  const source = text === '*' ? '.*' : text.replace(/[.()+?^$|[\]{}\\]/g, '\\$&').replace(/\*/g, '[^./()]*');
  // `*.Name` is a function or method of any package.
  return new RegExp(text.startsWith('*.') ? `${source.replace('[^./()]*', '.*')}$` : `^${source}$`, 'u');
}

/** True if the pair does not care for the type of its resource, or the resource has one of the types that it names. */
function returnsListed(model: FileModel, facts: PackageFacts, call: Call, { returns, resource }: Pair): boolean {
  if (returns === undefined) return true;
  const type = resource.of === 'result' ? resultType(model, facts, call, resource.index) : undefined;
  const base = type?.tag === 'pointer' ? facts.resolve(type.to) : type;
  if (base?.tag !== 'named') return false;
  const name = normalized(qualified(facts, base));
  return returns.some((listed) => normalized(listed) === name);
}

/** The type of a result of a call; `undefined` where nobody knows. */
function resultType(model: FileModel, facts: PackageFacts, call: Call, index: number): Type | undefined {
  if (call.callee === NO_NODE) return undefined;
  const func = facts.underlying(model.typeOf(call.callee));
  const result = func.tag === 'func' ? func.results[index] : undefined;
  return result === undefined ? undefined : facts.resolve(result);
}
