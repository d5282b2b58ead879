import type { Callee, PackageFacts } from '../facts/index.js';
import { calleeName, calleeOf } from '../facts/index.js';
import { closesArgument } from '../knowledge/index.js';
import type {
  CallMode,
  Cfg,
  EdgeLabel,
  FileModel,
  FuncInfo,
  NodeId,
  PointId,
  SymbolId,
  Type,
  Use,
  UseKind,
} from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  UNKNOWN,
  callMode,
  childIn,
  childrenIn,
  childrenOf,
  contextOf,
  firstChild,
  isWithin,
  kindOf,
  parentOf,
  usesOf,
} from '../semantic/index.js';
import type { Acquisition } from './acquisition.js';
import { isBlank } from './acquisition.js';
import { endingOf, releasesThrough } from './endings.js';
import { standingPoints } from './standing.js';
import { qualifiedName } from './pair-index.js';
import type { Meaning } from './release-forms.js';
import { ReleaseForms } from './release-forms.js';

/**
 * Something that ends the duty of the function to release, at a point of its control flow. `release`: it is released, at
 * once, by a deferred call, or by a goroutine. `transfer`: somebody else has it now, or nobody can tell.
 * `replace`: the variable gets another value.
 */
export interface Event {
  readonly does: 'release' | 'transfer' | 'replace';
  readonly point: PointId;
  readonly node: NodeId;
  readonly mode: CallMode;
  /** Only behind the edge of the point that has this label. */
  readonly on?: EdgeLabel;
}

/** How a variable and the resource are related: one of the two paths is empty. */
interface Relation {
  /** Selectors from the resource to the value of the variable: `Body` for `b := resp.Body`. */
  readonly down: readonly string[];
  /** Selectors from the variable to the resource: `file` for `t := &table{file: f}`. */
  readonly up: readonly string[];
}

const SAME: Relation = { down: [], up: [] };
/** Aliases of aliases are followed this far; what is beyond counts as handed over. */
const MAX_ALIASES = 4;

/** What happens to a resource in the function that acquires it. */
export interface Events {
  readonly events: readonly Event[];
  /** A field of a new value of the function has it. */
  readonly isHeld: boolean;
}

/**
 * What is asked about the functions that get the resource. `text`: nothing, so that they do nothing to it; cheap, and
 * what is not lost then is not lost at all. `summaries`: what they do.
 */
export type Asking = 'text' | 'summaries';

/** What happens to the resource of an acquisition; nothing unless a variable holds it. */
export function eventsOf(model: FileModel, facts: PackageFacts, acquisition: Acquisition, asking: Asking): Events {
  const { bound } = acquisition;
  if (bound.how !== 'variable') return { events: [], isHeld: false };
  return new Tracker(model, facts, acquisition, asking).follow(bound.symbol.id);
}

class Tracker {
  private readonly forms: ReleaseForms;
  private readonly func: FuncInfo;
  private readonly cfg: Cfg;
  private readonly events: Event[] = [];
  private readonly followed = new Set<SymbolId>();
  private isHeld = false;

  constructor(
    private readonly model: FileModel,
    private readonly facts: PackageFacts,
    private readonly acquisition: Acquisition,
    private readonly asking: Asking,
  ) {
    this.forms = new ReleaseForms(acquisition.pair);
    this.func = acquisition.func;
    this.cfg = acquisition.cfg;
  }

  follow(symbol: SymbolId): Events {
    this.track(symbol, SAME, 0);
    if (this.model.symbol(symbol)?.kind === 'result') this.addBareReturns();
    for (const call of releasesThrough(this.model, this.acquisition)) this.add('release', call);
    return { events: this.events, isHeld: this.isHeld };
  }

  private track(symbol: SymbolId, relation: Relation, depth: number): void {
    if (this.followed.has(symbol)) return;
    this.followed.add(symbol);
    for (const use of usesOf(this.model, symbol)) {
      if (use.what.does !== 'declared' && use.expression !== this.ownTarget()) this.judge(use, relation, depth);
    }
  }

  /** The identifier that gets the resource is no use of it. */
  private ownTarget(): NodeId {
    const { bound } = this.acquisition;
    return bound.how === 'variable' ? bound.target : NO_NODE;
  }

  private judge(use: Use, relation: Relation, depth: number): void {
    const { up, down } = relation;
    const isBelow = up.every((name, i) => use.path[i] === name);
    if (isBelow) {
      this.judgeResource(use, [...down, ...use.path.slice(up.length)], depth);
    } else if (use.path.every((name, i) => up[i] === name)) {
      this.judgeHolder(use, up.slice(use.path.length), depth);
    }
  }

