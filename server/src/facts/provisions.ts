import type { FileModel, FuncInfo, NodeId, SymbolId, Type } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  firstChild,
  indexOfChild,
  isWithin,
  kindOf,
  parentOf,
  usesOf,
  variableAt,
} from '../semantic/index.js';
import { borrowsArguments } from '../knowledge/index.js';
import type { CalleeRef } from './callee-ref.js';
import { calleeRefOf } from './callee-ref.js';

/**
 * Something that a function got from a call and gives to its caller. `value`: a result is what the call gave. `field`:
 * a result is a new struct that has it in its field `path`. `closer`: a result is a function that calls it, or
 * its method `path`.
 */
export interface Provision {
  readonly how: 'value' | 'field' | 'closer';
  /** The result of the function, from 0. */
  readonly result: number;
  readonly path: string;
  /** The call that it comes from, and which of its results it is. */
  readonly callee: CalleeRef;
  readonly from: number;
  /** For `field`: the type of the struct. */
  readonly type?: Type;
}

/** Values that are copied on are followed this far. */
const MAX_COPIES = 3;

/** What the results of a function come from, by its return statements, in source order. */
export function readProvisions(model: FileModel, func: FuncInfo): Provision[] {
  const { ast } = model;
  const reader = new Reader(model, func);
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
    else if (kind === Kind.return_statement) reader.readReturn(node);
  }
  return reader.provisions();
}

/** Where the value of an expression comes from: a result of a call. */
interface Source {
  readonly call: NodeId;
  readonly index: number;
}

class Reader {
  private readonly found = new Map<string, Provision & { readonly source: string }>();
  private readonly results: readonly NodeId[];

  constructor(
    private readonly model: FileModel,
    private readonly func: FuncInfo,
  ) {
    const list = childIn(model.ast, func.node, Field.result);
    const isList = list !== NO_NODE && kindOf(model.ast, list) === Kind.parameter_list;
    this.results = isList ? childrenOf(model.ast, list).flatMap((part) => this.namesOf(part)) : [];
  }

  /** Without what several results have: which of them its owner is, nobody can tell. */
  provisions(): Provision[] {
    const results = new Map<string, Set<number>>();
    for (const { source, result, how } of this.found.values()) {
      if (how !== 'closer') results.set(source, (results.get(source) ?? new Set()).add(result));
    }
    return [...this.found.values()]
      .filter(({ source }) => (results.get(source)?.size ?? 0) <= 1)
      .map(({ how, result, path, callee, from, type }) => ({
        ...{ how, result, path, callee, from },
        ...(type === undefined ? {} : { type }),
      }));
  }

  readReturn(statement: NodeId): void {
    const { ast } = this.model;
    const list = firstChild(ast, statement);
    if (list === NO_NODE) {
      this.results.forEach((name, result) => {
        if (name !== NO_NODE) this.readValue(name, result);
      });
      return;
    }
    const values = kindOf(ast, list) === Kind.expression_list ? childrenOf(ast, list) : [list];
    const [only] = values;
    const forwards = values.length === 1 && only !== undefined && this.results.length > 1;
    if (forwards)
      this.results.forEach((_, result) => {
        this.addCall(only, result);
      });
    else
      values.forEach((value, result) => {
        this.readValue(value, result);
      });
  }

  private namesOf(part: NodeId): NodeId[] {
    const names = childrenIn(this.model.ast, part, Field.name);
    return names.length === 0 ? [NO_NODE] : names;
  }

  /** `return open(name)`: each result is the call's own. */
  private addCall(expression: NodeId, result: number): void {
    const node = this.model.unparenthesized(expression);
    if (kindOf(this.model.ast, node) !== Kind.call_expression) return;
    this.add({ call: node, index: result }, { how: 'value', result, path: '' });
  }

