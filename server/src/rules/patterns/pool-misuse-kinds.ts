import type { PoolSite } from '../../facts/index.js';
import { namesReset } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import type { Escape } from './pool-escape.js';
import { escapeOf } from './pool-escape.js';
import { goroutineAround } from './pool-misuse-places.js';
import type { View } from './pool-views.js';

/** One place at which an object, or memory of it, is used although it was, or will be, given back. */
export interface Misuse {
  readonly kind: 'use' | 'escape' | 'deferred-escape' | 'double-put' | 'reset-after-put' | 'goroutine';
  readonly put: PoolSite;
  /** Where the finding is shown. */
  readonly at: NodeId;
  readonly view: View;
  readonly escape?: Escape;
  /** For `double-put`: the other Put. */
  readonly other?: PoolSite;
}

/** The misuse that a view is; with `func`, as that function sees what literals of it do. */
export function misuseBy(model: FileModel, put: PoolSite, view: View, func?: FuncInfo): Misuse {
  const { what } = view;
  const started = func === undefined ? undefined : goroutineAround(model, func, view);
  const escape = started ?? escapeOf(model, view.expression, what);
  if (escape !== undefined) {
    const kind = escape.how === 'goroutine' ? 'goroutine' : 'escape';
    return { kind, put, at: view.expression, view, escape };
  }
  if (what.does === 'method' && namesReset(what.name)) {
    return { kind: 'reset-after-put', put, at: model.callAt(what.call).callee, view };
  }
  return { kind: 'use', put, at: what.does === 'method' ? what.call : view.expression, view };
}
