import type { Call, FileModel, NodeId, Type, UseKind } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  childIn,
  childrenIn,
  childrenOf,
  contextOf,
  kindOf,
  parentOf,
} from '../semantic/index.js';

/**
 * What is done with a field that may be a `sync.Cond`. `wake`: it is signalled; `make`: it gets a condition of its own;
 * `hand-on`: it gets to code that may do anything with it.
 */
export interface CondFact {
  readonly does: 'wake' | 'make' | 'hand-on';
  readonly owner: Type;
  readonly field: string;
}

/** What one file does with conditions; plain data. */
export interface CondFacts {
  readonly fields: readonly CondFact[];
  /** Something that is no field is signalled: a variable, a result, a condition behind another name. */
  readonly wakesOthers: boolean;
}

const WAKES: ReadonlySet<string> = new Set(['Signal', 'Broadcast']);

/** Reads off a bound file which conditions it signals, makes and hands on. */
export function readCondFacts(model: FileModel): CondFacts {
  const fields: CondFact[] = [];
  let wakesOthers = false;
  for (const node of model.bindings.calls) {
    const call = model.callAt(node);
    fields.push(...madeBy(model, call));
    const operand = wokenBy(model, call);
    if (operand === NO_NODE || isOwnVariable(model, operand)) continue;
    const field = fieldAt(model, operand, 'wake');
    if (field === undefined) wakesOthers = true;
    else fields.push(field);
  }
  return { fields: [...fields, ...handedOn(model)], wakesOthers };
}

/** What is asked of the package. */
export interface CondLookup {
  resolve(type: Type): Type;
  underlying(type: Type): Type;
  storesInto(owner: Type, field: string): number;
}

/** What the files of a package do with the conditions in its fields. */
export class PackageConds {
  private readonly fields: readonly CondFact[];
  private readonly wakesOthers: boolean;

  constructor(
    private readonly facts: CondLookup,
    files: readonly CondFacts[],
  ) {
    this.fields = files.flatMap((file) => file.fields);
    this.wakesOthers = files.some((file) => file.wakesOthers);
  }

  /**
   * True if the package can be sure that nothing signals `owner.field`: an unexported field that holds a condition of
   * its own, is used in sight only, and has neither `Signal` nor `Broadcast` called.
   */
  isNeverWoken(owner: string, field: string): boolean {
    if (this.wakesOthers || /^\p{Lu}/u.test(field)) return false;
    const own = this.fields.filter((fact) => fact.field === field && this.mayBeOf(owner, fact));
    const stores = this.facts.storesInto({ tag: 'named', path: '', name: owner }, field);
    const made = own.filter((fact) => fact.does === 'make').length;
    return own.every((fact) => fact.does === 'make') && stores <= made;
  }

  /** A field reached through an embedded struct, or by an operand of unknown type, may be that of any owner. */
  private mayBeOf(owner: string, fact: CondFact): boolean {
    const type = this.facts.resolve(fact.owner);
    const named = type.tag === 'pointer' ? this.facts.resolve(type.to) : type;
    if (named.tag !== 'named') return true;
    if (named.path !== '') return false;
    if (named.name === owner) return true;
    const struct = this.facts.underlying(named);
    return struct.tag !== 'struct' || !struct.fields.some(({ name }) => name === fact.field);
  }
}

/** The operand of `x.Signal()` and `x.Broadcast()`, and of deferred and started ones. */
function wokenBy(model: FileModel, { callee, args }: Call): NodeId {
  if (args.length > 0 || callee === NO_NODE || kindOf(model.ast, callee) !== Kind.selector_expression) return NO_NODE;
  if (!WAKES.has(model.textOf(childIn(model.ast, callee, Field.field)))) return NO_NODE;
  return model.unparenthesized(childIn(model.ast, callee, Field.operand));
}

