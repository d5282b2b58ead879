import { firstAtLeast } from '../base/index.js';
import type { FileModel, FuncId, NodeId, SymbolId, UseKind } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  afterOf,
  callMode,
  childIn,
  contextOf,
  kindOf,
  parentOf,
  valueGivenTo,
} from '../semantic/index.js';

/** `write` is the half of `Lock` and `Unlock`, `read` that of `RLock` and `RUnlock`. */
export type LockMode = 'write' | 'read';

/** The variable and the selectors by which code names a lock. */
export interface LockPlace {
  /** Equal for uses of one variable: a symbol, or the name of a variable of the package or of an imported one. */
  readonly root: string;
  /** The symbol of the root. */
  readonly symbol: SymbolId;
  /** Selectors from there; `[0]` for an element by a constant, `[#12]` for one by the variable with this symbol. */
  readonly path: readonly string[];
  /** The variables on which it depends which lock this is. */
  readonly variables: readonly SymbolId[];
}

/** A call or value of `x.Lock`, `x.Unlock` and their kin. Only types tell whether `x` is a lock. */
export interface LockOperation {
  /** The call, or the selector where it is no call. */
  readonly node: NodeId;
  readonly name: string;
  readonly does: 'take' | 'try' | 'release';
  readonly mode: LockMode;
  /** `value`: the method itself is handed to somebody: `return mu.Unlock`. */
  readonly when: 'call' | 'go' | 'defer' | 'value';
  /** `x`. */
  readonly operand: NodeId;
  /** What `x` is; `undefined` for a call, an element by an expression, and what else nobody can name twice. */
  readonly place: LockPlace | undefined;
  /** The innermost function around it. */
  readonly func: FuncId;
}

const NAMES: ReadonlyMap<string, readonly [LockOperation['does'], LockMode]> = new Map([
  ['Lock', ['take', 'write']],
  ['RLock', ['take', 'read']],
  ['TryLock', ['try', 'write']],
  ['TryRLock', ['try', 'read']],
  ['Unlock', ['release', 'write']],
  ['RUnlock', ['release', 'read']],
]);

const kept = new WeakMap<FileModel, readonly LockOperation[]>();

/** Everything in a file that looks like an operation of a lock, in source order. */
export function lockOperationsOf(model: FileModel): readonly LockOperation[] {
  const known = kept.get(model);
  if (known !== undefined) return known;
  const found: LockOperation[] = [];
  for (const node of model.bindings.calls) {
    const { callee, args } = model.callAt(node);
    if (callee === NO_NODE || args.length > 0 || kindOf(model.ast, callee) !== Kind.selector_expression) continue;
    const operation = operationAt(model, callee, node, callMode(model, node));
    if (operation !== undefined) found.push(operation);
  }
  // A method value counts only where the file calls some lock at all.
  const all = found.length === 0 ? found : [...found, ...methodValues(model)].sort((a, b) => a.node - b.node);
  kept.set(model, all);
  return all;
}

/** Those in the subtree of a node. */
export function lockOperationsIn(model: FileModel, node: NodeId): readonly LockOperation[] {
  const all = lockOperationsOf(model);
  const first = firstFrom(all, node);
  return all.slice(first, firstFrom(all, afterOf(model.ast, node)));
}

/** The first of the operations that is not before a node, by its index. */
function firstFrom(all: readonly LockOperation[], node: NodeId): number {
  return firstAtLeast(all.length, (i) => all[i]?.node ?? 0, node);
}

/** `lock`, `RLock`, `unlockAll`; not blocks and clocks. */
export const SPEAKS_OF_LOCKS = /(?<![bc])lock/i;

const named = new WeakMap<FileModel, readonly NodeId[]>();

/** True if something is called in the subtree of a node whose name speaks of locks: `Lock`, `unlockAll`. */
export function mentionsLock(model: FileModel, node: NodeId): boolean {
  const calls =
    named.get(model) ?? model.bindings.calls.filter((call) => SPEAKS_OF_LOCKS.test(calledName(model, call)));
  named.set(model, calls);
  const first = calls[firstAtLeast(calls.length, (i) => calls[i] ?? 0, node)];
  return first !== undefined && first < afterOf(model.ast, node);
}

function calledName(model: FileModel, call: NodeId): string {
  const callee = childIn(model.ast, call, Field.function);
  if (callee === NO_NODE) return '';
  const isSelector = kindOf(model.ast, callee) === Kind.selector_expression;
  const name = isSelector ? childIn(model.ast, callee, Field.field) : callee;
  return kindOf(model.ast, name) === Kind.func_literal ? '' : model.textOf(name);
}

function operationAt(
  model: FileModel,
  selector: NodeId,
  node: NodeId,
  when: LockOperation['when'],
): LockOperation | undefined {
  const name = model.textOf(childIn(model.ast, selector, Field.field));
  const meaning = NAMES.get(name);
  if (meaning === undefined) return undefined;
  const [does, mode] = meaning;
  const operand = childIn(model.ast, selector, Field.operand);
  const func = model.funcAt(node)?.id ?? NO_FUNC;
  return { node, name, does, mode, when, operand, place: lockPlaceOf(model, operand), func };
}

function methodValues(model: FileModel): LockOperation[] {
  const { ast } = model;
  const found: LockOperation[] = [];
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.selector_expression) continue;
    const outer = model.parenthesized(node);
    const parent = parentOf(ast, outer);
    const isCalled = kindOf(ast, parent) === Kind.call_expression && model.callAt(parent).callee === node;
    const operation = isCalled ? undefined : operationAt(model, node, node, 'value');
    if (operation?.does === 'release') found.push(operation);
  }
  return found;
}