  private readValue(expression: NodeId, result: number): void {
    const { model } = this;
    const node = this.withoutAddress(expression);
    switch (kindOf(model.ast, node)) {
      case Kind.composite_literal:
        this.readStruct(node, result);
        return;
      case Kind.func_literal:
        this.readCloser(node, result);
        return;
      case Kind.selector_expression: {
        // `return f.Close`: the method as a value.
        const operand = childIn(model.ast, node, Field.operand);
        const source = this.sourceOf(operand, 0);
        const path = model.textOf(childIn(model.ast, node, Field.field));
        if (source !== undefined && path !== '') this.add(source, { how: 'closer', result, path });
        return;
      }
      default: {
        const source = this.sourceOf(node, 0);
        if (source !== undefined) this.add(source, { how: 'value', result, path: '' });
        this.readFieldsOf(node, result);
      }
    }
  }

  private withoutAddress(expression: NodeId): NodeId {
    const { model } = this;
    const node = model.unparenthesized(expression);
    const isAddress = kindOf(model.ast, node) === Kind.unary_expression && model.ast.op[node] === Op.and;
    return isAddress ? model.unparenthesized(childIn(model.ast, node, Field.operand)) : node;
  }

  /** The call whose result an expression is, if it is always that one. */
  private sourceOf(expression: NodeId, depth: number): Source | undefined {
    const { model } = this;
    const node = model.unparenthesized(expression);
    if (node === NO_NODE || depth > MAX_COPIES) return undefined;
    if (kindOf(model.ast, node) === Kind.call_expression) return { call: node, index: 0 };
    const symbol = variableAt(model, node);
    return symbol === undefined ? undefined : this.sourceOfVariable(symbol, depth);
  }

  private sourceOfVariable(symbol: SymbolId, depth: number): Source | undefined {
    const { model } = this;
    if (model.symbol(symbol)?.func !== this.func.id || this.isShared(symbol)) return undefined;
    const given = this.givenTo(symbol);
    const [only, ...others] = given.filter((one) => one === undefined || !this.isNil(one.value));
    if (only === undefined || others.length > 0) return undefined;
    const node = model.unparenthesized(only.value);
    if (kindOf(model.ast, node) === Kind.call_expression) return { call: node, index: only.index };
    return only.index === 0 ? this.sourceOf(node, depth + 1) : undefined;
  }

  /** True for what the function also keeps somewhere: whoever has that may be its owner. */
  private isShared(symbol: SymbolId): boolean {
    return usesOf(this.model, symbol).some(({ path, what }) => {
      if (path.length > 0) return false;
      if (what.does === 'builtin') return what.name === 'append' && what.index > 0;
      if (what.does === 'argument') {
        return !this.model.standardCallees(this.model.callAt(what.call)).some(borrowsArguments);
      }
      const isStored = what.does === 'stored' && kindOf(this.model.ast, what.into) !== Kind.composite_literal;
      return isStored || what.does === 'sent';
    });
  }

  /** Every value that the variable gets: the expression, and which of its results; `undefined` for what is no assignment. */
  private givenTo(symbol: SymbolId): ({ readonly value: NodeId; readonly index: number } | undefined)[] {
    return this.model
      .referencesOf(symbol)
      .filter(({ access }) => access === 'declare' || access === 'write' || access === 'readwrite')
      .flatMap(({ node }) => {
        const given = valueGiven(this.model, node);
        return given === 'none' ? [] : [given];
      });
  }

  private isNil(value: NodeId): boolean {
    return kindOf(this.model.ast, this.model.unparenthesized(value)) === Kind.nil;
  }

  /** `&T{f: file}`. */
  private readStruct(literal: NodeId, result: number): void {
    const { model } = this;
    const { ast } = model;
    const type = model.typeNamedBy(childIn(ast, literal, Field.type));
    const body = childIn(ast, literal, Field.body);
    if (type.tag !== 'named' || body === NO_NODE) return;
    for (const element of childrenOf(ast, body)) {
      if (kindOf(ast, element) !== Kind.keyed_element) continue;
      const [key, value] = childrenOf(ast, element);
      if (key === undefined || value === undefined) continue;
      const inner = kindOf(ast, value) === Kind.literal_element ? firstChild(ast, value) : value;
      const source = this.sourceOf(inner, 0);
      if (source !== undefined) this.add(source, { how: 'field', result, path: model.textOf(key), type });
    }
  }