  /** A use of the resource, or of what `path` leads to from it. */
  private judgeResource(
    { node, expression, what, path: selectors }: Use,
    path: readonly string[],
    depth: number,
  ): void {
    if (what.does === 'assigned') {
      if (selectors.length === 0) this.replaced(node, what.statement, what.value);
      return;
    }
    this.judgeValue(expression, what, path, depth);
  }

  /** What is done with the value of an expression that `path` leads to from the resource. */
  private judgeValue(at: NodeId, what: UseKind, path: readonly string[], depth: number): void {
    const isWhole = this.forms.isWhole(path);
    switch (what.does) {
      case 'called':
        if (this.forms.isRelease(path)) this.add('release', what.call);
        return;
      case 'receive':
      case 'range':
        if (this.forms.isEnd(path)) this.add('release', at);
        return;
      case 'method':
        this.judgeMethod(what, path);
        return;
      case 'argument':
        if (isWhole) this.judgeArgument(what.call, what.index, path, depth);
        return;
      case 'builtin':
        if (isWhole && (what.name === 'panic' || (what.name === 'append' && what.index > 0))) this.add('transfer', at);
        return;
      case 'alias':
        if (isWhole) this.judgeAlias(what.symbol, at, { down: path, up: [] }, depth);
        return;
      case 'stored':
        if (isWhole) this.judgeStored(what.into, at, path, depth);
        return;
      case 'returned':
      case 'sent':
        if (isWhole) this.add('transfer', at);
        return;
      case 'address':
        if (isWhole) this.judgeValue(at, contextOf(this.model, what.expression), path, depth);
        return;
      case 'converted':
        if (isWhole) this.judgeConverted(what.expression, at, path, depth);
        return;
      case 'read':
        // `_ = x` says that it is left alone on purpose.
        if (isWhole && this.isGivenToBlank(at)) this.add('transfer', at);
        return;
      default:
        return;
    }
  }

  private judgeMethod(what: Extract<UseKind, { does: 'method' }>, path: readonly string[]): void {
    if (this.forms.isRelease([...path, what.name])) {
      this.add('release', what.call);
      return;
    }
    if (!this.forms.isWhole(path)) return;
    if (path.length === 0) this.addEnding(what.name, what.call);
    if (this.asking === 'text') return;
    // A method of the package may release its receiver.
    const effects = this.facts.summaries.effectsOf(calleeOf(this.model, this.facts, this.model.callAt(what.call)), -1);
    const meaning = effects === undefined ? 'nothing' : this.forms.ofEffects(effects, path);
    if (meaning !== 'nothing') this.add(meaning, what.call);
  }

  /** The method may say that the resource has ended by itself. */
  private addEnding(name: string, call: NodeId): void {
    const ending = endingOf(this.model, this.cfg, this.acquisition.pair, name, call);
    if (ending?.how === 'unknown') this.add('transfer', call);
    if (ending?.how === 'at') for (const node of ending.nodes) this.add('release', node);
    if (ending?.how !== 'behind') return;
    for (const { point, label } of ending.edges) {
      this.events.push({ does: 'release', point, node: call, mode: 'call', on: label });
    }
  }

  private judgeArgument(call: NodeId, index: number, path: readonly string[], depth: number): void {
    const { model, facts } = this;
    const made = model.callAt(call);
    const isLiteral = made.callee !== NO_NODE && kindOf(model.ast, made.callee) === Kind.func_literal;
    if (this.asking === 'text' && !isLiteral) return;
    const callee = calleeOf(model, facts, made);
    if (callee.kind === 'literal') {
      const parameter = parameterAt(model, callee.node, index);
      if (parameter === undefined) this.add('transfer', call);
      else this.track(parameter, { down: path, up: [] }, depth + 1);
      return;
    }
    if (callee.kind === 'conversion') {
      this.judgeConverted(call, call, path, depth);
      return;
    }
    const names = [calleeName(callee), qualifiedName(model, facts, made)].filter((name) => name !== undefined);
    if (names.some((name) => closesArgument.get(name) === index)) {
      this.add('transfer', call);
      return;
    }
    // What a package does with its arguments in general says nothing of its own functions to each other.
    const isOwn = isOfPackage(callee);
    const known = names
      .map((name) => (isOwn ? this.forms.ofListed(name, index) : this.forms.ofCallee(name, index)))
      .find((meaning) => meaning !== undefined);
    const meaning = known ?? this.byEffects(call, index, path);
    if (meaning !== 'nothing') this.add(meaning, call);
  }

