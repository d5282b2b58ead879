import type { NodeId } from '../../syntax/index.js';
import { Kind, Op, kindOf, parentOf } from '../../syntax/index.js';
import type { Access, Reference, SymbolId } from '../bind/bindings.js';
import { NO_FUNC } from '../bind/bindings.js';
import type { Cfg, Edge, Point, PointId } from '../cfg/cfg.js';
import type { FileModel } from '../model.js';
import type { Assigned, Fact, Known, Test } from './conditions.js';
import { assignedValue, hasNoValue, testAt, valueGivenTo, zeroValue } from './conditions.js';
import { pointsBefore } from './order.js';

/** A variable that a point gives a value to. */
export interface Assignment {
  readonly symbol: SymbolId;
  readonly value: Assigned;
}

/** What the conditions of a function test, and where the variables that they test get their values. */
export interface ValueFlow {
  /** What is known behind an edge and was not before. */
  implied(from: Point, edge: Edge): Fact | undefined;
  /** The assignments to followed variables at a point, in order. */
  assignedAt(point: PointId): readonly Assignment[];
  /** True if the variable may be tested when the point is left or later, before it is assigned again. */
  isNeeded(symbol: SymbolId, behind: PointId): boolean;
  /** What is known of followed variables when a point is reached, on whichever path. */
  knownBefore(point: PointId): readonly Fact[];
  /** False for variables that no condition tests, and for those that other functions may change. */
  isFollowed(symbol: SymbolId): boolean;
  /** The points at which a followed variable is assigned. */
  assignmentsOf(symbol: SymbolId): readonly PointId[];
  /** False if there were too many variables to follow: some tests then tell nothing. */
  readonly isComplete: boolean;
}

/** Steps of all searches for points at which a variable is needed, per point of the function; more is not followed. */
const STEPS_PER_POINT = 64;
const LEAST_STEPS = 100_000;

const kept = new WeakMap<Cfg, ValueFlow>();

/** Computed once per graph; `cfg` has to be a graph of `model`. */
export function valueFlowOf(model: FileModel, cfg: Cfg): ValueFlow {
  const known = kept.get(cfg);
  if (known !== undefined) return known;
  const made = new Builder(model, cfg).build();
  kept.set(cfg, made);
  return made;
}

class Builder {
  private readonly tests = new Map<PointId, Test>();
  private readonly assignments = new Map<PointId, Assignment[]>();
  private readonly pointsOf = new Map<SymbolId, PointId[]>();
  private readonly uses = new Map<SymbolId, PointId[]>();
  private readonly followed = new Map<SymbolId, boolean>();
  private readonly needed = new Map<SymbolId, ReadonlySet<PointId>>();
  private steps: number;

  constructor(
    private readonly model: FileModel,
    private readonly cfg: Cfg,
  ) {
    this.steps = Math.max(LEAST_STEPS, cfg.points.length * STEPS_PER_POINT);
  }

  build(): ValueFlow {
    for (const point of this.cfg.points) this.readTest(point);
    const work = [...this.uses.keys()];
    const isComplete = this.follow(work);
    return {
      implied: (from, edge) => this.implied(from, edge),
      assignedAt: (point) => this.assignments.get(point) ?? [],
      isNeeded: (symbol, behind) => this.needed.get(symbol)?.has(behind) ?? false,
      knownBefore: (point) => this.knownBefore(point),
      isFollowed: (symbol) => this.needed.has(symbol),
      assignmentsOf: (symbol) => this.pointsOf.get(symbol) ?? [],
      isComplete,
    };
  }

  private readTest(point: Point): void {
    const test = point.kind === 'condition' ? testAt(this.model, point.node) : undefined;
    if (test === undefined || !this.isFollowed(test.symbol)) return;
    this.tests.set(point.id, test);
    addTo(this.uses, test.symbol, point.id);
  }

  /** Reads the assignments of the variables, and of those that are copied to them; false where there are too many. */
  private follow(work: SymbolId[]): boolean {
    const symbols = new Set<SymbolId>(work);
    for (let symbol = work.pop(); symbol !== undefined; symbol = work.pop()) {
      for (const copied of this.readAssignments(symbol)) {
        if (symbols.has(copied)) continue;
        symbols.add(copied);
        work.push(copied);
      }
    }
    for (const symbol of symbols) {
      if (this.steps <= 0) break;
      this.needed.set(symbol, this.neededBehind(symbol));
    }
    for (const [point, test] of this.tests) if (!this.needed.has(test.symbol)) this.tests.delete(point);
    return this.needed.size === symbols.size;
  }

  /** Answers the variables that are copied to this one. */
  private readAssignments(symbol: SymbolId): SymbolId[] {
    const copied: SymbolId[] = [];
    if (this.model.symbol(symbol)?.kind === 'result') {
      addTo(this.assignments, this.cfg.entry, { symbol, value: zeroValue(this.model, symbol) });
    }
    for (const reference of this.model.referencesOf(symbol)) {
      const point = this.isHere(reference) ? this.assigningPoint(reference) : undefined;
      if (point === undefined) continue;
      const value = this.valueAt(reference);
      addTo(this.assignments, point, { symbol, value });
      addTo(this.pointsOf, symbol, point);
      if (typeof value === 'string') continue;
      addTo(this.uses, value.copyOf, point);
      copied.push(value.copyOf);
    }
    return copied;
  }

  private assigningPoint({ node, access }: Reference): PointId | undefined {
    return access === 'read' || access === 'address' || access === 'key' ? undefined : this.cfg.pointOf(node);
  }

