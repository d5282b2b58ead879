import type { Cfg, Edge, Fact, FileModel, NodeId, Point, PointId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  firstChild,
  dominatorsOf,
  isWithin,
  kindOf,
  loopsOf,
  pointsBefore,
  valueFlowOf,
} from '../semantic/index.js';
import type { FlowLoop, ValueFlow } from '../semantic/index.js';
import type { Condition } from './conditions.js';
import { repeatedConditions } from './conditions.js';

/** A loop that is counted: it goes round exactly `trips` times unless it is left; `undefined`: any number of times. */
export interface CountedLoop {
  readonly loop: NodeId;
  readonly trips: number | undefined;
}

/** What a search carries along its paths. Values with the same key are the same. */
export interface Counting<V> {
  /** Where the paths begin, with what is known there on every path; the entry of the function, if it is left out. */
  readonly from?: PointId;
  /** What is carried from there; the point itself is judged by nobody. */
  readonly start: V;
  readonly loops: readonly CountedLoop[];
  /** A point at which paths end besides the ends of the function. */
  readonly until?: PointId;
  keyOf(value: V): string;
  /** Judges a point; `undefined` ends the path. */
  at(point: Point, value: V, facts: readonly Fact[]): V | undefined;
  /** Judges an edge; `undefined` ends the path. */
  over(from: Point, edge: Edge, value: V, facts: readonly Fact[]): V | undefined;
  /** A counted loop of unknown trips is left by its own condition; `undefined` ends the path. */
  leave(loop: NodeId, value: V): V | undefined;
}

/** A path to an end of the function, panics left out. */
export interface CountedPath<V> {
  readonly end: PointId;
  readonly value: V;
  /** From the first point to the end. */
  readonly points: readonly PointId[];
}

export interface CountResult<V> {
  /** Shortest first; one for each end, edge to it and value. */
  readonly paths: readonly CountedPath<V>[];
  /** False if there were too many states: paths are missing. */
  readonly isComplete: boolean;
}

/** States of one search: points times values times what is known there. */
const MAX_STATES = 6000;

interface State<V> {
  readonly point: PointId;
  readonly value: V;
  readonly facts: readonly Fact[];
  readonly texts: string;
  readonly rounds: string;
  readonly before: State<V> | undefined;
}

interface Head {
  readonly loop: NodeId;
  readonly trips: number | undefined;
  readonly flow: FlowLoop | undefined;
}

/**
 * Walks all paths of a function, counting as it goes. Conditions on variables, and conditions that are
 * written twice, are remembered, so that paths which contradict themselves are not walked.
 */
export function countPaths<V>(model: FileModel, cfg: Cfg, counting: Counting<V>): CountResult<V> {
  return new CountSearch(model, cfg, counting).run();
}

class CountSearch<V> {
  private readonly values: ValueFlow;
  private readonly conditions: ReadonlyMap<PointId, Condition>;
  private readonly heads = new Map<PointId, Head>();
  private readonly seen = new Set<string>();
  private readonly paths: CountedPath<V>[] = [];
  private readonly found = new Set<string>();

  constructor(
    private readonly model: FileModel,
    private readonly cfg: Cfg,
    private readonly counting: Counting<V>,
  ) {
    this.values = valueFlowOf(model, cfg);
    this.conditions = repeatedConditions(model, cfg);
    for (const counted of counting.loops) this.addHeads(counted);
  }

  run(): CountResult<V> {
    const queue: State<V>[] = [this.first()];
    for (let i = 0; i < queue.length && queue.length <= MAX_STATES; i++) {
      const state = queue[i];
      if (state !== undefined) this.leave(state, queue);
    }
    return { paths: this.paths, isComplete: queue.length <= MAX_STATES };
  }

  private first(): State<V> {
    const { from = this.cfg.entry, start } = this.counting;
    const facts = this.behind(from, this.values.knownBefore(from));
    return { point: from, value: start, facts, texts: this.textsAt(from), rounds: '', before: undefined };
  }

  /** The repeated conditions that hold or fail on every path to a point. */
  private textsAt(from: PointId): string {
    if (this.conditions.size === 0) return '';
    const dominators = dominatorsOf(this.cfg);
    let texts = '';
    for (const [id, condition] of this.conditions) {
      const point = this.cfg.points[id];
      const ways = (point?.next ?? []).filter(({ to }) => dominators.dominates(to, from));
      const [way] = ways;
      if (point === undefined || way === undefined || ways.length > 1 || way.to === id) continue;
      if (pointsBefore(this.cfg, way.to).length > 1) continue;
      const isTrue = (way.label === 'true') !== condition.isNegated;
      texts += ` ${condition.id}${isTrue ? '+' : '-'}`;
    }
    return texts;
  }

  private leave(state: State<V>, queue: State<V>[]): void {
    const point = this.cfg.points[state.point];
    for (const edge of point?.next ?? []) {
      const next = point === undefined ? undefined : this.step(state, point, edge);
      if (next === undefined) continue;
      if (this.isEnd(next.point)) this.note(next, state.point);
      else if (next.point !== this.cfg.panic && this.isNew(next)) queue.push(next);
    }
  }

  private isEnd(point: PointId): boolean {
    return point === this.cfg.exit || point === this.cfg.goexit || point === this.counting.until;
  }