  private byEffects(node: NodeId, index: number, path: readonly string[]): Meaning {
    const call = this.model.callAt(node);
    const type = this.facts.underlying(this.model.typeOf(call.callee));
    const last = type.tag === 'func' ? type.params.length - 1 : undefined;
    const isVariadic = last !== undefined && index >= last && this.facts.resolve(lastOf(type)).tag === 'slice';
    const parameter = last === undefined ? index : Math.min(index, last);
    const effects = this.facts.summaries.effectsOf(calleeOf(this.model, this.facts, call), parameter);
    if (effects === undefined) return 'transfer';
    // What is done with the elements of a variadic parameter is not told one by one.
    if (isVariadic) return effects.length === 0 ? 'nothing' : 'transfer';
    return this.forms.ofEffects(effects, path);
  }

  private judgeAlias(symbol: SymbolId, at: NodeId, relation: Relation, depth: number): void {
    const isOwn = this.model.symbol(symbol)?.func === this.func.id;
    if (isOwn && depth < MAX_ALIASES) this.track(symbol, relation, depth + 1);
    else if (!this.followed.has(symbol)) this.add('transfer', at);
  }

  /** A field of a new value that a variable of the function holds has the resource; that variable is followed. */
  private judgeStored(into: NodeId, at: NodeId, path: readonly string[], depth: number): void {
    const holder = path.length === 0 ? this.holderOf(into, at) : undefined;
    if (holder === undefined || depth >= MAX_ALIASES) this.add('transfer', at);
    else if (!this.followed.has(holder.symbol)) {
      this.isHeld = true;
      this.track(holder.symbol, { down: [], up: [holder.field] }, depth + 1);
    }
  }

  /** The variable of the function that holds the new struct in whose field the resource is put: `t := &table{file: f}`. */
  private holderOf(into: NodeId, at: NodeId): { readonly symbol: SymbolId; readonly field: string } | undefined {
    const { model } = this;
    const { ast } = model;
    if (kindOf(ast, into) !== Kind.composite_literal) return undefined;
    const element = parentOf(ast, model.parenthesized(at));
    const keyed = parentOf(ast, element);
    if (kindOf(ast, keyed) !== Kind.keyed_element || parentOf(ast, keyed) !== childIn(ast, into, Field.body)) {
      return undefined;
    }
    const key = firstChild(ast, keyed);
    const name = key === NO_NODE || key === element ? NO_NODE : firstIdentifier(model, key);
    if (name === NO_NODE) return undefined;
    let what = contextOf(model, into);
    if (what.does === 'address') what = contextOf(model, what.expression);
    if (what.does !== 'alias' || model.symbol(what.symbol)?.func !== this.func.id) return undefined;
    return { symbol: what.symbol, field: model.textOf(name) };
  }

  /** A use of a variable that leads to the resource by the selectors `up`. */
  private judgeHolder({ expression, what, path: selectors }: Use, up: readonly string[], depth: number): void {
    switch (what.does) {
      case 'method':
        this.judgeHolderCall(what.call, -1, up);
        return;
      case 'argument':
        this.judgeHolderCall(what.call, what.index, up);
        return;
      case 'alias':
        this.judgeAlias(what.symbol, expression, { down: [], up }, depth);
        return;
      case 'assigned':
        if (selectors.length === 0 && !this.isInAcquisition(what.statement)) this.add('transfer', expression);
        return;
      case 'returned':
      case 'stored':
      case 'sent':
      case 'address':
      case 'converted':
        this.add('transfer', expression);
        return;
      case 'builtin':
        if (what.name === 'append' && what.index > 0) this.add('transfer', expression);
        return;
      default:
        return;
    }
  }

  private judgeHolderCall(call: NodeId, index: number, up: readonly string[]): void {
    const { model, facts } = this;
    if (this.asking === 'text') return;
    const effects = facts.summaries.effectsOf(calleeOf(model, facts, model.callAt(call)), index);
    if (effects === undefined) {
      this.add('transfer', call);
      return;
    }
    const inner = effects.flatMap((effect) => {
      const path = effect.path === '' ? [] : effect.path.split('.');
      if (up.every((name, i) => path[i] === name)) return [{ ...effect, path: path.slice(up.length).join('.') }];
      const isAbove = path.every((name, i) => up[i] === name);
      // What lets the holder out of sight does so with what it holds.
      return isAbove && LOSING.has(effect.verb) ? [{ ...effect, path: '' }] : [];
    });
    const meaning = this.forms.ofEffects(inner, []);
    if (meaning !== 'nothing') this.add(meaning, call);
  }