  /** `t := &T{f: file}; t.g, err = os.Open(…); return t`. */
  private readFieldsOf(node: NodeId, result: number): void {
    const { model } = this;
    const symbol = variableAt(model, node);
    if (symbol === undefined || model.symbol(symbol)?.func !== this.func.id) return;
    const given = this.givenTo(symbol);
    const [only] = given;
    if (given.length !== 1 || only === undefined) return;
    const literal = this.withoutAddress(only.value);
    if (kindOf(model.ast, literal) !== Kind.composite_literal) return;
    this.readStruct(literal, result);
    const type = model.typeNamedBy(childIn(model.ast, literal, Field.type));
    if (type.tag !== 'named') return;
    for (const use of usesOf(model, symbol)) {
      const [field, ...deeper] = use.path;
      if (field === undefined || deeper.length > 0 || use.what.does !== 'assigned') continue;
      const value = valueGiven(model, use.expression);
      const call = value === 'none' || value === undefined ? NO_NODE : model.unparenthesized(value.value);
      if (call === NO_NODE || value === 'none' || value === undefined) continue;
      const source = this.sourceOf(call, 0);
      if (source !== undefined) {
        this.add(
          { call: source.call, index: source.call === call ? value.index : source.index },
          { how: 'field', result, path: field, type },
        );
      }
    }
  }

  /** `func() { f.Close() }`: the functions that a literal calls on what this function got. */
  private readCloser(literal: NodeId, result: number): void {
    const { model } = this;
    for (const { callee } of model.callsIn(literal)) {
      if (callee === NO_NODE) continue;
      const isMethod = kindOf(model.ast, callee) === Kind.selector_expression;
      const object = isMethod ? childIn(model.ast, callee, Field.operand) : callee;
      const path = isMethod ? model.textOf(childIn(model.ast, callee, Field.field)) : '';
      const source = isWithin(model.ast, object, literal) ? this.sourceOf(object, 0) : undefined;
      if (source !== undefined) this.add(source, { how: 'closer', result, path });
    }
  }

  private add({ call, index }: Source, what: Omit<Provision, 'callee' | 'from'>): void {
    const callee = calleeRefOf(this.model, call);
    if (callee === undefined) return;
    const key = `${what.how} ${what.result} ${what.path} ${call} ${index}`;
    this.found.set(key, { ...what, callee, from: index, source: `${call} ${index}` });
  }
}

/** The value that a name or field gets where it stands, and which of its results; `none` for a declaration without one. */
function valueGiven(
  model: FileModel,
  target: NodeId,
): { readonly value: NodeId; readonly index: number } | 'none' | undefined {
  const { ast } = model;
  const node = model.parenthesized(target);
  const parent = parentOf(ast, node);
  const isSpec = kindOf(ast, parent) === Kind.var_spec;
  const statement = isSpec ? parent : parentOf(ast, parent);
  const kind = kindOf(ast, statement);
  const isPlain =
    kind === Kind.assignment_statement ? ast.op[statement] === Op.assign : kind === Kind.short_var_declaration;
  if (!isSpec && !isPlain) return fieldOf(ast, node) === Field.name ? 'none' : undefined;
  const right = childIn(ast, statement, isSpec ? Field.value : Field.right);
  if (right === NO_NODE) return 'none';
  const index = isSpec ? childrenIn(ast, statement, Field.name).indexOf(node) : indexOfChild(ast, parent, node);
  const values = kindOf(ast, right) === Kind.expression_list ? childrenOf(ast, right) : [right];
  const [only] = values;
  if (values.length === 1 && only !== undefined) return { value: only, index };
  const value = values[index];
  return value === undefined ? undefined : { value, index: 0 };
}