  private valueAt({ node, symbol, access }: Reference): Assigned {
    const { ast } = this.model;
    if (access === 'readwrite') return 'unknown';
    let statement = parentOf(ast, node);
    while (isInTarget(kindOf(ast, statement))) statement = parentOf(ast, statement);
    if (hasNoValue(this.model, statement)) return zeroValue(this.model, symbol);
    const kind = kindOf(ast, statement);
    const isPlain = kind === Kind.assignment_statement && ast.op[statement] === Op.assign;
    if (!isPlain && kind !== Kind.short_var_declaration && kind !== Kind.var_spec) return 'unknown';
    const value = assignedValue(this.model, valueGivenTo(this.model, statement, node));
    const isCopy = typeof value !== 'string';
    return isCopy && (value.copyOf === symbol || !this.isFollowed(value.copyOf)) ? 'unknown' : value;
  }

  /** A variable that nothing but the statements of this function changes. */
  private isFollowed(id: SymbolId): boolean {
    const known = this.followed.get(id) ?? this.isUnchangedByOthers(id);
    this.followed.set(id, known);
    return known;
  }

  private isUnchangedByOthers(id: SymbolId): boolean {
    const symbol = this.model.symbol(id);
    if (symbol === undefined || symbol.func === NO_FUNC) return false;
    if (!this.isHere({ func: symbol.func, node: symbol.declaration })) {
      // What a function around this one declares and nobody changes is a constant here.
      return this.model.referencesOf(id).every(({ access }) => CONSTANT_ACCESS.has(access));
    }
    return this.model.referencesOf(id).every((reference) => {
      const { access, node } = reference;
      if (access === 'address') return false;
      return this.isHere(reference) || access === 'read' || access === 'key' || this.isDeferred(node);
    });
  }

  /** True for what stands in the function itself, or in a literal whose statements the graph has among its own. */
  private isHere({ func, node }: Pick<Reference, 'func' | 'node'>): boolean {
    return func === this.cfg.func || this.cfg.pointOf(node) !== undefined;
  }

  /** What a deferred literal assigns is assigned behind all tests of this function. */
  private isDeferred(node: NodeId): boolean {
    const { ast } = this.model;
    const literal = this.model.funcAt(node);
    if (literal?.parent !== this.cfg.func) return false;
    const call = parentOf(ast, literal.node);
    return kindOf(ast, call) === Kind.call_expression && kindOf(ast, parentOf(ast, call)) === Kind.defer_statement;
  }

  private neededBehind(symbol: SymbolId): ReadonlySet<PointId> {
    // A test takes place when its point is left.
    const behind = new Set((this.uses.get(symbol) ?? []).filter((point) => this.tests.has(point)));
    const assigned = new Set(this.pointsOf.get(symbol) ?? []);
    const work = [...(this.uses.get(symbol) ?? [])];
    for (let point = work.pop(); point !== undefined; point = work.pop()) {
      for (const before of pointsBefore(this.cfg, point)) {
        this.steps--;
        if (behind.has(before)) continue;
        behind.add(before);
        if (!assigned.has(before)) work.push(before);
      }
    }
    return behind;
  }

  private implied(from: Point, edge: Edge): Fact | undefined {
    const test = this.tests.get(from.id);
    const value = edge.label === 'true' ? test?.whenTrue : edge.label === 'false' ? test?.whenFalse : undefined;
    return test === undefined || value === undefined ? undefined : { symbol: test.symbol, value };
  }

  private knownBefore(point: PointId): readonly Fact[] {
    const facts: Fact[] = [];
    for (const [symbol, behind] of this.needed) {
      const value = pointsBefore(this.cfg, point).some((from) => behind.has(from))
        ? this.valueBefore(point, symbol)
        : undefined;
      if (value !== undefined) facts.push({ symbol, value });
    }
    return facts;
  }

  /** The value that the variable has on every path to the point, by the last test or assignment on each. */
  private valueBefore(point: PointId, symbol: SymbolId): Known | undefined {
    const seen = new Set<PointId>([point]);
    const work = [point];
    let common: Known | undefined;
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      if (at === this.cfg.entry) return undefined;
      for (const before of pointsBefore(this.cfg, at)) {
        const value = this.valueBetween(before, at, symbol);
        if (value === 'unknown' || (value !== undefined && common !== undefined && value !== common)) return undefined;
        common ??= value;
        if (value !== undefined || seen.has(before)) continue;
        seen.add(before);
        work.push(before);
      }
    }
    return common;
  }

  /** What passing `from` on the way to `to` tells of the variable; `undefined` if nothing. */
  private valueBetween(from: PointId, to: PointId, symbol: SymbolId): Known | 'unknown' | undefined {
    const point = this.cfg.points[from];
    const told = (point?.next ?? [])
      .filter((edge) => edge.to === to)
      .map((edge) => {
        const fact = point === undefined ? undefined : this.implied(point, edge);
        return fact?.symbol === symbol ? fact.value : undefined;
      });
    if (told[0] !== undefined && told.every((value) => value === told[0])) return told[0];
    const assigned = (this.assignments.get(from) ?? []).filter((assignment) => assignment.symbol === symbol).at(-1);
    if (assigned === undefined) return undefined;
    return typeof assigned.value === 'string' ? assigned.value : 'unknown';
  }
}

const CONSTANT_ACCESS: ReadonlySet<Access> = new Set(['read', 'key', 'declare']);

function isInTarget(kind: Kind): boolean {
  return kind === Kind.expression_list || kind === Kind.parenthesized_expression;
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