  private judgeConverted(expression: NodeId, at: NodeId, path: readonly string[], depth: number): void {
    const { model } = this;
    const isAssertion = kindOf(model.ast, expression) === Kind.type_assertion_expression;
    if (isAssertion && this.isCommaOk(expression)) this.add('transfer', at);
    else this.judgeValue(at, contextOf(model, expression), path, depth);
  }

  /** `y, ok := x.(T)`: whether y holds it depends on what ok says. */
  private isCommaOk(expression: NodeId): boolean {
    const { ast } = this.model;
    const list = parentOf(ast, this.model.parenthesized(expression));
    if (kindOf(ast, list) !== Kind.expression_list) return false;
    const left = childIn(ast, parentOf(ast, list), Field.left);
    return left !== NO_NODE && childrenOf(ast, left).length === 2;
  }

  private isGivenToBlank(at: NodeId): boolean {
    const { ast } = this.model;
    const list = parentOf(ast, this.model.parenthesized(at));
    const left = childIn(ast, parentOf(ast, list), Field.left);
    return kindOf(ast, list) === Kind.expression_list && left !== NO_NODE && left !== list && this.hasBlank(left);
  }

  private hasBlank(list: NodeId): boolean {
    return childrenOf(this.model.ast, list).some((target) => isBlank(this.model, target));
  }

  /** The variable gets another value; `x = wrap(x)` and `x = nil` leave it to others to say what became of the old one. */
  private replaced(at: NodeId, statement: NodeId, value: NodeId): void {
    const { bound } = this.acquisition;
    const { model } = this;
    // Another name of it may get another value: what it named is still there.
    if (this.isInAcquisition(statement) || bound.how !== 'variable' || model.symbolAt(at)?.id !== bound.symbol.id)
      return;
    const isNil = value !== NO_NODE && kindOf(model.ast, model.unparenthesized(value)) === Kind.nil;
    const isInner = model.funcAt(at)?.id !== this.func.id;
    const usesItself = model
      .referencesOf(bound.symbol.id)
      .some((use) => use.access === 'read' && isWithin(model.ast, use.node, statement));
    this.add(isNil || isInner || usesItself ? 'transfer' : 'replace', at);
  }

  private isInAcquisition(statement: NodeId): boolean {
    return isWithin(this.model.ast, this.acquisition.call.node, statement);
  }

  /** `return` without values returns the named results. */
  private addBareReturns(): void {
    const { ast } = this.model;
    for (const point of this.cfg.points) {
      if (point.node === NO_NODE || kindOf(ast, point.node) !== Kind.return_statement) continue;
      if (firstChild(ast, point.node) === NO_NODE) this.addAt('transfer', point.id, point.node);
    }
  }

  private add(does: Event['does'], at: NodeId): void {
    const mode = kindOf(this.model.ast, at) === Kind.call_expression ? callMode(this.model, at) : 'call';
    const points = standingPoints(this.model, this.func, this.cfg, at);
    for (const point of points) this.events.push({ does, point, node: at, mode });
  }

  private addAt(does: Event['does'], point: PointId, node: NodeId): void {
    this.events.push({ does, point, node, mode: 'call' });
  }
}

function lastOf(type: Type): Type {
  return (type.tag === 'func' ? type.params.at(-1) : undefined) ?? UNKNOWN;
}

/** True for functions and methods of the package that is looked at. */
function isOfPackage(callee: Callee): boolean {
  if (callee.kind === 'function') return callee.path === '';
  return callee.kind === 'method' && callee.receiver.path === '';
}

/** Effects after which nobody can tell who has the value. */
const LOSING: ReadonlySet<string> = new Set(['store', 'return', 'unknown', 'pass']);

/** The parameter of a function literal that gets the argument at `index`; `undefined` for a variadic or nameless one. */
function parameterAt(model: FileModel, literal: NodeId, index: number): SymbolId | undefined {
  const list = childIn(model.ast, literal, Field.parameters);
  if (list === NO_NODE) return undefined;
  const names = childrenOf(model.ast, list).flatMap((parameter) => {
    if (kindOf(model.ast, parameter) !== Kind.parameter_declaration) return [NO_NODE];
    const own = childrenIn(model.ast, parameter, Field.name);
    return own.length === 0 ? [NO_NODE] : own;
  });
  const name = names[index];
  return name === undefined || name === NO_NODE ? undefined : model.symbolAt(name)?.id;
}

function firstIdentifier(model: FileModel, key: NodeId): NodeId {
  const kind = kindOf(model.ast, key);
  if (kind === Kind.identifier || kind === Kind.field_identifier) return key;
  const inner = firstChild(model.ast, key);
  return inner === NO_NODE ? NO_NODE : firstIdentifier(model, inner);
}
