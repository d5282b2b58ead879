import type { PackageFacts } from '../facts/index.js';
import type { Edge, Fact, FileModel, NodeId, Point, PointId, SearchResult, SymbolId } from '../semantic/index.js';
import {
  NO_NODE,
  Field,
  Kind,
  childIn,
  childrenOf,
  childrenIn,
  isWithin,
  kindOf,
  parentOf,
  reaches,
  searchPaths,
  testAt,
  variableAt,
  Op,
  isNil,
} from '../semantic/index.js';
import type { Acquisition } from './acquisition.js';
import { failingEdge, isReleasedElsewhere } from './endings.js';
import type { Asking, Event } from './events.js';
import { eventsOf } from './events.js';

/** A way on which a resource is lost. */
export interface Lost {
  /** `returns`: the function returns. `again`: it is acquired again, in a loop. `replaced`: the variable gets another value. */
  readonly how: 'returns' | 'again' | 'replaced';
  /** The statement at which it is lost; `NO_NODE` for the end of the body. */
  readonly node: NodeId;
  /** The points from the acquisition to there. */
  readonly path: readonly PointId[];
}

/** What becomes of an acquired resource, as far as it is not released. */
export interface Leak {
  readonly acquisition: Acquisition;
  /** Everything in the function that ends the duty, on whichever path. */
  readonly events: readonly Event[];
  /** At least one; shortest first. */
  readonly lost: readonly Lost[];
  /** It was put into a new value of the function, which is lost with it. */
  readonly isHeld: boolean;
  /** False if a bound was hit: a path may be one that never runs. */
  readonly isExact: boolean;
}

/** The paths on which a resource that a variable holds is neither released nor handed over; `undefined` if there is none. */
export function leakOf(model: FileModel, facts: PackageFacts, acquisition: Acquisition): Leak | undefined {
  if (acquisition.bound.how !== 'variable') return undefined;
  // Most resources are released in sight: what other functions do is asked only about the rest.
  if (leakAsking(model, facts, acquisition, 'text') === undefined) return undefined;
  return leakAsking(model, facts, acquisition, 'summaries');
}

function leakAsking(model: FileModel, facts: PackageFacts, acquisition: Acquisition, asking: Asking): Leak | undefined {
  const { events, isHeld } = eventsOf(model, facts, acquisition, asking);
  if (isReleasedElsewhere(model, acquisition)) return undefined;
  const { point: from, cfg } = acquisition;
  if (acquisition.pair.resource.of !== 'result' && isSharedBefore(acquisition, events)) return undefined;
  if (events.some((event) => isWaiting(model, acquisition, event))) return undefined;
  const ends = new Set(
    events.filter(({ does, on }) => does !== 'replace' && on === undefined).map(({ point }) => point),
  );
  const endsBehind = new Set(events.flatMap(({ point, on }) => (on === undefined ? [] : [`${point} ${on}`])));
  const replaced = new Set(events.filter(({ does }) => does === 'replace').map(({ point }) => point));
  const guarded = stillAsking(model, acquisition);
  const failing = failingEdge(model, acquisition);
  const missing = missingEdges(model, acquisition);
  const result = searchPaths(model, cfg, {
    from,
    assume: assumedOf(acquisition),
    at: (point) => {
      if (point.id === from) return acquisition.pair.again === 'same' ? 'end' : 'match';
      if (ends.has(point.id) || point.id === cfg.panic || point.id === cfg.goexit) return 'end';
      return point.id === cfg.exit || replaced.has(point.id) ? 'match' : 'pass';
    },
    over: (point, edge) => {
      const isDoubtful = guarded.has(point.id) && asksOtherwise(model, acquisition, point, edge);
      const hasEnded =
        endsBehind.has(`${point.id} ${edge.label}`) ||
        missing.has(`${point.id} ${edge.label}`) ||
        (point.id === from && edge.label === failing);
      const isOver = edge.label === 'false' && isRangeOverTicks(model, acquisition, point);
      return edge.label === 'recovered' || isDoubtful || hasEnded || isOver ? 'end' : 'pass';
    },
  });
  const lost = lostIn(acquisition, result);
  return lost.length === 0 ? undefined : { acquisition, events, lost, isHeld, isExact: result.isExact };
}

/** True for the head of `for range ticker.C`: that channel is never closed, so the loop ends only from inside. */
function isRangeOverTicks(model: FileModel, { bound, pair }: Acquisition, { kind, node }: Point): boolean {
  if (kind !== 'head' || node === NO_NODE || bound.how !== 'variable') return false;
  if (!pair.acquire.includes('time.NewTicker')) return false;
  const over = kindOf(model.ast, node) === Kind.range_clause ? childIn(model.ast, node, Field.right) : NO_NODE;
  const channel = over === NO_NODE ? NO_NODE : model.unparenthesized(over);
  if (channel === NO_NODE || kindOf(model.ast, channel) !== Kind.selector_expression) return false;
  const isChannel = model.textOf(childIn(model.ast, channel, Field.field)) === 'C';
  return isChannel && variableAt(model, childIn(model.ast, channel, Field.operand)) === bound.symbol.id;
}

/**
 * True for code in a literal that exists before the acquisition: a deferred function or a goroutine that looks at the
 * variable later, when it has the resource.
 */