/** More names for one place are not looked through. */
const MAX_ALIASES = 4;

/** The place that an expression names; `&` and `*` make no difference, since all are about one object. */
export function lockPlaceOf(model: FileModel, expression: NodeId, depth = 0): LockPlace | undefined {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  if (node === NO_NODE) return undefined;
  switch (kindOf(ast, node)) {
    case Kind.identifier:
      return placeOfName(model, node, depth);
    case Kind.selector_expression:
      return placeOfField(model, node, depth);
    case Kind.unary_expression: {
      const isPlace = ast.op[node] === Op.and || ast.op[node] === Op.times;
      return isPlace ? lockPlaceOf(model, childIn(ast, node, Field.operand), depth) : undefined;
    }
    case Kind.index_expression:
      return placeOfElement(model, node, depth);
    default:
      return undefined;
  }
}

function placeOfName(model: FileModel, node: NodeId, depth: number): LockPlace | undefined {
  const symbol = model.symbolAt(node);
  switch (symbol?.kind) {
    case 'variable':
    case 'parameter':
    case 'receiver':
    case 'result':
    case 'loop-variable':
    case 'type-switch-variable': {
      if (symbol.func === NO_FUNC) return rootedAt(symbol.id, `package ${symbol.name}`);
      const other = depth < MAX_ALIASES ? aliasedBy(model, symbol.id) : NO_NODE;
      const place = other === NO_NODE ? undefined : lockPlaceOf(model, other, depth + 1);
      if (place === undefined) return rootedAt(symbol.id, String(symbol.id));
      return { ...place, variables: [...place.variables, symbol.id] };
    }
    case 'outside':
      return rootedAt(symbol.id, `package ${symbol.name}`);
    default:
      return undefined;
  }
}

function rootedAt(symbol: SymbolId, root: string): LockPlace {
  return { root, symbol, path: [], variables: [symbol] };
}

/** What a pointer stands for that is given `&x` or another pointer variable once and for all; `NO_NODE` for others. */
function aliasedBy(model: FileModel, id: SymbolId): NodeId {
  const { ast } = model;
  const changes = model.referencesOf(id).filter(({ access }) => access !== 'read' && access !== 'key');
  const [only] = changes;
  if (changes.length !== 1 || only?.access !== 'declare') return NO_NODE;
  let statement = parentOf(ast, only.node);
  if (kindOf(ast, statement) === Kind.expression_list) statement = parentOf(ast, statement);
  const kind = kindOf(ast, statement);
  if (kind !== Kind.short_var_declaration && kind !== Kind.var_spec) return NO_NODE;
  const given = valueGivenTo(model, statement, only.node);
  const value = given === NO_NODE ? NO_NODE : model.unparenthesized(given);
  if (value === NO_NODE) return NO_NODE;
  if (kindOf(ast, value) === Kind.unary_expression && ast.op[value] === Op.and) return value;
  const isName = kindOf(ast, value) === Kind.identifier;
  return isName && model.typeOf(value).tag === 'pointer' ? value : NO_NODE;
}

function placeOfField(model: FileModel, node: NodeId, depth: number): LockPlace | undefined {
  const operand = childIn(model.ast, node, Field.operand);
  const name = model.textOf(childIn(model.ast, node, Field.field));
  const path = model.importPathAt(operand);
  const symbol = model.symbolAt(operand);
  if (path !== undefined && symbol !== undefined) return rootedAt(symbol.id, `package ${path}.${name}`);
  const place = lockPlaceOf(model, operand, depth);
  if (place === undefined || isEmbeddedName(name)) return place;
  return { ...place, path: [...place.path, name] };
}

/** True for the name of an element in a path. */
export function isElement(step: string): boolean {
  return step.startsWith('[');
}

/** The field that a path leads to, with `[]` for an element of it; '' for a path without selectors. */
export function lastField(path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  return isElement(last) ? `${path.at(-2) ?? ''}[]` : last;
}

/** The name of an embedded lock, which code may leave out: `c.Mutex.Lock()` is `c.Lock()`. */
export function isEmbeddedName(name: string): boolean {
  return name === 'Mutex' || name === 'RWMutex';
}

function placeOfElement(model: FileModel, node: NodeId, depth: number): LockPlace | undefined {
  const { ast } = model;
  const place = lockPlaceOf(model, childIn(ast, node, Field.operand), depth);
  const index = model.unparenthesized(childIn(ast, node, Field.index));
  if (place === undefined || index === NO_NODE) return undefined;
  const kind = kindOf(ast, index);
  if (kind === Kind.int_literal || kind === Kind.interpreted_string_literal) {
    return { ...place, path: [...place.path, `[${model.textOf(index)}]`] };
  }
  const symbol = kind === Kind.identifier ? model.symbolAt(index) : undefined;
  if (symbol === undefined || symbol.kind === 'outside' || symbol.func === NO_FUNC) return undefined;
  return { ...place, path: [...place.path, `[#${symbol.id}]`], variables: [...place.variables, symbol.id] };
}

/** What becomes of the lock that an expression is, where that is no operation and no plain use of it. */
export function isHandedOn(what: UseKind): boolean {
  switch (what.does) {
    case 'argument':
    case 'stored':
    case 'sent':
    case 'returned':
      return true;
    default:
      return false;
  }
}

/** True where the address of the place at `expression` is handed to somebody: `f(&c.mu)`, `x.mu = &c.mu`. */
export function handsOnAddress(model: FileModel, expression: NodeId): boolean {
  const what = contextOf(model, expression);
  return what.does === 'address' ? isHandedOn(contextOf(model, what.expression)) : isHandedOn(what);
}
