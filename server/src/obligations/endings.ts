import type { Pair } from '../knowledge/index.js';
import type { Call, Cfg, EdgeLabel, FileModel, NodeId, PointId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  childrenOf,
  contextOf,
  errorGuardsOf,
  isNil,
  isWithin,
  kindOf,
  usesOf,
} from '../semantic/index.js';
import type { Acquisition } from './acquisition.js';

/** The edge behind which nothing was acquired, where a condition looks at the error itself: `cmd.Start() == nil`. */
export function failingEdge(model: FileModel, { call, pair }: Acquisition): EdgeLabel | undefined {
  const what = pair.error === 'last' ? contextOf(model, call.node) : undefined;
  if (what?.does !== 'compared') return undefined;
  const isWithNil = childrenOf(model.ast, what.expression).some((side) => isNil(model, model.unparenthesized(side)));
  if (!isWithNil) return undefined;
  const op = model.ast.op[what.expression];
  if (op === Op.equal) return 'false';
  return op === Op.notEqual ? 'true' : undefined;
}

/** What a method of a resource says about whether the resource is still there. */
export type Ending =
  /** It has ended behind these edges: where the method answered false, or with an error. */
  | { readonly how: 'behind'; readonly edges: readonly { readonly point: PointId; readonly label: EdgeLabel }[] }
  /** It has ended behind these nodes. */
  | { readonly how: 'at'; readonly nodes: readonly NodeId[] }
  /** The answer is used in a way that is not followed. */
  | { readonly how: 'unknown' };

/** What a call of the method `name` on the resource itself tells; `undefined` if the pair does not list it. */
export function endingOf(model: FileModel, cfg: Cfg, pair: Pair, name: string, call: NodeId): Ending | undefined {
  if (pair.endsWhenFalse?.includes(name) === true) return whenFalse(model, cfg, call);
  if (pair.endsOnError?.includes(name) === true) return whereItFailed(model, cfg, call);
  return pair.endsWhenReceived?.includes(name) === true ? { how: 'at', nodes: receivesFrom(model, call) } : undefined;
}

/** `for x.Next()`, `if !x.Next()`; `x.Next()` alone tells nobody. */
function whenFalse(model: FileModel, cfg: Cfg, call: NodeId): Ending | undefined {
  const id = cfg.pointOf(call);
  const point = id === undefined ? undefined : cfg.points[id];
  if (point?.kind === 'condition' && model.unparenthesized(point.node) === call) {
    return { how: 'behind', edges: [{ point: point.id, label: 'false' }] };
  }
  const isStatement = point !== undefined && kindOf(model.ast, point.node) === Kind.expression_statement;
  return isStatement ? undefined : { how: 'unknown' };
}

/** `if err := x.Scan(&v); err != nil`. */
function whereItFailed(model: FileModel, cfg: Cfg, call: NodeId): Ending | undefined {
  const point = cfg.pointOf(call);
  const what = contextOf(model, call);
  if (point === undefined || what.does !== 'alias') return undefined;
  const { failed } = errorGuardsOf(model, cfg, point, what.symbol);
  return { how: 'behind', edges: failed.map(({ from, edge }) => ({ point: from.id, label: edge.label })) };
}

/** The receives from the channel that the call returns, there or from the variable that gets it. */
function receivesFrom(model: FileModel, call: NodeId): readonly NodeId[] {
  const what = contextOf(model, call);
  if (what.does === 'receive') return [what.at];
  if (what.does !== 'alias') return [];
  return usesOf(model, what.symbol).flatMap((use) => (use.what.does === 'receive' ? [use.what.at] : []));
}

/**
 * True if what the acquiring method was called on releases elsewhere: by a call that is deferred before the acquisition,
 * or, where it is a field and releases by name, perhaps in another function.
 */
export function isReleasedElsewhere(model: FileModel, acquisition: Acquisition): boolean {
  const { call, func, cfg, pair } = acquisition;
  if (pair.isReleasedByName === true && kindOf(model.ast, operandOf(model, call)) !== Kind.identifier) return true;
  return releasesThrough(model, acquisition).some((node) => {
    const defer = cfg.defers.find((statement) => isWithin(model.ast, node, statement));
    return defer !== undefined && defer < call.node && model.funcAt(defer)?.id === func.id;
  });
}

/** The calls that release by what the acquiring method was called on: `bus.UnsubscribeAll(…)` for `bus.Subscribe(…)`. */
export function releasesThrough(model: FileModel, { call, func, pair }: Acquisition): readonly NodeId[] {
  const operand = operandOf(model, call);
  if (pair.releasedThrough === undefined || operand === NO_NODE) return [];
  const names = new Set(pair.releasedThrough);
  return model.callsIn(func.node).flatMap((other) => {
    const released = operandOf(model, other);
    if (released === NO_NODE || model.textOf(released) !== model.textOf(operand)) return [];
    return names.has(model.textOf(childIn(model.ast, other.callee, Field.field))) ? [other.node] : [];
  });
}

/** What a method is called on; `NO_NODE` for calls of functions. */
function operandOf(model: FileModel, { callee }: Call): NodeId {
  const isSelector = callee !== NO_NODE && kindOf(model.ast, callee) === Kind.selector_expression;
  return isSelector ? model.unparenthesized(childIn(model.ast, callee, Field.operand)) : NO_NODE;
}
