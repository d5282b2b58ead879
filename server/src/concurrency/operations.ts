import type { Effect, PackageFacts } from '../facts/index.js';
import { calleeName, calleeOf } from '../facts/index.js';
import type { FileModel, FuncInfo, NodeId, SymbolId, Use, UseKind } from '../semantic/index.js';
import {
  Kind,
  NO_FUNC,
  NO_NODE,
  callMode,
  contextOf,
  isInFlowOf,
  kindOf,
  loopsInFlow,
  parentOf,
  selectCaseOf,
  usesOf,
} from '../semantic/index.js';
import { alternativesOf } from './alternatives.js';
import { isIgnored, parameterOf } from './callees.js';
import type { Escape, Holder, Operation, OperationKind, OperationRun } from './channel.js';
import type { Location } from './places.js';
import { Places, bodyOf } from './places.js';

/** Channels that are handed on through more functions than that are taken to escape. */
const MAX_DEPTH = 4;
/** A channel with more operations than that is taken to escape. */
const MAX_OPERATIONS = 400;

const VERBS: Readonly<Record<string, OperationKind>> = {
  send: 'send',
  receive: 'receive',
  range: 'range',
  close: 'close',
};

/** Follows one channel through the variables that hold it, and collects what is done with it. */
export class Follower {
  readonly operations: Operation[] = [];
  readonly holders: Holder[] = [];
  readonly measured: NodeId[] = [];
  readonly dropped: NodeId[] = [];
  readonly places: Places;
  escape: Escape | undefined;
  /** What was too much, in words. */
  limit: string | undefined;

  constructor(
    private readonly model: FileModel,
    private readonly facts: PackageFacts,
    readonly owner: FuncInfo,
    /** The `make`, whose assignment is none to another channel. */
    private readonly make: NodeId,
  ) {
    this.places = new Places(model, facts, owner);
  }

  /** Follows a variable whose function runs at `home`. */
  follow(symbol: SymbolId, home: Location, depth: number): void {
    const func = home.via.at(-1)?.func;
    if (func === undefined || depth > MAX_DEPTH) {
      this.lose('passed', NO_NODE);
      return;
    }
    if (this.holders.some((holder) => holder.symbol === symbol && holder.func === func) && depth > 1) return;
    this.holders.push({ symbol, func });
    for (const use of usesOf(this.model, symbol)) {
      if (this.escape !== undefined) return;
      this.useIn(use, home, depth);
    }
  }

  private useIn(use: Use, home: Location, depth: number): void {
    if (use.what.does === 'declared' || use.what.does === 'compared') return;
    if (use.path.length > 0) return this.lose('other', use.expression);
    const locations = this.places.within(use.func, home);
    if (locations === undefined) return this.lose('captured', use.node);
    for (const at of locations) this.use(use.what, use.expression, at, depth);
  }

  private use(what: UseKind, expression: NodeId, at: Location, depth: number): void {
    switch (what.does) {
      case 'send':
        return this.add('send', what.statement, at);
      case 'receive':
        return this.add('receive', what.at, at);
      case 'range':
        return this.add('range', what.loop, at);
      case 'builtin':
        return this.builtin(what.name, what.call, at);
      case 'argument':
        return this.argument(what.call, what.index, expression, at, depth);
      case 'alias':
        return this.alias(what.symbol, what.statement, at, depth);
      case 'converted':
        return this.use(contextOf(this.model, what.expression), what.expression, at, depth);
      case 'assigned':
        return this.assigned(what.value, expression);
      case 'returned':
        return this.lose('returned', expression);
      case 'stored':
        return this.lose('stored', expression);
      case 'sent':
        return this.lose('sent', expression);
      case 'address':
        return this.lose('address', expression);
      case 'read':
        return isDiscarded(this.model, expression) ? undefined : this.lose('other', expression);
      case 'compared':
      case 'declared':
        return undefined;
      default:
        return this.lose('other', expression);
    }
  }

  private builtin(name: string, call: NodeId, at: Location): void {
    if (name === 'close') this.add('close', call, at);
    else if (name === 'len' || name === 'cap') this.measured.push(call);
    else if (name !== 'print' && name !== 'println') this.lose('other', call);
  }

  private alias(symbol: SymbolId, statement: NodeId, at: Location, depth: number): void {
    const info = this.model.symbol(symbol);
    const func = at.via.at(-1)?.func.id ?? NO_FUNC;
    const isOwn = info?.kind === 'variable' && isInFlowOf(this.model, info.func, func);
    const isOnly = usesOf(this.model, symbol).every(({ what }) => what.does !== 'assigned');
    const isDeclared = kindOf(this.model.ast, statement) !== Kind.assignment_statement;
    if (!isOwn || !isOnly || !isDeclared) return this.lose('reassigned', statement);
    this.follow(symbol, at, depth + 1);
  }

