import type { PackageFacts } from '../facts/index.js';
import { calleeName, calleeOf } from '../facts/index.js';
import { goroutineStarters } from '../knowledge/index.js';
import type { Call, FileModel, FuncId, FuncInfo, NodeId, SymbolId, UseKind } from '../semantic/index.js';
import {
  Kind,
  NO_FUNC,
  NO_NODE,
  callMode,
  contextOf,
  isInFlowOf,
  kindOf,
  literalRun,
  loopsInFlow,
  parentOf,
  runsInPlace,
  usesOf,
} from '../semantic/index.js';
import type { OperationRun, Step, Thread } from './channel.js';
import { functionHere } from './callees.js';

/** Where code runs: in which goroutine, and by which calls its function gets there. */
export interface Location {
  readonly thread: Thread;
  /** The thread's own function first; the last one is the function the code stands in. */
  readonly via: readonly Step[];
}

/** Literals that run in more goroutines than that are taken for ones that leave our sight. */
const MAX_LOCATIONS = 16;

/** Tells in which goroutines the functions around a channel's uses run. One for each channel. */
export class Places {
  readonly threads: Thread[] = [];
  /** Literals in variables whose calls are being looked for. */
  private readonly active = new Set<FuncId>();
  private readonly ofLiteral = new Map<string, readonly Location[] | undefined>();

  constructor(
    private readonly model: FileModel,
    private readonly facts: PackageFacts,
    readonly owner: FuncInfo,
  ) {
    this.threads.push({
      id: 0,
      startedBy: 'owner',
      starter: undefined,
      via: [],
      start: NO_NODE,
      loops: [],
      body: owner,
      name: '',
    });
  }

  /** The code of the function that makes the channel. */
  ofOwner(): Location {
    return { thread: this.threads[0] as Thread, via: [{ func: this.owner, places: [], run: 'here' }] };
  }

  /** Where the code of `func` runs, a literal at any depth inside the function of `base`; `undefined`: nobody knows. */
  within(func: FuncId, base: Location): readonly Location[] | undefined {
    const home = base.via.at(-1)?.func;
    if (home === undefined) return undefined;
    const chain: FuncInfo[] = [];
    for (let at = this.model.func(func); at !== undefined && at.id !== home.id; at = this.model.func(at.parent)) {
      chain.push(at);
    }
    if (chain.length > 0 && chain.at(-1)?.parent !== home.id) return undefined;
    let found: readonly Location[] = [base];
    for (const literal of chain.reverse()) {
      const inner = this.into(literal, found);
      if (inner === undefined) return undefined;
      found = inner;
    }
    return found;
  }

  /** Where the body of a function runs that is called or started at `call`. */
  called(call: NodeId, at: Location, body: FuncInfo | undefined, name: string): Location {
    const mode = callMode(this.model, call);
    if (mode === 'go')
      return this.started(parentOf(this.model.ast, this.model.parenthesized(call)), at, body, 'go', name);
    if (body !== undefined && this.isPartOf(at, body)) return at;
    return this.stepped(at, [call], body, mode === 'defer' ? 'deferred' : 'here');
  }

  /** True for a literal whose statements are some of those of the function at a place. */
  private isPartOf({ via }: Location, body: FuncInfo): boolean {
    return runsInPlace(this.model, body) && isInFlowOf(this.model, body.parent, via.at(-1)?.func.id ?? NO_FUNC);
  }

  private into(literal: FuncInfo, outer: readonly Location[]): readonly Location[] | undefined {
    const found: Location[] = [];
    for (const at of outer) {
      const key = `${literal.id} ${at.thread.id} ${at.via.map(({ func }) => func.id).join()}`;
      if (!this.ofLiteral.has(key)) this.ofLiteral.set(key, this.literalAt(literal, at));
      const inner = this.ofLiteral.get(key);
      if (inner === undefined) return undefined;
      found.push(...inner);
    }
    return found.length > MAX_LOCATIONS ? undefined : found;
  }

  private literalAt(literal: FuncInfo, at: Location): readonly Location[] | undefined {
    return this.ofValue(contextOf(this.model, literal.node), literal, at);
  }

  /** Where a literal runs with which this is done. */
  private ofValue(what: UseKind, literal: FuncInfo, at: Location): readonly Location[] | undefined {
    switch (what.does) {
      case 'called':
        return [this.called(what.call, at, literal, '')];
      case 'argument':
        return this.ofArgument(what.call, what.index, literal, at);
      case 'alias':
        return this.ofVariable(what.symbol, literal, at);
      default:
        return undefined;
    }
  }

  /** A literal that is handed to a function which starts or calls it. */
  private ofArgument(call: NodeId, index: number, literal: FuncInfo, at: Location): readonly Location[] | undefined {
    if (callMode(this.model, call) !== 'call') return undefined;
    const names = namesOf(this.model, this.facts, this.model.callAt(call));
    if (names.some((name) => goroutineStarters.has(name))) {
      // Whoever keeps what AfterFunc returns may stop it before it starts.
      if (names.some((name) => name.endsWith('.AfterFunc')) && !isStatement(this.model, call)) return undefined;
      return [this.started(call, at, literal, 'callee', names[0] ?? '')];
    }
    const run = literalRun(this.model, literal, (model, inner) => namesOf(model, this.facts, inner));
    if (run === 'perhaps') return [this.stepped(at, [call], literal, 'perhaps')];
    return this.ofParameter(call, index, literal, at);
  }

