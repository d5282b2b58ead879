import type { PackageFacts } from '../facts/index.js';
import type { Pair } from '../knowledge/index.js';
import type { Call, FileModel, FuncInfo, NodeId, Reference, SymbolId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  indexOfChild,
  kindOf,
  parentOf,
  variableAt,
} from '../semantic/index.js';
import type { PairIndex } from './pair-index.js';
import { calledName } from './pair-index.js';
import { derivedPairsOf } from './derived.js';

/** A call whose result the function itself releases somewhere, so that it knows that it has to. */
export interface Evident {
  readonly call: Call;
  readonly pair: Pair;
}

/** Methods whose call says that the object has to be released. */
const RELEASING: ReadonlySet<string> = new Set([
  'Close',
  'Destroy',
  'Discard',
  'Free',
  'Release',
  'Rollback',
  'Unsubscribe',
]);

/** Variables that hold a function which has to be called. */
const RELEASING_FUNCTION = /^(?:release|closer|close|cleanup|clean|teardown|undo|unlock|stop|cancel)(?:\p{Lu}\w*)?$/u;

/** Names of functions that make something new, rather than look up what others have as well. */
const MAKING =
  /^(?:must|try)?(?:open|new|create|dial|listen|connect|accept|begin|acquire|start|subscribe|do|query|lock|.*iterator|.*snapshot)/iu;

/**
 * The calls of a function whose results it releases somewhere, in order: `l, err := lockFile(name)` where `l.Close()`
 * follows on some path. For what no pair tells; the rule of the pairs is `rule`.
 */
export function evidentIn(
  model: FileModel,
  facts: PackageFacts,
  func: FuncInfo,
  pairs: PairIndex,
  rule: string,
): readonly Evident[] {
  const found = new Map<string, Evident>();
  for (const released of releasedIn(model, func)) {
    for (const reference of model.referencesOf(released.symbol)) {
      const source = sourceAt(model, reference);
      if (source === undefined || isTold(model, facts, source.call, pairs)) continue;
      const pair = pairFor(model, source, released.form, rule);
      if (pair !== undefined) found.set(`${source.call.node} ${released.form}`, { call: source.call, pair });
    }
  }
  return [...found.values()].sort((a, b) => a.call.node - b.call.node);
}

/** A variable, and what releases its value. */
interface Released {
  readonly symbol: SymbolId;
  readonly form: string;
}

/** The variables whose values a function releases, or hands on as a function that does. */
function releasedIn(model: FileModel, func: FuncInfo): readonly Released[] {
  const names = releasesIn(model, func);
  return names.length === 0 &&
    !/\breturn\b[^\n]*\b(?:release|clos|clean|teardown|undo|unlock|stop|cancel)/u.test(model.textOf(func.body))
    ? names
    : [...names, ...handedReleases(model, func)];
}

function releasesIn(model: FileModel, func: FuncInfo): readonly Released[] {
  const found: Released[] = [];
  for (const call of model.callsIn(func.node)) {
    if (call.args.length > 0 || isDeferredAtOnce(model, call)) continue;
    const released = releasedBy(model, call);
    if (released !== undefined) found.push(released);
  }
  return found;
}

/**
 * `defer x.Close()` right behind the call that gives x, or behind the check of its error: no path misses that, and no
 * graph is needed to see it.
 */
function isDeferredAtOnce(model: FileModel, call: Call): boolean {
  const { ast } = model;
  const statement = parentOf(ast, call.node);
  if (kindOf(ast, statement) !== Kind.defer_statement) return false;
  const siblings = childrenOf(ast, parentOf(ast, statement));
  const at = siblings.indexOf(statement);
  const before = siblings[at - 1];
  const source = before !== undefined && kindOf(ast, before) === Kind.if_statement ? siblings[at - 2] : before;
  if (source === undefined || !GIVING.has(kindOf(ast, source))) return false;
  const released = releasedBy(model, call);
  const left = childIn(ast, source, Field.left);
  return (
    released !== undefined &&
    left !== NO_NODE &&
    childrenOf(ast, left).some((name) => model.symbolAt(name)?.id === released.symbol)
  );
}

