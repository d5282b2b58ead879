import type { SymbolId } from '../bind/bindings.js';
import type { Cfg, Edge, Point, PointId } from '../cfg/cfg.js';
import type { FileModel } from '../model.js';
import type { Fact, Known } from './conditions.js';
import { OPPOSITE } from './conditions.js';
import type { ValueFlow } from './value-flow.js';
import { valueFlowOf } from './value-flow.js';

/** What a search does at a point or an edge: goes on, leaves this path, or has found what it looks for. */
export type Step = 'pass' | 'end' | 'match';

/** What is known of variables on the path that led here. */
export type ValueOf = (symbol: SymbolId) => Known | undefined;

export interface PathSearch {
  /** The search begins behind this point, with what is known there. */
  readonly from: PointId;
  /** What is taken to hold behind `from`, such as that the error that it assigned is nil. */
  readonly assume?: readonly Fact[];
  /** Variables about which `at` and `over` ask. Of others only what later conditions need is remembered. */
  readonly remember?: readonly SymbolId[];
  /** Judges each point that is reached, the ends of the function included; `from` again if a path leads back to it. */
  at(point: Point, valueOf: ValueOf): Step;
  /** Judges each edge before it is taken; edges that contradict what is known are not even asked about. */
  over?(from: Point, edge: Edge, valueOf: ValueOf): 'pass' | 'end';
}

/** A path on which the search found what it looks for. */
export interface FoundPath {
  /** The point of the match. */
  readonly point: PointId;
  /** The point before it on the path; `from` where there is none between. */
  readonly last: PointId;
  /** The points of a shortest such path from the first behind `from` to the match. Computed when asked for. */
  readonly points: readonly PointId[];
}

export interface SearchResult {
  /** One path for each edge that leads to a match, shortest first. */
  readonly found: readonly FoundPath[];
  /** False if a bound was hit: conditions were not taken into account everywhere, so a path may be one that never runs. */
  readonly isExact: boolean;
}

/** More ways of knowing than that at one point are taken together, with nothing known. */
const MAX_STATES = 64;
/** Nor are there more in one search, beyond one for each point. */
const MAX_EXTRA_STATES = 50_000;
/** And no more variables are remembered at once. */
const MAX_FACTS = 16;

/** The key of all states beyond that. */
const ALL = '*';

/**
 * Finds the paths behind a point on which something is met. Conditions on variables are remembered: behind
 * `if err != nil { return }` a later `if err != nil` is not entered, until `err` is assigned again. Breadth first, so
 * that the shortest path comes first; time is linear in the points times the states that conditions make of them.
 */
export function searchPaths(model: FileModel, cfg: Cfg, search: PathSearch): SearchResult {
  return new Searcher(cfg, valueFlowOf(model, cfg), search).run();
}

/** Facts by symbol, ascending; never changed. */
type Facts = readonly Fact[];

interface State {
  readonly point: PointId;
  readonly facts: Facts;
  readonly before: State | undefined;
}

class Searcher {
  private readonly seen = new Map<PointId, Set<string>>();
  private readonly found: FoundPath[] = [];
  private readonly matched = new Set<string>();
  private readonly remembered: ReadonlySet<SymbolId>;
  private isExact: boolean;
  private extraStates = 0;

  constructor(
    private readonly cfg: Cfg,
    private readonly values: ValueFlow,
    private readonly search: PathSearch,
  ) {
    this.remembered = new Set(search.remember ?? []);
    this.isExact = values.isComplete;
  }

  run(): SearchResult {
    const { from, assume = [] } = this.search;
    let facts = this.behind(from, this.values.knownBefore(from));
    for (const fact of assume) if (this.values.isFollowed(fact.symbol)) facts = withFact(facts, fact);
    const queue: State[] = [{ point: from, facts, before: undefined }];
    for (let i = 0; i < queue.length; i++) {
      const state = queue[i];
      if (state !== undefined) this.leave(state, queue);
    }
    return { found: this.found, isExact: this.isExact };
  }

