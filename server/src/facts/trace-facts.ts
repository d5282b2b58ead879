import type { FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../semantic/index.js';

/** Where what ends a trace or a profile comes from. */
const PACKAGES: ReadonlySet<string> = new Set(['runtime/pprof', 'runtime/trace']);
const STOPS: ReadonlySet<string> = new Set(['Stop', 'StopCPUProfile']);

/**
 * The nodes of a file that name what ends a trace or a profile, called or not: `trace.Stop`, `recorder.Stop`,
 * `pprof.StopCPUProfile`. None in files that import neither package.
 */
export function traceStopsIn(model: FileModel): readonly NodeId[] {
  const isImported = [...model.bindings.importOf.values()].some(({ path }) => PACKAGES.has(path));
  if (!isImported) return [];
  const { ast } = model;
  const found: NodeId[] = [];
  for (let node = 0 as NodeId; node < ast.kind.length; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) === Kind.selector_expression && traceStopAt(model, node) !== undefined) found.push(node);
  }
  return found;
}

/** `Stop` or `StopCPUProfile`, if the selector names what may end a trace or a profile. */
export function traceStopAt(model: FileModel, selector: NodeId): string | undefined {
  const field = childIn(model.ast, selector, Field.field);
  const name = field === NO_NODE ? '' : model.textOf(field);
  if (!STOPS.has(name)) return undefined;
  const path = model.importPathAt(childIn(model.ast, selector, Field.operand));
  return path === undefined || PACKAGES.has(path) ? name : undefined;
}

/** The names in `traceStopsIn`, each once. */
export function readTraceStops(model: FileModel): readonly string[] {
  return [...new Set(traceStopsIn(model).flatMap((node) => traceStopAt(model, node) ?? []))];
}