/** True for a local variable that holds a condition made for it, and is never given another one. */
function isOwnVariable(model: FileModel, operand: NodeId): boolean {
  const symbol = kindOf(model.ast, operand) === Kind.identifier ? model.symbolAt(operand) : undefined;
  if (symbol?.kind !== 'variable' || symbol.func === NO_FUNC) return false;
  const type = model.typeOfSymbol(symbol.id);
  if (type.tag === 'named') return type.path === 'sync';
  if (model.referencesOf(symbol.id).some(({ access }) => access === 'write' || access === 'address')) return false;
  const list = parentOf(model.ast, symbol.declaration);
  const statement = kindOf(model.ast, list) === Kind.expression_list ? parentOf(model.ast, list) : list;
  const values = [childIn(model.ast, statement, Field.right), childIn(model.ast, statement, Field.value)];
  const [value] = values.filter((node) => node !== NO_NODE);
  const [first, ...more] = value === undefined ? [] : childrenOf(model.ast, value);
  const only = first === undefined ? undefined : model.unparenthesized(first);
  const isCall = only !== undefined && more.length === 0 && kindOf(model.ast, only) === Kind.call_expression;
  return isCall && model.importedCallees(model.callAt(only)).includes('sync.NewCond');
}

function fieldAt(model: FileModel, node: NodeId, does: CondFact['does']): CondFact | undefined {
  if (kindOf(model.ast, node) !== Kind.selector_expression) return undefined;
  const operand = childIn(model.ast, node, Field.operand);
  if (model.importPathAt(operand) !== undefined) return undefined;
  return { does, owner: model.typeOf(operand), field: model.textOf(childIn(model.ast, node, Field.field)) };
}

/** `x.f = sync.NewCond(l)` and `T{f: sync.NewCond(l)}`. */
function madeBy(model: FileModel, call: Call): CondFact[] {
  if (!model.importedCallees(call).includes('sync.NewCond')) return [];
  const { ast } = model;
  const value = model.parenthesized(call.node);
  const parent = parentOf(ast, value);
  const holder = parentOf(ast, parent);
  if (kindOf(ast, holder) === Kind.keyed_element) {
    const literal = parentOf(ast, parentOf(ast, holder));
    return [{ does: 'make', owner: model.typeOf(literal), field: model.textOf(childIn(ast, holder, Field.key)) }];
  }
  if (kindOf(ast, holder) !== Kind.assignment_statement) return [];
  const index = childrenOf(ast, parent).indexOf(value);
  const target = childrenOf(ast, childIn(ast, holder, Field.left))[index];
  const made = target === undefined ? undefined : fieldAt(model, model.unparenthesized(target), 'make');
  return made === undefined ? [] : [made];
}

/**
 * Fields that are used as values, and method values of `Signal` and `Broadcast`. Only names that are those of conditions
 * in this file are looked at; who takes a condition from elsewhere signals it by another name, which is seen, too.
 */
function handedOn(model: FileModel): CondFact[] {
  const { ast } = model;
  const names = namesOfConds(model);
  if (names.size === 0) return [];
  const facts: CondFact[] = [];
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.selector_expression) continue;
    const name = model.textOf(childIn(ast, node, Field.field));
    const field = names.has(name) && isValue(model, node) ? fieldAt(model, node, 'hand-on') : undefined;
    if (field !== undefined) facts.push(field);
  }
  return facts;
}

/** Fields declared as conditions, and what `Wait` is called on. */
function namesOfConds(model: FileModel): ReadonlySet<string> {
  const { ast, bindings } = model;
  const names = new Set<string>();
  if (!bindings.imports.some((entry) => entry.path === 'sync')) return names;
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.field_declaration) continue;
    const type = model.typeNamedBy(childIn(ast, node, Field.type));
    const named = type.tag === 'pointer' ? type.to : type;
    if (named.tag !== 'named' || named.path !== 'sync' || named.name !== 'Cond') continue;
    for (const name of childrenIn(ast, node, Field.name)) names.add(model.textOf(name));
  }
  return names;
}

/** True unless the field is only asked for a method or its lock, is assigned to, or is compared. */
function isValue(model: FileModel, selector: NodeId): boolean {
  const { ast } = model;
  const outer = parentOf(ast, model.parenthesized(selector));
  if (kindOf(ast, outer) !== Kind.selector_expression) return isTaken(contextOf(model, selector));
  const called = kindOf(ast, parentOf(ast, model.parenthesized(outer))) === Kind.call_expression;
  return !called && WAKES.has(model.textOf(childIn(ast, outer, Field.field)));
}

function isTaken(what: UseKind): boolean {
  return what.does !== 'assigned' && what.does !== 'compared';
}
