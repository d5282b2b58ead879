import { goroutineStarters, synchronousCallbacks } from '../knowledge/index.js';
import type { NodeId } from '../syntax/index.js';
import type { FuncInfo, SymbolId } from './bind/bindings.js';
import type { Call, FileModel } from './model.js';
import type { UseKind } from './uses.js';
import { callMode, contextOf, usesOf } from './uses.js';

/**
 * How the code of a function literal runs, seen from the function it is written in. `here`: in the same goroutine,
 * before the function goes on. `perhaps`: the same, but it may be left out or run more than once. `deferred`: in the same
 * goroutine, when the function returns. `goroutine`: beside it. `unknown`: it leaves our sight.
 */
export type LiteralRun = 'here' | 'perhaps' | 'deferred' | 'goroutine' | 'unknown';

/** Names the functions that a call may call, in Go's notation: `(*sync.WaitGroup).Go`. */
export type CalleeNames = (model: FileModel, call: Call) => readonly string[];

const namesInFile: CalleeNames = (model, call) => model.standardCallees(call);

/** How the literal runs. Without `namesOf`, what only the whole package knows of callees is left out. */
export function literalRun(model: FileModel, literal: FuncInfo, namesOf: CalleeNames = namesInFile): LiteralRun {
  return new Runs(model, namesOf).of(contextOf(model, literal.node));
}

/** How the literal runs, seen from the declared function around it: the runs of all literals between are put together. */
export function runInDeclaration(model: FileModel, func: FuncInfo, namesOf: CalleeNames = namesInFile): LiteralRun {
  let run: LiteralRun = 'here';
  for (let at: FuncInfo | undefined = func; at?.kind === 'literal'; at = model.func(at.parent)) {
    run = within(literalRun(model, at, namesOf), run);
  }
  return run;
}

/** The run of code that runs as `inner` inside code that runs as `outer`. */
function within(outer: LiteralRun, inner: LiteralRun): LiteralRun {
  if (outer === 'unknown' || inner === 'unknown') return 'unknown';
  if (outer === 'goroutine' || inner === 'goroutine') return 'goroutine';
  if (outer === 'perhaps' || inner === 'perhaps') return 'perhaps';
  return outer === 'deferred' || inner === 'deferred' ? 'deferred' : 'here';
}

class Runs {
  constructor(
    private readonly model: FileModel,
    private readonly namesOf: CalleeNames,
  ) {}

  /** The run of a function value with which this is done. */
  of(what: UseKind): LiteralRun {
    switch (what.does) {
      case 'called':
        return this.ofCall(what.call);
      case 'argument':
        return this.ofArgument(what.call);
      case 'alias':
        return this.ofVariable(what.symbol);
      default:
        return 'unknown';
    }
  }

  private ofCall(call: NodeId): LiteralRun {
    switch (callMode(this.model, call)) {
      case 'go':
        return 'goroutine';
      case 'defer':
        return 'deferred';
      case 'call':
        return 'here';
    }
  }

  private ofArgument(call: NodeId): LiteralRun {
    const names = this.namesOf(this.model, this.model.callAt(call));
    if (names.some((name) => goroutineStarters.has(name))) return 'goroutine';
    if (names.some((name) => synchronousCallbacks.has(name))) return 'perhaps';
    return 'unknown';
  }

  /** A literal in a variable that is only ever called runs as its calls do, if they agree. */
  private ofVariable(symbol: SymbolId): LiteralRun {
    const uses = usesOf(this.model, symbol).filter((use) => use.what.does !== 'declared');
    const given = uses.filter((use) => use.what.does === 'assigned');
    if (given.length > 1) return 'unknown';
    const runs = new Set<LiteralRun>();
    for (const use of uses) {
      if (use.what.does === 'assigned') continue;
      const isPlain = use.path.length === 0 && use.what.does !== 'alias';
      const run = isPlain ? this.of(use.what) : 'unknown';
      runs.add(run === 'here' ? 'perhaps' : run);
    }
    const [only] = runs;
    return runs.size === 1 && only !== undefined ? only : 'unknown';
  }
}
