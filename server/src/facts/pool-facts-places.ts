import type { Call, FileModel, NodeId, Type } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  UNKNOWN,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  contextOf,
  firstChild,
  isWithin,
  kindOf,
  parentOf,
} from '../semantic/index.js';
import type { PoolMadeFact, PoolPlace } from './pool-facts-types.js';

const ELSEWHERE: PoolPlace = { at: 'elsewhere' };

/** The place of the pool that an expression denotes. */
export function poolPlaceOf(model: FileModel, expression: NodeId): PoolPlace {
  const node = withoutIndirection(model, expression);
  switch (kindOf(model.ast, node)) {
    case Kind.identifier:
      return placeOfName(model, node);
    case Kind.selector_expression:
      return placeOfSelector(model, node);
    case Kind.index_expression: {
      const place = poolPlaceOf(model, childIn(model.ast, node, Field.operand));
      if (place.at === 'variable') return { at: 'variable', name: `${place.name}[]` };
      return place.at === 'field' ? { ...place, field: `${place.field}[]` } : place;
    }
    default:
      return ELSEWHERE;
  }
}

/** `Get()` or `Put(x)` on something that may be a pool, with the expression of the pool. */
export function poolCallAt(
  model: FileModel,
  call: Call,
): { readonly does: 'get' | 'put'; readonly pool: NodeId } | undefined {
  if (call.callee === NO_NODE || kindOf(model.ast, call.callee) !== Kind.selector_expression) return undefined;
  const name = model.textOf(childIn(model.ast, call.callee, Field.field));
  const isGet = name === 'Get' && call.args.length === 0;
  if (!isGet && (name !== 'Put' || call.args.length !== 1)) return undefined;
  const pool = childIn(model.ast, call.callee, Field.operand);
  if (model.importPathAt(pool) !== undefined || !mayBePool(model.typeOf(pool))) return undefined;
  return { does: isGet ? 'get' : 'put', pool };
}

/** The pools that the file makes with a New. */
export function readPools(model: FileModel): PoolMadeFact[] {
  const { ast } = model;
  const made: PoolMadeFact[] = [];
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.composite_literal && isSyncPool(model.typeOf(node))) {
      const element = elementOfNew(model, valueOfKey(model, node, 'New'));
      made.push({ place: placeGiven(model, node), element });
    }
    if (kind === Kind.assignment_statement && ast.op[node] === Op.assign) made.push(...madeByField(model, node));
  }
  return made;
}

/** The function that a pool of the file at this place has as its New; `NO_NODE` where the file shows none. */
export function newOfPool(model: FileModel, place: PoolPlace): NodeId {
  const pool = poolLiterals(model).get(JSON.stringify(place));
  if (pool === undefined) return NO_NODE;
  model.looks.into(pool);
  return valueOfKey(model, pool, 'New');
}

const literals = new WeakMap<FileModel, ReadonlyMap<string, NodeId>>();

/** The first composite literal of a pool at each place of the file. */
function poolLiterals(model: FileModel): ReadonlyMap<string, NodeId> {
  const known = literals.get(model);
  if (known !== undefined) return known;
  const { ast } = model;
  const found = new Map<string, NodeId>();
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.composite_literal || !isSyncPool(model.typeOf(node))) continue;
    const place = JSON.stringify(placeGiven(model, node));
    if (!found.has(place)) found.set(place, node);
  }
  literals.set(model, found);
  return found;
}

/** Package variables whose address, or which themselves, are handed to something that may use them as a pool. */
export function escapingPools(model: FileModel): string[] {
  const names = new Set<string>();
  for (const symbol of model.bindings.symbols) {
    const isShared = symbol.kind === 'outside' || (symbol.kind === 'variable' && symbol.func === NO_FUNC);
    if (!isShared) continue;
    const isPool = symbol.kind === 'variable' ? isSyncPool(unreferenced(model.typeOfSymbol(symbol.id))) : false;
    const isNamed = symbol.kind === 'outside' && /pool/i.test(symbol.name);
    for (const { node, access } of model.referencesOf(symbol.id)) {
      if (access === 'declare' || access === 'write' || kindOf(model.ast, node) !== Kind.identifier) continue;
      if (access !== 'address' && !isPool && !isNamed) continue;
      if (isHandedOn(model, node)) names.add(symbol.name);
    }
  }
  return [...names].sort();
}

