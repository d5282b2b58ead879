import type { Channel, Operation } from '../../concurrency/index.js';
import { cfgOf } from '../../concurrency/index.js';
import type { FileModel, FuncInfo, NodeId, SymbolId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenIn,
  childrenOf,
  isWithin,
  kindOf,
  loopsOf,
  parentOf,
  searchPaths,
} from '../../semantic/index.js';
import { isBehindAnother } from './unsatisfied-behind.js';
import { skipOf } from './unsatisfied-skip.js';
import type { Leave } from './unsatisfied-paths.js';
import type { View } from './unsatisfied-waits.js';
import { isInSight, waitsAlone } from './unsatisfied-waits.js';

/** A loop that only the close of its channel ends, and that may never come. */
export interface UnclosedLoop {
  readonly loop: Operation;
  /** How the close is left out; `undefined` where nothing closes the channel at all. */
  readonly leave: Leave | undefined;
}

/** The first loop over a channel that may wait for its close for ever: one missing close is one mistake. */
export function unclosedLoop(view: View, channel: Channel): UnclosedLoop | undefined {
  if (!isInSight(view.model, channel) || channel.binding === 'nil') return undefined;
  const closes = channel.operations.filter(({ kind }) => kind === 'close');
  const loops = channel.operations.filter((operation) => endsByCloseOnly(view, operation));
  for (const loop of loops) {
    if (closes.length === 0) return { loop, leave: undefined };
    const leave = skipOf(view, channel, loop, closes);
    if (leave !== undefined && !isBehindAnother(view, { channel, wait: loop, ends: closes, leave }))
      return { loop, leave };
  }
  return undefined;
}

/** True for a `range` without another way out, and for a receive in a loop that is left when `, ok` says so. */
export function endsByCloseOnly(view: View, operation: Operation): boolean {
  if (operation.isElsewhere) return operation.kind === 'range';
  if (operation.kind === 'range') return isLeftOnlyByHead(view, operation.func, operation.node);
  return operation.kind === 'receive' && waitsAlone(operation) && isLeftWhenClosed(view, operation);
}

/** True if the body of a loop cannot leave it: no `break`, `return` or `goto`. */
export function isLeftOnlyByHead({ model, facts }: View, func: FuncInfo, loop: NodeId): boolean {
  const cfg = cfgOf(model, facts, func);
  const flow = loopsOf(cfg).ofStatement(loop);
  // A body that never comes to its end leaves in the first iteration, or stops there for ever.
  if (flow === undefined) return false;
  const body = childIn(model.ast, loop, Field.body);
  return !cfg.points.some(
    (point) =>
      loopsOf(cfg).isIn(point.id, flow) &&
      (point.kind === 'statement' || isWithin(model.ast, point.node, body)) &&
      point.next.some(({ to }) => !loopsOf(cfg).isIn(to, flow) && to !== cfg.panic && leads(cfg.points[to])),
  );
}

/** False for a point that ends the process. */
function leads(point: { readonly next: readonly unknown[]; readonly kind: string } | undefined): boolean {
  return point !== undefined && (point.next.length > 0 || point.kind === 'exit' || point.kind === 'goexit');
}

/** True for `v, ok := <-ch` in a loop that is left only where `ok` is false. */
function isLeftWhenClosed({ model, facts }: View, { node, func }: Operation): boolean {
  const ok = okOf(model, node);
  const cfg = cfgOf(model, facts, func);
  const from = cfg.pointOf(node);
  const loop = from === undefined ? undefined : loopsOf(cfg).around(from);
  if (ok === undefined || from === undefined || loop === undefined) return false;
  const leaves = (value: 'true' | 'false'): boolean => {
    const { found } = searchPaths(model, cfg, {
      from,
      assume: [{ symbol: ok, value }],
      at: (point) => {
        if (point.id === from || point.id === cfg.panic) return 'end';
        return loopsOf(cfg).isIn(point.id, loop) ? 'pass' : leads(point) ? 'match' : 'end';
      },
    });
    return found.length > 0;
  };
  return leaves('false') && !leaves('true');
}

/** The variable that says whether the channel gave a value: `v, ok := <-ch`. */
function okOf(model: FileModel, receive: NodeId): SymbolId | undefined {
  const { ast } = model;
  const list = parentOf(ast, model.parenthesized(receive));
  if (kindOf(ast, list) === Kind.var_spec) return model.symbolAt(childrenIn(ast, list, Field.name)[1] ?? NO_NODE)?.id;
  const statement = kindOf(ast, list) === Kind.expression_list ? parentOf(ast, list) : list;
  const isVar = kindOf(ast, statement) === Kind.var_spec;
  if (isVar) return symbolOf(model, childrenIn(ast, statement, Field.name)[1]);
  const left = childIn(ast, statement, Field.left);
  return left === NO_NODE ? undefined : symbolOf(model, childrenOf(ast, left)[1]);
}

function symbolOf(model: FileModel, name: NodeId | undefined): SymbolId | undefined {
  return name === undefined ? undefined : model.symbolAt(name)?.id;
}