  /** Takes every edge that leaves the state's point. */
  private leave(state: State, queue: State[]): void {
    const point = this.cfg.points[state.point];
    for (const edge of point?.next ?? []) {
      const fact = point === undefined ? undefined : this.values.implied(point, edge);
      if (fact !== undefined && contradicts(state.facts, fact)) continue;
      const facts = fact === undefined ? state.facts : withFact(state.facts, fact);
      if (point !== undefined && this.search.over?.(point, edge, valueIn(facts)) === 'end') continue;
      this.enter(edge.to, facts, state, queue);
    }
  }

  private enter(id: PointId, facts: Facts, before: State, queue: State[]): void {
    const point = this.cfg.points[id];
    const step = point === undefined ? 'end' : this.search.at(point, valueIn(facts));
    if (step === 'end') return;
    if (step === 'match') {
      this.note({ point: id, facts, before });
      return;
    }
    const left = this.admitted(id, this.behind(id, facts));
    if (left !== undefined) queue.push({ point: id, facts: left, before });
  }

  /** The facts to go on with, or `undefined` where nothing new can come of it. */
  private admitted(point: PointId, facts: Facts): Facts | undefined {
    const states = this.seen.get(point) ?? new Set<string>();
    this.seen.set(point, states);
    const key = keyOf(facts);
    // Whoever knows nothing goes every way; only what is remembered for the caller may make a difference then.
    const hasGoneAll = states.has(ALL) || (states.has('') && this.remembered.size === 0);
    if (hasGoneAll || states.has(key)) return undefined;
    if (states.size > 0) this.extraStates++;
    if (states.size < MAX_STATES && this.extraStates < MAX_EXTRA_STATES && facts.length <= MAX_FACTS) {
      states.add(key);
      return facts;
    }
    this.isExact = false;
    states.add(ALL);
    return [];
  }

  /** What is known behind a point: what it assigns, and no more of the rest than is still needed. */
  private behind(point: PointId, before: Facts): Facts {
    let facts = before;
    for (const { symbol, value } of this.values.assignedAt(point)) {
      const given = typeof value === 'string' ? value : (valueIn(before)(value.copyOf) ?? 'unknown');
      facts =
        given === 'unknown'
          ? facts.filter((fact) => fact.symbol !== symbol)
          : withFact(facts, { symbol, value: given });
    }
    const isKept = ({ symbol }: Fact): boolean => this.remembered.has(symbol) || this.values.isNeeded(symbol, point);
    return facts.every(isKept) ? facts : facts.filter(isKept);
  }

  private note(state: State): void {
    const key = `${state.before?.point ?? -1} ${state.point}`;
    if (this.matched.has(key)) return;
    this.matched.add(key);
    this.found.push(new PathTo(state));
  }
}

class PathTo implements FoundPath {
  constructor(private readonly state: State) {}

  get point(): PointId {
    return this.state.point;
  }

  get last(): PointId {
    return this.state.before?.point ?? this.state.point;
  }

  get points(): readonly PointId[] {
    const points: PointId[] = [];
    for (let at: State | undefined = this.state; at?.before !== undefined; at = at.before) points.push(at.point);
    return points.reverse();
  }
}

function valueIn(facts: Facts): ValueOf {
  return (symbol) => facts.find((fact) => fact.symbol === symbol)?.value;
}

function contradicts(facts: Facts, { symbol, value }: Fact): boolean {
  const known = valueIn(facts)(symbol);
  return known !== undefined && known === OPPOSITE[value];
}

function withFact(facts: Facts, fact: Fact): Facts {
  if (valueIn(facts)(fact.symbol) === fact.value) return facts;
  return [...facts.filter(({ symbol }) => symbol !== fact.symbol), fact].sort((a, b) => a.symbol - b.symbol);
}

function keyOf(facts: Facts): string {
  return facts.map(({ symbol, value }) => `${symbol}${value}`).join(' ');
}
