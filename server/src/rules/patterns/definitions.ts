import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, FuncId, NodeId, SymbolId, SymbolInfo } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, childrenIn, childrenOf, kindOf, parentOf } from '../../semantic/index.js';

/** One place where a variable, or something inside it, is given a value that stands in the source. */
export interface Definition {
  readonly symbol: SymbolId;
  /** The identifier that is declared or assigned to, or the selector or index expression for a part of it. */
  readonly node: NodeId;
  readonly value: NodeId;
  readonly func: FuncId;
  /** The field of the variable that is given the value, for `w.c = …`; undefined for other parts. */
  readonly field: string | undefined;
  /** True if a part of the variable is given the value: `w.c = …`, `m[k] = …`. */
  readonly isPart: boolean;
}

/** The definitions of a variable whose value is one expression; not those by a call with several results. */
export function definitionsOf(model: FileModel, symbol: SymbolInfo): Definition[] {
  const definitions = model.referencesOf(symbol.id).flatMap((reference): Definition[] => {
    const base = { symbol: symbol.id, func: reference.func };
    if (reference.access === 'declare' || reference.access === 'write') {
      const value = valueAssignedTo(model, reference.node);
      return value === undefined ? [] : [{ ...base, node: reference.node, value, field: undefined, isPart: false }];
    }
    const part = partAssignedThrough(model, reference.node);
    return part === undefined ? [] : [{ ...base, ...part, isPart: true }];
  });
  const switched = symbol.kind === 'type-switch-variable' ? valueOfTypeSwitch(model, symbol) : undefined;
  if (switched === undefined) return definitions;
  const func = model.funcAt(switched)?.id ?? symbol.func;
  return [
    ...definitions,
    { symbol: symbol.id, node: switched, value: switched, func, field: undefined, isPart: false },
  ];
}

/** Assignments to that field of the variable, or to elements of it where there is no field. */
export function partWrites(model: FileModel, symbol: SymbolInfo, field: string | undefined): Definition[] {
  return definitionsOf(model, symbol).filter((definition) => definition.isPart && definition.field === field);
}

/** The expression whose value the identifier receives in its declaration or assignment. */
export function valueAssignedTo(model: FileModel, identifier: NodeId): NodeId | undefined {
  const { ast } = model;
  const parent = parentOf(ast, identifier);
  if (kindOf(ast, parent) === Kind.var_spec) {
    const values = childIn(ast, parent, Field.value);
    const position = childrenIn(ast, parent, Field.name).indexOf(identifier);
    return values === NO_NODE ? undefined : childrenOf(ast, values)[position];
  }
  if (kindOf(ast, parent) !== Kind.expression_list) return undefined;
  const statement = parentOf(ast, parent);
  const left = childrenOf(ast, parent);
  const position = left.indexOf(identifier);
  switch (kindOf(ast, statement)) {
    case Kind.short_var_declaration:
    case Kind.assignment_statement: {
      const right = childrenOf(ast, childIn(ast, statement, Field.right));
      if (left.length === right.length) return right[position];
      const [only] = right;
      const isAsserted =
        only !== undefined && kindOf(ast, model.unparenthesized(only)) === Kind.type_assertion_expression;
      return isAsserted && position === 0 ? only : undefined;
    }
    case Kind.range_clause:
      // The elements of what holds the target may be the target.
      return position === 1 ? childIn(ast, statement, Field.right) : undefined;
    default:
      return undefined;
  }
}

/** The name that receives the value in a declaration or assignment: the other way round. */
export function nameGiven(model: FileModel, value: NodeId): NodeId | undefined {
  const { ast } = model;
  const whole = model.parenthesized(value);
  const statement = parentOf(ast, parentOf(ast, whole));
  const isDeclaration = kindOf(ast, statement) === Kind.var_spec;
  const names = isDeclaration
    ? childrenIn(ast, statement, Field.name)
    : childrenOf(ast, childIn(ast, statement, Field.left));
  return names.find((name) => valueAssignedTo(model, name) === whole);
}

/** `w.c = value` or `m[k] = value`, for the identifier `w` or `m` at the root of its left side. */
function partAssignedThrough(model: FileModel, root: NodeId): Pick<Definition, 'node' | 'value' | 'field'> | undefined {
  const { ast } = model;
  let node = root;
  let field: string | undefined;
  for (;;) {
    const parent = parentOf(ast, node);
    const kind = kindOf(ast, parent);
    const isSelector = kind === Kind.selector_expression;
    const isStep = isSelector || kind === Kind.index_expression || kind === Kind.parenthesized_expression;
    if (!isStep || (kind !== Kind.parenthesized_expression && childIn(ast, parent, Field.operand) !== node)) break;
    field = isSelector
      ? model.textOf(childIn(ast, parent, Field.field))
      : kind === Kind.index_expression
        ? undefined
        : field;
    node = parent;
  }
  if (node === root) return undefined;
  const list = parentOf(ast, node);
  if (kindOf(ast, list) !== Kind.expression_list || ast.field[list] !== Field.left) return undefined;
  if (kindOf(ast, parentOf(ast, list)) !== Kind.assignment_statement) return undefined;
  const value = valueAssignedTo(model, node);
  return value === undefined ? undefined : { node, value, field };
}

function valueOfTypeSwitch(model: FileModel, symbol: SymbolInfo): NodeId | undefined {
  const statement = parentOf(model.ast, parentOf(model.ast, symbol.declaration));
  const value = childIn(model.ast, statement, Field.value);
  return value === NO_NODE ? undefined : value;
}

/** True for `f` in `T{f: x}` where T is a struct or not known: there it names a field, whatever variables are called f. */
export function isFieldKey(model: FileModel, facts: PackageFacts, node: NodeId): boolean {
  const { ast } = model;
  const element = parentOf(ast, node);
  if (kindOf(ast, element) !== Kind.literal_element || ast.field[element] !== Field.key) return false;
  const literal = parentOf(ast, parentOf(ast, parentOf(ast, element)));
  if (kindOf(ast, literal) !== Kind.composite_literal) return true;
  const type = facts.underlying(model.typeOf(literal));
  return type.tag !== 'map' && type.tag !== 'slice' && type.tag !== 'array';
}