function isWaiting(model: FileModel, { cfg, func, bound, point: from }: Acquisition, event: Event): boolean {
  const { does, node, point } = event;
  if (does === 'replace' || bound.how !== 'variable' || model.funcAt(node)?.id === func.id || point === from)
    return false;
  // A variable that is declared anew in each iteration is another one there.
  const declared = cfg.pointOf(bound.symbol.declaration);
  return declared !== from && reaches(cfg, point, from, (at) => at === declared);
}

/** The edges behind which what has to be released is nil: `resp.Body == nil`. */
function missingEdges(model: FileModel, { cfg, bound, pair }: Acquisition): ReadonlySet<string> {
  const edges = new Set<string>();
  if (bound.how !== 'variable') return edges;
  const objects = pair.release.filter((form) => form.includes('.')).map((form) => form.slice(0, form.lastIndexOf('.')));
  if (objects.length === 0) return edges;
  const names = new Set(objects.map((path) => `${bound.symbol.name}.${path}`));
  for (const point of cfg.points) {
    if (point.kind !== 'condition' || kindOf(model.ast, point.node) !== Kind.binary_expression) continue;
    const op = model.ast.op[point.node];
    const sides = childrenOf(model.ast, point.node);
    const isAbout = sides.some((side) => names.has(model.textOf(side))) && sides.some((side) => isNil(model, side));
    if (isAbout && op === Op.equal) edges.add(`${point.id} true`);
    if (isAbout && op === Op.notEqual) edges.add(`${point.id} false`);
  }
  return edges;
}

/** What holds where the acquisition succeeded. */
function assumedOf({ error, bound, pair }: Acquisition): readonly Fact[] {
  const facts: Fact[] = [];
  if (error !== undefined) facts.push({ symbol: error, value: 'nil' });
  if (bound.how === 'variable' && pair.resource.of === 'result')
    facts.push({ symbol: bound.symbol.id, value: 'non-nil' });
  return facts;
}

/** The points behind the acquisition at which the variable still has its error. */
function stillAsking(model: FileModel, { cfg, error, point: from }: Acquisition): ReadonlySet<PointId> {
  const seen = new Set<PointId>();
  if (error === undefined) return seen;
  const changes = model.referencesOf(error).filter(({ access }) => access !== 'read' && access !== 'key');
  const changed = new Set(changes.map(({ node }) => cfg.pointOf(node)));
  const work = [from];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    for (const { to } of cfg.points[at]?.next ?? []) {
      if (seen.has(to) || changed.has(to)) continue;
      seen.add(to);
      work.push(to);
    }
  }
  return seen;
}

/**
 * A condition that asks about the error in a way that the search does not follow, as in `if isFatal(err)`, may be the
 * test for it; so may one of a variable that other functions change.
 */
function asksOtherwise(model: FileModel, { error, func }: Acquisition, point: Point, edge: Edge): boolean {
  if (error === undefined || point.kind !== 'condition') return false;
  const test = testAt(model, point.node);
  if (test?.symbol === error) {
    const told = edge.label === 'true' ? test.whenTrue : test.whenFalse;
    return told === 'non-nil' && isChangedElsewhere(model, error, func.id);
  }
  return [error, ...tellingOf(model, error)].some((symbol) =>
    model.referencesOf(symbol).some(({ node }) => isWithin(model.ast, node, point.node)),
  );
}

/** The variables that get a value made of the error: `_, isCorrupted := err.(*Corrupted)`, `done := isFinal(err)`. */
function tellingOf(model: FileModel, error: SymbolId): readonly SymbolId[] {
  const { ast } = model;
  return model.referencesOf(error).flatMap(({ node, access }) => {
    if (access !== 'read') return [];
    let statement = node;
    while (statement !== NO_NODE && !GIVING.has(kindOf(ast, statement))) {
      if (kindOf(ast, statement) === Kind.block) return [];
      statement = parentOf(ast, statement);
    }
    if (statement === NO_NODE) return [];
    const left = childIn(ast, statement, Field.left);
    const targets = left === NO_NODE ? childrenIn(ast, statement, Field.name) : childrenOf(ast, left);
    return targets.flatMap((target) => model.symbolAt(target)?.id ?? []).filter((symbol) => symbol !== error);
  });
}

const GIVING: ReadonlySet<Kind> = new Set([Kind.assignment_statement, Kind.short_var_declaration, Kind.var_spec]);

function isChangedElsewhere(model: FileModel, symbol: Fact['symbol'], func: number): boolean {
  return model
    .referencesOf(symbol)
    .some(({ access, func: where }) => access === 'address' || (where !== func && access !== 'read'));
}

/** A receiver or argument that somebody else has, before or after, is released by whoever that is. */
function isSharedBefore({ bound }: Acquisition, events: readonly Event[]): boolean {
  const isOwn = bound.how === 'variable' && bound.symbol.kind === 'variable';
  return !isOwn || events.some(({ does }) => does === 'transfer');
}

function lostIn({ cfg, point: from }: Acquisition, result: SearchResult): readonly Lost[] {
  return result.found.map(({ point, points }) => {
    const how = point === from ? 'again' : point === cfg.exit ? 'returns' : 'replaced';
    const before = [from, ...points.slice(0, -1)].map((id) => cfg.points[id]).reverse();
    // Behind `continue` come the head of the loop and places without code.
    const last = before.find((at) => at?.kind === 'statement') ?? before.find((at) => at?.node !== NO_NODE);
    const at = how === 'replaced' ? cfg.points[point] : last;
    return { how, node: at?.node ?? NO_NODE, path: points };
  });
}