/** Functions that have to be called, by the names of their variables, which the function returns: `return state, release, nil`. */
function handedReleases(model: FileModel, func: FuncInfo): readonly Released[] {
  const { ast } = model;
  const found: Released[] = [];
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.return_statement) continue;
    const list = childrenOf(ast, node)[0];
    for (const value of list === undefined ? [] : childrenOf(ast, list)) {
      if (kindOf(ast, value) !== Kind.identifier || !RELEASING_FUNCTION.test(model.textOf(value))) continue;
      const symbol = variableAt(model, value);
      if (symbol !== undefined) found.push({ symbol, form: '()' });
    }
  }
  return found;
}

/** The variable that a call releases, and how: `x.Close()`, `resp.Body.Close()`, `release()`. */
function releasedBy(model: FileModel, call: Call): Released | undefined {
  const { ast } = model;
  if (call.callee === NO_NODE || call.args.length > 0) return undefined;
  if (kindOf(ast, call.callee) === Kind.identifier) {
    const symbol = variableAt(model, call.callee);
    return symbol !== undefined && RELEASING_FUNCTION.test(model.textOf(call.callee))
      ? { symbol, form: '()' }
      : undefined;
  }
  if (!RELEASING.has(calledName(model, call))) return undefined;
  const path: string[] = [];
  let at = call.callee;
  while (at !== NO_NODE && kindOf(ast, at) === Kind.selector_expression) {
    path.unshift(model.textOf(childIn(ast, at, Field.field)));
    at = model.unparenthesized(childIn(ast, at, Field.operand));
  }
  const symbol = variableAt(model, at);
  return symbol === undefined || path.length > 2 ? undefined : { symbol, form: path.join('.') };
}

/** A call that gives its results to variables. */
interface Source {
  readonly call: Call;
  /** Which result the variable gets. */
  readonly index: number;
  readonly targets: readonly NodeId[];
}

/** The call that gives the variable its value at a reference that assigns it. */
function sourceAt(model: FileModel, { node, access }: Reference): Source | undefined {
  if (access !== 'declare' && access !== 'write') return undefined;
  const { ast } = model;
  const parent = parentOf(ast, model.parenthesized(node));
  const isSpec = kindOf(ast, parent) === Kind.var_spec;
  const statement = isSpec ? parent : parentOf(ast, parent);
  const isGiven = isSpec || (fieldOf(ast, parent) === Field.left && GIVING.has(kindOf(ast, statement)));
  const right = isGiven ? childIn(ast, statement, isSpec ? Field.value : Field.right) : NO_NODE;
  const [value, ...others] = right === NO_NODE ? [] : childrenOf(ast, right);
  if (value === undefined || others.length > 0) return undefined;
  const call = model.unparenthesized(value);
  if (kindOf(ast, call) !== Kind.call_expression) return undefined;
  const targets = isSpec ? childrenIn(ast, parent, Field.name) : childrenOf(ast, parent);
  const index = isSpec ? targets.indexOf(node) : indexOfChild(ast, parent, model.parenthesized(node));
  return { call: model.callAt(call), index, targets };
}

const GIVING: ReadonlySet<Kind> = new Set([Kind.assignment_statement, Kind.short_var_declaration]);

/** True if a pair tells already what the call acquires. */
function isTold(model: FileModel, facts: PackageFacts, call: Call, pairs: PairIndex): boolean {
  return pairs.pairsOf(model, facts, call).length > 0 || derivedPairsOf(model, facts, call, pairs).length > 0;
}

function pairFor(model: FileModel, { call, index, targets }: Source, form: string, rule: string): Pair | undefined {
  const last = targets.at(-1);
  const lastName = last === undefined || targets.length === 1 ? '' : model.textOf(last);
  // `x, ok := …` looks up what others have, too.
  if (/^(?:ok|found|exists|loaded|has)$/i.test(lastName)) return undefined;
  const hasLast = targets.length > 1 && index < targets.length - 1;
  const isFallible = hasLast && /err/i.test(lastName);
  if (!isFallible && form !== '()' && !MAKING.test(calledName(model, call))) return undefined;
  return {
    rule,
    noun: `result of ${calledName(model, call)}`,
    acquire: [],
    resource: { of: 'result', index },
    error: hasLast ? 'last' : 'none',
    release: [form],
    confidence: 'medium',
  };
}
