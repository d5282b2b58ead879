import { cfgOf } from '../../concurrency/index.js';
import type { Call, NodeId, SymbolInfo, Use } from '../../semantic/index.js';
import { callMode, contextOf, dominatorsOf, runInDeclaration, usesOf } from '../../semantic/index.js';
import { isLeftOnlyByHead } from './never-closed.js';
import type { View } from './unsatisfied-waits.js';
import { livesAsLongAsProcess } from './unsatisfied-waits.js';

/** A goroutine that ranges over the channel of a ticker or timer which others stop. */
export interface StoppedTicker {
  readonly ticker: SymbolInfo;
  /** The range clause. */
  readonly range: NodeId;
  /** The call of `Stop`. */
  readonly stop: NodeId;
  readonly make: NodeId;
}

/** What a goroutine ranges over for ever once `Stop` was called, where all uses of the ticker are in sight. */
export function stoppedTicker(view: View, make: Call): StoppedTicker | undefined {
  const { model } = view;
  const given = contextOf(model, make.node);
  const ticker = given.does === 'alias' ? model.symbol(given.symbol) : undefined;
  const owner = ticker === undefined ? undefined : model.func(ticker.func);
  if (ticker === undefined || owner === undefined || livesAsLongAsProcess(model, owner, make.node)) return undefined;
  const uses = usesOf(model, ticker.id);
  if (!uses.every((use) => isPlain(use))) return undefined;
  for (const { what, func } of uses) {
    if (what.does !== 'range') continue;
    const ranging = model.func(func);
    const stop = uses.find((use) => use.func !== func && isStop(view, use));
    if (ranging === undefined || stop?.what.does !== 'method') continue;
    const isBeside = runInDeclaration(model, ranging) === 'goroutine' && isLeftOnlyByHead(view, ranging, what.loop);
    const isStoppedInside = uses.some((use) => use.func === func && use.what.does === 'method');
    if (isBeside && !isStoppedInside) {
      return { ticker, range: (what.loop + 1) as NodeId, stop: stop.what.call, make: make.node };
    }
  }
  return undefined;
}

/** Stopped, and otherwise only received from. */
function isPlain({ what, path }: Use): boolean {
  if (what.does === 'declared') return true;
  if (what.does === 'method') return path.length === 0 && what.name === 'Stop';
  return path.length === 1 && path[0] === 'C' && (what.does === 'range' || what.does === 'receive');
}

/** True for a call of `Stop` that is reached: a deferred one only if its function returns. */
function isStop({ model, facts }: View, { what, func }: Use): boolean {
  const home = model.func(func);
  if (what.does !== 'method' || home === undefined) return false;
  const cfg = cfgOf(model, facts, home);
  const point = callMode(model, what.call) === 'defer' ? cfg.exit : cfg.pointOf(what.call);
  return point !== undefined && dominatorsOf(cfg).has(point);
}