  /** What functions of the package do with a function they are given: `func (s *set) spawn(f func()) { go f() }`. */
  private ofParameter(call: NodeId, index: number, literal: FuncInfo, at: Location): readonly Location[] | undefined {
    const callee = calleeOf(this.model, this.facts, this.model.callAt(call));
    const effects = this.facts.summaries.effectsOf(callee, index);
    if (effects === undefined || effects.length === 0) return undefined;
    if (effects.some((effect) => effect.verb !== 'call' || effect.path !== '')) return undefined;
    const wheres = new Set(effects.map((effect) => effect.where));
    if (wheres.size > 1) return undefined;
    const isOnce = effects.every((effect) => effect.paths === 'every' && effect.times === 'once');
    if (wheres.has('goroutine')) return [this.started(call, at, literal, 'callee', calleeName(callee) ?? '')];
    return [this.stepped(at, [call], literal, isOnce && effects.length === 1 ? 'here' : 'perhaps')];
  }

  /** `f := func() { … }` runs where `f` is called, started or deferred; the variable is never given anything else. */
  private ofVariable(symbol: SymbolId, literal: FuncInfo, at: Location): readonly Location[] | undefined {
    if (this.active.has(literal.id)) return undefined;
    this.active.add(literal.id);
    const found = this.ofUses(symbol, literal, at);
    this.active.delete(literal.id);
    return found;
  }

  private ofUses(symbol: SymbolId, literal: FuncInfo, at: Location): readonly Location[] | undefined {
    const uses = usesOf(this.model, symbol).filter(({ what }) => what.does !== 'declared' && what.does !== 'compared');
    if (uses.filter(({ what }) => what.does === 'assigned').length > 1) return undefined;
    const found: Location[] = [];
    for (const { what, path, func } of uses) {
      if (what.does === 'assigned') continue;
      const isRun = path.length === 0 && (what.does === 'called' || what.does === 'argument');
      const from = isRun ? this.within(func, at) : undefined;
      if (from === undefined) return undefined;
      for (const place of from) {
        const inner = this.ofValue(what, literal, place);
        if (inner === undefined) return undefined;
        for (const location of inner) addLocation(found, location);
      }
    }
    return found.length > MAX_LOCATIONS ? undefined : found;
  }

  private started(
    start: NodeId,
    at: Location,
    body: FuncInfo | undefined,
    startedBy: Thread['startedBy'],
    name: string,
  ): Location {
    const known = this.threads.find(
      (thread) =>
        thread.start === start && thread.starter === at.thread && thread.body === body && isSame(thread.via, at.via),
    );
    const thread: Thread = known ?? {
      id: this.threads.length,
      startedBy,
      starter: at.thread,
      via: at.via,
      start,
      loops: loopsInFlow(this.model, start, at.via.at(-1)?.func.id ?? NO_FUNC),
      body,
      name,
    };
    if (known === undefined) this.threads.push(thread);
    return { thread, via: body === undefined ? [] : [{ func: body, places: [], run: 'here' }] };
  }

  private stepped(at: Location, places: readonly NodeId[], body: FuncInfo | undefined, run: OperationRun): Location {
    const last = at.via.at(-1);
    if (last === undefined || body === undefined) return at;
    return {
      thread: at.thread,
      via: [...at.via.slice(0, -1), { ...last, places, run }, { func: body, places: [], run: 'here' }],
    };
  }
}

/** Calls of one function from one other are one step with several places. */
function addLocation(found: Location[], location: Location): void {
  const before = location.via.length - 2;
  const step = location.via[before];
  const index = found.findIndex(
    ({ thread, via }) =>
      step !== undefined &&
      thread === location.thread &&
      via.length === location.via.length &&
      via.every(({ func, run }, i) => func.id === location.via[i]?.func.id && run === location.via[i]?.run) &&
      isSame(via.slice(0, before), location.via.slice(0, before)),
  );
  const known = found[index];
  if (known === undefined || step === undefined) {
    found.push(location);
    return;
  }
  const places = [...(known.via[before]?.places ?? []), ...step.places];
  found[index] = { ...known, via: known.via.map((old, i) => (i === before ? { ...old, places } : old)) };
}

function isSame(a: readonly Step[], b: readonly Step[]): boolean {
  return (
    a.length === b.length && a.every((step, i) => step.func.id === b[i]?.func.id && step.places[0] === b[i]?.places[0])
  );
}

function isStatement(model: FileModel, call: NodeId): boolean {
  return kindOf(model.ast, parentOf(model.ast, model.parenthesized(call))) === Kind.expression_statement;
}

/** All names of what a call may call. */
export function namesOf(model: FileModel, facts: PackageFacts, call: Call): readonly string[] {
  const standard = model.standardCallees(call);
  if (standard.length > 0) return standard;
  const name = calleeName(calleeOf(model, facts, call));
  return name === undefined ? [] : [name];
}

/** The function of this file that a call calls: a literal, one in a variable, or a declared one. */
export function bodyOf(model: FileModel, facts: PackageFacts, call: Call): FuncInfo | undefined {
  if (call.callee === NO_NODE) return undefined;
  if (kindOf(model.ast, call.callee) === Kind.func_literal) return model.funcAt(call.callee);
  return functionHere(model, calleeOf(model, facts, call));
}
