import { cfgOf, traceStopAt, traceStopsIn } from '../../facts/index.js';
import { standingPoints } from '../../obligations/index.js';
import type { Call, Cfg, FileModel, FuncInfo, NodeId, PointId, SymbolId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  contextOf,
  isWithin,
  kindOf,
  parentOf,
  reaches,
  searchPaths,
} from '../../semantic/index.js';
import type { RuleContext } from '../rule.js';

/** A call that starts a trace or a profile, and what its function does to end it. */
export interface Started {
  readonly call: Call;
  readonly func: FuncInfo;
  readonly cfg: Cfg;
  readonly point: PointId;
  /** What the function, literals in it included, names of what ends it: `trace.Stop`; called or not. */
  readonly stops: readonly NodeId[];
}

/** What is known of a call that starts something which `stop` ends; `undefined` outside of functions and in dead code. */
export function startedAt({ model, facts }: RuleContext, call: Call, stop: string): Started | undefined {
  const func = model.funcAt(call.node);
  if (func === undefined || func.body === NO_NODE) return undefined;
  const cfg = cfgOf(model, facts, func);
  const point = cfg.pointOf(call.node);
  if (point === undefined) return undefined;
  model.looks.everywhere();
  const stops = traceStopsIn(model).filter((node) => {
    return isWithin(model.ast, node, func.body) && traceStopAt(model, node) === stop;
  });
  return { call, func, cfg, point, stops };
}

/** The return, or the last statement, by which the function is left with the trace running; `undefined` if there is none. */
export function exitWithoutStop(model: FileModel, { call, func, cfg, point, stops }: Started): NodeId | undefined {
  const ends = new Set(stops.flatMap((node) => standingPoints(model, func, cfg, node)));
  const error = errorOf(model, call);
  const { found } = searchPaths(model, cfg, {
    from: point,
    assume: error === undefined ? [] : [{ symbol: error, value: 'nil' }],
    at: ({ id }) => (ends.has(id) || id === point ? 'end' : id === cfg.exit ? 'match' : 'pass'),
    over: (_from, { label }) => (label === 'recovered' ? 'end' : 'pass'),
  });
  const [first] = found;
  const node = first === undefined ? undefined : cfg.points[first.last]?.node;
  return node === NO_NODE ? call.node : node;
}

/** True if one of the stops comes behind the start on some path. */
export function isStoppedBehind(model: FileModel, { func, cfg, point, stops }: Started): boolean {
  const points = stops.flatMap((node) => standingPoints(model, func, cfg, node));
  return points.some((stop) => stop === point || reaches(cfg, point, stop, () => false));
}

/** The deferred call of the function that ends the trace: `defer trace.Stop()`. */
export function deferredStop({ ast }: FileModel, { cfg, stops }: Started): NodeId | undefined {
  return cfg.defers.find((defer) => stops.some((node) => parentOf(ast, parentOf(ast, node)) === defer));
}

/**
 * True if work that the function starts as goroutines behind the start runs on when it returns: nothing behind the last
 * of them waits or calls anything.
 */
export function leavesWorkBehind(model: FileModel, { cfg, point }: Started): boolean {
  const { ast } = model;
  const starts = cfg.points.filter(({ id, node }) => {
    return node !== NO_NODE && kindOf(ast, node) === Kind.go_statement && reaches(cfg, point, id, () => false);
  });
  return starts.some(({ id }) => {
    const behind = cfg.points.filter((other) => other.id !== id && reaches(cfg, id, other.id, () => false));
    return behind.every(({ node }) => isIdle(model, node));
  });
}

/** True for what neither waits nor calls: `return nil`, `n++`, another `go` statement. */
function isIdle(model: FileModel, node: NodeId): boolean {
  const { ast } = model;
  if (node === NO_NODE || kindOf(ast, node) === Kind.go_statement) return true;
  if (model.callsIn(node).length > 0 || WAITING.has(kindOf(ast, node))) return false;
  return !model.textOf(node).includes('<-');
}

const WAITING: ReadonlySet<Kind> = new Set([Kind.select_statement, Kind.range_clause]);

/** The variable that gets the error of the call. */
function errorOf(model: FileModel, call: Call): SymbolId | undefined {
  const what = contextOf(model, call.node);
  return what.does === 'alias' ? what.symbol : undefined;
}

/** The call of `os.Create` or its like that gives the variable its file while its error goes to `_`. */
export function uncheckedFile(model: FileModel, file: NodeId): Call | undefined {
  const { ast } = model;
  const symbol = model.symbolAt(file);
  for (const { node, access } of symbol === undefined ? [] : model.referencesOf(symbol.id)) {
    const targets = parentOf(ast, node);
    const [, error, ...others] = access === 'declare' || access === 'write' ? childrenOf(ast, targets) : [];
    if (error === undefined || others.length > 0 || model.textOf(error) !== '_') continue;
    const right = childIn(ast, parentOf(ast, targets), Field.right);
    const call = right === NO_NODE ? undefined : model.callsIn(right).find((made) => isOpening(model, made));
    if (call !== undefined) return call;
  }
  return undefined;
}

function isOpening(model: FileModel, call: Call): boolean {
  return model.importedCallees(call).some((name) => OPENING.has(name));
}

const OPENING: ReadonlySet<string> = new Set(['os.Create', 'os.CreateTemp', 'os.OpenFile']);
