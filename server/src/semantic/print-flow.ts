import type { NodeId } from '../syntax/index.js';
import { NO_NODE, kindNames, kindOf } from '../syntax/index.js';
import type { FuncInfo } from './bind/bindings.js';
import type { Cfg, Edge, Point, PointId } from './cfg/cfg.js';
import { deferredAt, leavingsOf } from './flow/deferred.js';
import { dominatorsOf } from './flow/dominators.js';
import { loopsOf } from './flow/loops.js';
import { valueFlowOf } from './flow/value-flow.js';
import type { FileModel } from './model.js';

/**
 * The points of every function in order, each with its edges and what they tell of variables:
 * `3 condition "err != nil" -> 4 true (err non-nil), 6 false (err nil)`. Then its loops, and per way out of it the
 * deferred calls in the order in which they run.
 */
export function printControlFlow(model: FileModel): string {
  return model.bindings.functions
    .filter((func) => func.body !== NO_NODE)
    .map((func) => printFlowOf(model, func))
    .join('\n\n');
}

/** The same of one function. */
export function printFlowOf(model: FileModel, func: FuncInfo, cfg = model.cfg(func)): string {
  const points = cfg.points.map((point) => `  ${point.id} ${printPoint(model, cfg, point)}`);
  const loops = loopsOf(cfg).all.map((loop) => {
    const points = cfg.points.filter((point) => loopsOf(cfg).isIn(point.id, loop)).map((point) => point.id);
    return `  loop ${loop.top} at depth ${loop.depth}: ${points.join(' ')}`;
  });
  const exits = cfg.defers.length === 0 ? [] : leavingsOf(cfg).map(({ from, by }) => printExit(model, cfg, from, by));
  return [`func ${func.name}`, ...points, ...loops, ...exits].join('\n');
}

function printPoint(model: FileModel, cfg: Cfg, point: Point): string {
  const what = point.node === NO_NODE ? '' : ` ${nodeText(model, point.node)}`;
  const next = point.next.map((edge) => printEdge(model, cfg, point, edge));
  // The three ends are there in every graph.
  const isDead = point.id > cfg.goexit && !dominatorsOf(cfg).has(point.id);
  return `${point.head ?? point.kind}${what}${next.length === 0 ? '' : ` -> ${next.join(', ')}`}${isDead ? ' (unreachable)' : ''}`;
}

function printEdge(model: FileModel, cfg: Cfg, from: Point, edge: Edge): string {
  const fact = valueFlowOf(model, cfg).implied(from, edge);
  const told = fact === undefined ? '' : ` (${model.symbol(fact.symbol)?.name ?? ''} ${fact.value})`;
  return `${edge.to}${edge.label === 'always' ? '' : ` ${edge.label}`}${told}`;
}

function printExit(model: FileModel, cfg: Cfg, from: PointId, by: PointId): string {
  const deferred = deferredAt(cfg, from).map(({ node, point, runs, isRepeated }) => {
    const often = `${runs === 'certain' ? '' : '?'}${isRepeated ? '*' : ''}`;
    return `${point}${often} ${nodeText(model, node)}`;
  });
  const calls = deferred.length === 0 ? 'nothing' : deferred.join(', ');
  return `  ${cfg.points[by]?.kind ?? ''} from ${from} runs ${calls}`;
}

/** The first line of the node's text, shortened; the kind where it has none. */
function nodeText(model: FileModel, node: NodeId): string {
  const [first = '', ...more] = model.textOf(node).split('\n');
  const text = first.trim() === '' ? (kindNames[kindOf(model.ast, node)] ?? '') : first.trim();
  return JSON.stringify(more.length > 0 || text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