  private assigned(value: NodeId, expression: NodeId): void {
    if (value !== NO_NODE && this.model.unparenthesized(value) === this.make) return;
    if (value !== NO_NODE && kindOf(this.model.ast, this.model.unparenthesized(value)) === Kind.nil) {
      this.dropped.push(expression);
      return;
    }
    this.lose('reassigned', expression);
  }

  private argument(call: NodeId, index: number, expression: NodeId, at: Location, depth: number): void {
    const described = this.model.callAt(call);
    const isSpread = described.args.some((arg) => kindOf(this.model.ast, arg) === Kind.variadic_argument);
    const body = isSpread ? undefined : bodyOf(this.model, this.facts, described);
    if (body === undefined) return this.elsewhere(call, index, expression, at);
    const symbol = parameterOf(this.model, body, index);
    if (symbol === undefined) {
      if (!isIgnored(this.model, body, index)) this.lose('passed', expression);
      return;
    }
    const name = body.kind === 'literal' ? '' : this.model.textOf(described.callee);
    this.follow(symbol, this.places.called(call, at, body, name), depth + 1);
  }

  /** A function in another file: only its summary is known. */
  private elsewhere(call: NodeId, index: number, expression: NodeId, at: Location): void {
    const callee = calleeOf(this.model, this.facts, this.model.callAt(call));
    const effects = this.facts.summaries.effectsOf(callee, index);
    if (effects === undefined) return this.lose('passed', expression);
    const name = calleeName(callee) ?? '';
    for (const effect of effects) {
      const kind = VERBS[effect.verb];
      if (kind === undefined || effect.path !== '' || effect.where === 'goroutine') {
        return this.lose('passed', expression);
      }
      this.addElsewhere(kind, effect, call, at, name);
    }
  }

  private addElsewhere(kind: OperationKind, effect: Effect, call: NodeId, at: Location, name: string): void {
    const isStarted = callMode(this.model, call) === 'go';
    const { thread, via } = isStarted ? this.places.called(call, at, undefined, name) : at;
    const func = at.via.at(-1)?.func ?? this.owner;
    const isDeferred = callMode(this.model, call) === 'defer';
    this.push({
      kind,
      thread,
      node: call,
      func,
      via: isStarted ? [] : via,
      run: isDeferred ? 'deferred' : runOf(at),
      guard: effect.guard === 'none' ? undefined : [],
      select: NO_NODE,
      loops: isStarted ? [] : loopsInFlow(this.model, call, func.id),
      isElsewhere: true,
      isRepeated: effect.times === 'many',
      isCertain: effect.paths === 'every',
    });
  }

  private add(kind: OperationKind, node: NodeId, at: Location): void {
    const func = at.via.at(-1)?.func ?? this.owner;
    const place = selectCaseOf(this.model, node);
    const isDeferred = kind === 'close' && callMode(this.model, node) === 'defer';
    this.push({
      kind,
      thread: at.thread,
      node,
      func,
      via: at.via,
      run: isDeferred ? 'deferred' : runOf(at),
      guard: place === undefined ? undefined : alternativesOf(this.model, this.facts, place.select, place.clause),
      select: place?.select ?? NO_NODE,
      loops: loopsInFlow(this.model, node, func.id),
      isElsewhere: false,
      isRepeated: false,
      isCertain: true,
    });
  }

  private push(operation: Operation): void {
    if (this.operations.length >= MAX_OPERATIONS) {
      this.limit = `more than ${MAX_OPERATIONS} operations`;
      return this.lose('other', operation.node);
    }
    this.operations.push(operation);
  }

  private lose(how: Escape['how'], at: NodeId): void {
    this.escape ??= { how, at };
  }
}

function runOf(at: Location): OperationRun {
  if (at.via.some(({ run }) => run === 'perhaps')) return 'perhaps';
  return at.via.some(({ run }) => run === 'deferred') ? 'deferred' : 'here';
}

/** `_ = ch` */
function isDiscarded(model: FileModel, expression: NodeId): boolean {
  const { ast } = model;
  const node = model.parenthesized(expression);
  const statement = parentOf(ast, parentOf(ast, node));
  const kind = kindOf(ast, statement);
  return kind === Kind.assignment_statement && kindOf(ast, parentOf(ast, node)) === Kind.expression_list;
}

/** True for a variable of a function, which nothing outside of the function can name. */
export function isLocal(model: FileModel, symbol: SymbolId): boolean {
  return model.symbol(symbol)?.func !== NO_FUNC;
}