/** True for `sync.Pool`. */
export function isSyncPool(type: Type): boolean {
  return type.tag === 'named' && type.path === 'sync' && type.name === 'Pool';
}

/** The expression without parentheses, `&` and `*` around it. */
export function withoutIndirection(model: FileModel, expression: NodeId): NodeId {
  let node = model.unparenthesized(expression);
  while (node !== NO_NODE && kindOf(model.ast, node) === Kind.unary_expression) {
    const op = model.ast.op[node];
    if (op !== Op.and && op !== Op.times) return node;
    node = model.unparenthesized(childIn(model.ast, node, Field.operand));
  }
  return node;
}

/** The value that a name is given where it is declared or assigned to; also the first of two by an assertion. */
export function valueGivenTo(model: FileModel, name: NodeId): NodeId {
  const { ast } = model;
  const list = parentOf(ast, name);
  const isSpec = kindOf(ast, list) === Kind.var_spec;
  if (!isSpec && kindOf(ast, list) !== Kind.expression_list) return NO_NODE;
  const statement = isSpec ? list : parentOf(ast, list);
  const right = childIn(ast, statement, isSpec ? Field.value : Field.right);
  if (right === NO_NODE || kindOf(ast, statement) === Kind.range_clause) return NO_NODE;
  const names = isSpec ? childrenIn(ast, list, Field.name) : childrenOf(ast, list);
  const values = childrenOf(ast, right);
  const index = names.indexOf(name);
  const isSplit = values.length === 1 && index === 0;
  return values.length === names.length || isSplit ? (values[index] ?? NO_NODE) : NO_NODE;
}

/** The value of a composite literal's element with that key. */
function valueOfKey(model: FileModel, literal: NodeId, name: string): NodeId {
  const { ast } = model;
  const body = childIn(ast, literal, Field.body);
  if (body === NO_NODE) return NO_NODE;
  for (const element of childrenOf(ast, body)) {
    if (kindOf(ast, element) !== Kind.keyed_element) continue;
    const key = childIn(ast, element, Field.key);
    if (key !== NO_NODE && model.textOf(key) === name) return unwrapped(model, childIn(ast, element, Field.value));
  }
  return NO_NODE;
}

/** The results that a function literal returns first, in source order. */
export function returnedBy(model: FileModel, literal: NodeId): NodeId[] {
  const { ast } = model;
  const func = model.funcAt(literal);
  const found: NodeId[] = [];
  for (let node = literal; node < afterOf(ast, literal); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.return_statement || model.funcAt(node)?.id !== func?.id) continue;
    const list = firstChild(ast, node);
    const value = list !== NO_NODE && kindOf(ast, list) === Kind.expression_list ? firstChild(ast, list) : list;
    if (value !== NO_NODE) found.push(value);
  }
  return found;
}

function elementOfNew(model: FileModel, value: NodeId): Type {
  if (value === NO_NODE) return UNKNOWN;
  if (kindOf(model.ast, value) !== Kind.func_literal) return { tag: 'result', of: model.typeOf(value), index: 0 };
  const [first] = returnedBy(model, value);
  return first === undefined ? UNKNOWN : model.typeOf(first);
}

/** `p.New = func …` and `s.pool.New = func …`. */
function madeByField(model: FileModel, statement: NodeId): PoolMadeFact[] {
  const { ast } = model;
  const targets = childrenOf(ast, childIn(ast, statement, Field.left));
  const values = childrenOf(ast, childIn(ast, statement, Field.right));
  return targets.flatMap((target, index) => {
    const value = values[index];
    const selector = model.unparenthesized(target);
    if (value === undefined || kindOf(ast, selector) !== Kind.selector_expression) return [];
    if (model.textOf(childIn(ast, selector, Field.field)) !== 'New') return [];
    const place = poolPlaceOf(model, childIn(ast, selector, Field.operand));
    return [{ place, element: elementOfNew(model, model.unparenthesized(value)) }];
  });
}

/** The variable or field that a composite literal of a pool becomes. */
function placeGiven(model: FileModel, literal: NodeId): PoolPlace {
  const { ast } = model;
  const value = withAddress(model, literal);
  const parent = parentOf(ast, value);
  if (kindOf(ast, parent) === Kind.literal_element) return placeOfElement(model, parent);
  if (kindOf(ast, parent) !== Kind.expression_list) return ELSEWHERE;
  const statement = parentOf(ast, parent);
  const isSpec = kindOf(ast, statement) === Kind.var_spec;
  const names = isSpec ? childrenIn(ast, statement, Field.name) : childrenOf(ast, childIn(ast, statement, Field.left));
  const name = names[childrenOf(ast, parent).indexOf(value)];
  return name === undefined ? ELSEWHERE : poolPlaceOf(model, name);
}

