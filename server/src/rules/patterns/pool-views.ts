import type { PackageFacts, PoolSite, PooledObject } from '../../facts/index.js';
import { leadsIntoItsArgument, valueGivenTo } from '../../facts/index.js';
import type { FileModel, FuncId, NodeId, SymbolId, Use, UseKind } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, contextOf, kindOf, usesOf } from '../../semantic/index.js';
import { ownParts } from './pool-parts.js';
import { isUnsafeText, unsafeViewOf } from './unsafe-text.js';

/** An expression whose value is a pooled object or leads into its memory. */
export interface View {
  /** `buf`, `buf.Bytes()`, `data[2:]`. */
  readonly expression: NodeId;
  /** The variable that it goes through. */
  readonly symbol: SymbolId;
  /** The name of the variable in the expression. */
  readonly node: NodeId;
  readonly func: FuncId;
  readonly what: UseKind;
  /** `object`: the pooled object; `memory`: memory of it, in another variable or in the result of a call. */
  readonly of: 'object' | 'memory';
}

/** Variables that lead to a pooled object or its memory, and every view through them. */
export interface Views {
  readonly all: readonly View[];
  /** The variables that hold memory of the object, not the object itself. */
  readonly memory: ReadonlySet<SymbolId>;
}

/** What views of one object are looked for with. */
interface Search {
  readonly model: FileModel;
  readonly facts: PackageFacts;
  /** The fields whose memory is the object's own. */
  readonly parts: ReadonlySet<string>;
}

/** Every expression of the file that is the object of a Put, or memory of it that was not copied. */
export function viewsOf(model: FileModel, facts: PackageFacts, put: PoolSite, object: PooledObject): Views {
  const search: Search = { model, facts, parts: ownParts(facts, put) };
  const views: View[] = [];
  const memory = new Set<SymbolId>();
  const holders = new Map<SymbolId, View['of']>();
  for (const [symbol, path] of object.names) {
    if (path.length === 0 && (symbol === object.root || !isView(model, symbol))) holders.set(symbol, 'object');
  }
  for (const [symbol, of] of holders) {
    const through = usesOf(model, symbol).flatMap((use) => viewsThrough(search, symbol, of, use));
    views.push(...through);
    for (const { what, of: given, expression } of through) {
      if (what.does !== 'alias' || holders.has(what.symbol)) continue;
      if (model.typeOfSymbol(what.symbol).tag === 'basic' && !isUnsafeText(model, expression)) continue;
      holders.set(what.symbol, given);
      if (given === 'memory') memory.add(what.symbol);
    }
  }
  return { all: views.sort((a, b) => a.node - b.node), memory };
}

/** `b := *bp`, `b := p[:0]`, `b := append(p, …)`: no other name of the object, but perhaps of its memory. */
function isView(model: FileModel, symbol: SymbolId): boolean {
  const declaration = model.symbol(symbol)?.declaration ?? NO_NODE;
  const value = declaration === NO_NODE ? NO_NODE : valueGivenTo(model, declaration);
  if (value === NO_NODE) return false;
  const node = model.unparenthesized(value);
  const kind = kindOf(model.ast, node);
  if (kind === Kind.unary_expression) return (model.ast.op[node] as Op) === Op.times;
  return kind === Kind.slice_expression || kind === Kind.call_expression;
}

/** The use itself, and what slices, conversions and calls that alias make of it. */
function viewsThrough(search: Search, symbol: SymbolId, of: View['of'], use: Use): readonly View[] {
  const { model, facts } = search;
  const base = { symbol, node: use.node, func: use.func };
  const isOwn = of === 'object' && isOwnPart(search, use);
  const isPart = use.path.length > 0 && !isOwn && use.what.does !== 'method';
  const given = { ...base, expression: use.expression, what: use.what, of: isOwn ? 'memory' : of } as const;
  const first = isOwn ? given : firstView(model, facts, given);
  const views: View[] = isPart ? [{ ...first, what: { does: 'read' } }] : [first];
  let view = isPart ? undefined : first;
  for (let i = 0; view !== undefined && i < 8; i++) {
    const result = aliasingResult(model, facts, view.what);
    if (result === undefined) break;
    const expression = model.unparenthesized(result);
    view = { ...base, expression, what: contextOf(model, expression), of: 'memory' };
    views.push(view);
  }
  return views;
}

/** A slice in a field; an array is copied unless it is sliced. */
function isOwnPart({ model, facts, parts }: Search, { path, expression, what }: Use): boolean {
  if (path.length === 0 || what.does === 'method' || !parts.has(path.join('.'))) return false;
  return what.does === 'sliced' || facts.underlying(model.typeOf(expression)).tag === 'slice';
}

function hasNoRoom(model: FileModel, slice: NodeId): boolean {
  const capacity = childIn(model.ast, slice, Field.capacity);
  return capacity !== NO_NODE && model.textOf(model.unparenthesized(capacity)) === '0';
}

/** `*bp` of a pointer to a slice is memory of the object; of other pointers it is a copy. */
function firstView(model: FileModel, facts: PackageFacts, view: View): View {
  if (kindOf(model.ast, view.expression) !== Kind.unary_expression) return view;
  const { tag } = facts.underlying(model.typeOf(view.expression));
  if (tag === 'slice' || tag === 'map') return { ...view, of: 'memory' };
  return view.what.does === 'assigned' || view.what.does === 'method' ? view : { ...view, what: { does: 'read' } };
}

/** The expression around it that leads into the same memory. */
function aliasingResult(model: FileModel, facts: PackageFacts, what: UseKind): NodeId | undefined {
  switch (what.does) {
    case 'indexed':
    case 'address':
      return unsafeViewOf(model, what.expression);
    case 'sliced':
      // `b[:0:0]` has no room: whatever is appended to it is a copy.
      return hasNoRoom(model, what.expression) ? undefined : what.expression;
    case 'converted':
      return isCopyingConversion(model, facts, what.expression) ? undefined : what.expression;
    case 'method':
      return leadsIntoItsArgument(model, facts, what.call) ? what.call : undefined;
    case 'argument':
      return what.index === 0 && leadsIntoItsArgument(model, facts, what.call) ? what.call : undefined;
    case 'builtin':
      return what.name === 'append' && what.index === 0 ? what.call : undefined;
    default:
      return undefined;
  }
}

/** `string(b)` copies; an assertion, and a conversion to another slice type, does not. */
function isCopyingConversion(model: FileModel, facts: PackageFacts, expression: NodeId): boolean {
  if (kindOf(model.ast, expression) === Kind.type_assertion_expression) return false;
  const { tag } = facts.underlying(model.typeOf(expression));
  return tag !== 'slice' && tag !== 'pointer' && tag !== 'map';
}

/** True for uses that touch nothing of the memory: a comparison with nil, the length of a slice variable. */
export function isHarmless(model: FileModel, view: View): boolean {
  const { what } = view;
  if (what.does === 'compared') return /\bnil\b/.test(model.textOf(what.expression));
  if (what.does === 'declared') return true;
  if (what.does === 'builtin') return (what.name === 'len' || what.name === 'cap') && isPlainSlice(model, view);
  if (what.does !== 'assigned') return false;
  return kindOf(model.ast, view.expression) === Kind.identifier;
}

function isPlainSlice(model: FileModel, { expression, symbol }: View): boolean {
  const type = model.typeOfSymbol(symbol);
  return kindOf(model.ast, expression) === Kind.identifier && type.tag !== 'pointer' && expression !== NO_NODE;
}