  /** The state behind an edge and the point it leads to. */
  private step(state: State<V>, point: Point, edge: Edge): State<V> | undefined {
    const implied = this.values.implied(point, edge);
    if (implied !== undefined && contradicts(state.facts, implied)) return undefined;
    const texts = this.textsBehind(state.texts, point, edge);
    const rounds = this.roundsBehind(state.rounds, point, edge);
    if (texts === undefined || rounds === undefined) return undefined;
    const facts = implied === undefined ? state.facts : withFact(state.facts, implied);
    const left = this.leaving(point, edge, state.value);
    const value = left === undefined ? undefined : this.counting.over(point, edge, left, facts);
    const target = this.cfg.points[edge.to];
    if (value === undefined || target === undefined) return undefined;
    const behind = this.counting.at(target, value, facts);
    if (behind === undefined) return undefined;
    return { point: edge.to, value: behind, facts: this.behind(edge.to, facts), texts, rounds, before: state };
  }

  private leaving(point: Point, edge: Edge, value: V): V | undefined {
    const head = this.heads.get(point.id);
    if (head?.flow === undefined || head.trips !== undefined) return value;
    return loopsOf(this.cfg).isIn(edge.to, head.flow) ? value : this.counting.leave(head.loop, value);
  }

  /** `rounds` is `loop:count` of the counted loops around, space before each. */
  private roundsBehind(rounds: string, point: Point, edge: Edge): string | undefined {
    const head = this.heads.get(point.id);
    const inside = this.stillInside(rounds, edge.to);
    if (head?.trips === undefined) return inside;
    const count = Number(new RegExp(` ${head.loop}:(\\d+)`).exec(rounds)?.[1] ?? 0);
    if (edge.label === 'true') {
      if (count >= head.trips) return undefined;
      return head.flow === undefined ? inside : `${without(inside, head.loop)} ${head.loop}:${count + 1}`;
    }
    return count === Math.max(0, head.trips) ? without(inside, head.loop) : undefined;
  }

  private stillInside(rounds: string, to: PointId): string {
    if (rounds === '') return rounds;
    let kept = rounds;
    for (const { flow, loop } of this.heads.values()) {
      if (flow !== undefined && !loopsOf(this.cfg).isIn(to, flow)) kept = without(kept, loop);
    }
    return kept;
  }

  private textsBehind(texts: string, point: Point, edge: Edge): string | undefined {
    const condition = this.conditions.get(point.id);
    if (condition === undefined || (edge.label !== 'true' && edge.label !== 'false')) return texts;
    const isTrue = (edge.label === 'true') !== condition.isNegated;
    const [holds, fails] = [` ${condition.id}+`, ` ${condition.id}-`];
    if (texts.includes(isTrue ? fails : holds)) return undefined;
    return texts.includes(isTrue ? holds : fails) ? texts : `${texts}${isTrue ? holds : fails}`;
  }

  private behind(point: PointId, before: readonly Fact[]): readonly Fact[] {
    let facts = before;
    for (const { symbol, value } of this.values.assignedAt(point)) {
      const given = typeof value === 'string' ? value : before.find((fact) => fact.symbol === value.copyOf)?.value;
      facts =
        given === undefined || given === 'unknown'
          ? facts.filter((fact) => fact.symbol !== symbol)
          : withFact(facts, { symbol, value: given });
    }
    return facts.filter(({ symbol }) => this.values.isNeeded(symbol, point));
  }

  private isNew(state: State<V>): boolean {
    const facts = state.facts.map(({ symbol, value }) => `${symbol}${value}`).join();
    const key = `${state.point}|${this.counting.keyOf(state.value)}|${state.rounds}|${state.texts}|${facts}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  private note(state: State<V>, from: PointId): void {
    const key = `${from} ${state.point} ${this.counting.keyOf(state.value)}`;
    if (this.found.has(key)) return;
    this.found.add(key);
    const points: PointId[] = [];
    for (let at: State<V> | undefined = state; at !== undefined; at = at.before) points.push(at.point);
    this.paths.push({ end: state.point, value: state.value, points: points.reverse() });
  }

  /** The points at which a loop decides whether it goes on. */
  private addHeads({ loop, trips }: CountedLoop): void {
    const { ast } = this.model;
    const body = childIn(ast, loop, Field.body);
    const flow = loopsOf(this.cfg).ofStatement(loop);
    const first = firstChild(ast, loop);
    const condition = kindOf(ast, first) === Kind.for_clause ? childIn(ast, first, Field.condition) : first;
    if (condition === NO_NODE || condition === body) return;
    for (const point of this.cfg.points) {
      if (point.node === NO_NODE || (point.kind !== 'condition' && point.kind !== 'head')) continue;
      if (isWithin(ast, point.node, condition)) this.heads.set(point.id, { loop, trips, flow });
    }
  }
}

function without(rounds: string, loop: NodeId): string {
  return rounds.replace(new RegExp(` ${loop}:\\d+`), '');
}

function contradicts(facts: readonly Fact[], { symbol, value }: Fact): boolean {
  return facts.some((fact) => fact.symbol === symbol && fact.value !== value);
}

function withFact(facts: readonly Fact[], fact: Fact): readonly Fact[] {
  return [...facts.filter(({ symbol }) => symbol !== fact.symbol), fact].sort((a, b) => a.symbol - b.symbol);
}