/** A pool that is an element of another composite literal. */
function placeOfElement(model: FileModel, element: NodeId): PoolPlace {
  const { ast } = model;
  const keyed = parentOf(ast, element);
  const isKeyed = kindOf(ast, keyed) === Kind.keyed_element;
  const body = isKeyed ? parentOf(ast, keyed) : keyed;
  const outer = parentOf(ast, body);
  if (kindOf(ast, outer) !== Kind.composite_literal) return ELSEWHERE;
  const type = model.typeOf(outer);
  if (type.tag === 'array' || type.tag === 'slice' || type.tag === 'map') {
    const place = placeGiven(model, outer);
    return place.at === 'variable' ? { at: 'variable', name: `${place.name}[]` } : ELSEWHERE;
  }
  if (!isKeyed) return ELSEWHERE;
  const field = model.textOf(childIn(ast, keyed, Field.key));
  const place = placeGiven(model, outer);
  if (place.at !== 'variable') return { at: 'field', owner: type, field };
  return { at: 'field', owner: type, field, variable: `${place.name}.${field}` };
}

function placeOfName(model: FileModel, node: NodeId): PoolPlace {
  const symbol = model.symbolAt(node);
  if (symbol === undefined) return ELSEWHERE;
  if (symbol.kind === 'outside' || (symbol.kind === 'variable' && symbol.func === NO_FUNC))
    return { at: 'variable', name: symbol.name };
  const type = unreferenced(model.typeOfSymbol(symbol.id));
  if (type.tag === 'named' && type.path === '') return { at: 'field', owner: type, field: 'Pool' };
  if (symbol.kind !== 'variable') return ELSEWHERE;
  const value = valueGivenTo(model, symbol.declaration);
  const made = value === NO_NODE ? NO_NODE : withoutIndirection(model, value);
  // `p := &bufPool` is another name of that pool.
  if (made !== NO_NODE && kindOf(model.ast, made) !== Kind.composite_literal) return poolPlaceOf(model, made);
  return { at: 'local', func: model.func(symbol.func)?.name ?? '', name: symbol.name };
}

function placeOfSelector(model: FileModel, node: NodeId): PoolPlace {
  const operand = childIn(model.ast, node, Field.operand);
  if (model.importPathAt(operand) !== undefined) return ELSEWHERE;
  const field = model.textOf(childIn(model.ast, node, Field.field));
  const owner = unreferenced(model.typeOf(operand));
  const outer = poolPlaceOf(model, operand);
  if (outer.at === 'variable') return { at: 'field', owner, field, variable: `${outer.name}.${field}` };
  return { at: 'field', owner, field };
}

function isHandedOn(model: FileModel, identifier: NodeId): boolean {
  const context = contextOf(model, identifier);
  const what = context.does === 'address' ? contextOf(model, context.expression) : context;
  return what.does === 'argument' || what.does === 'returned' || what.does === 'stored' || what.does === 'sent';
}

function mayBePool(type: Type): boolean {
  const at = unreferenced(type);
  if (at.tag === 'named') return at.path === '' || isSyncPool(at);
  return at.tag === 'declared' ? at.path === '' : at.tag !== 'unknown' && at.tag !== 'basic' && at.tag !== 'interface';
}

function unreferenced(type: Type): Type {
  return type.tag === 'pointer' ? type.to : type;
}

function unwrapped(model: FileModel, node: NodeId): NodeId {
  const inner =
    node !== NO_NODE && kindOf(model.ast, node) === Kind.literal_element ? firstChild(model.ast, node) : node;
  return model.unparenthesized(inner);
}

function withAddress(model: FileModel, literal: NodeId): NodeId {
  const outer = parentOf(model.ast, model.parenthesized(literal));
  const isAddress = kindOf(model.ast, outer) === Kind.unary_expression && model.ast.op[outer] === Op.and;
  return isAddress && isWithin(model.ast, literal, outer) ? model.parenthesized(outer) : model.parenthesized(literal);
}
