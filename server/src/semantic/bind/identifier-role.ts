import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Field, Kind, Op, afterOf, childrenOf, fieldOf, kindOf, parentOf } from '../../syntax/index.js';
import type { Access } from './bindings.js';

/** True for the name in a declaration of a variable, constant, type, parameter or function. */
export function isDeclaringName(ast: FlatAst, node: NodeId): boolean {
  if (fieldOf(ast, node) !== Field.name) return false;
  switch (kindOf(ast, parentOf(ast, node))) {
    case Kind.var_spec:
    case Kind.const_spec:
    case Kind.type_spec:
    case Kind.type_alias:
    case Kind.type_parameter_declaration:
    case Kind.parameter_declaration:
    case Kind.variadic_parameter_declaration:
    case Kind.function_declaration:
      return true;
    default:
      return false;
  }
}

/** True if the parameter belongs to a function with a body to come, not to a function type or an interface's method. */
export function isParameterOfFunction(ast: FlatAst, parameter: NodeId): boolean {
  const owner = kindOf(ast, parentOf(ast, parentOf(ast, parameter)));
  return owner === Kind.function_declaration || owner === Kind.method_declaration || owner === Kind.func_literal;
}

/** What the statement or expression around an identifier does with it. */
export function accessOf(ast: FlatAst, identifier: NodeId): Access {
  let node = identifier;
  let parent = parentOf(ast, node);
  while (kindOf(ast, parent) === Kind.parenthesized_expression) {
    node = parent;
    parent = parentOf(ast, node);
  }
  switch (kindOf(ast, parent)) {
    case Kind.expression_list:
      return accessInList(ast, parent);
    case Kind.inc_statement:
    case Kind.dec_statement:
      return 'readwrite';
    case Kind.unary_expression:
      return ast.op[parent] === Op.and ? 'address' : 'read';
    case Kind.literal_element:
      return fieldOf(ast, parent) === Field.key ? 'key' : 'read';
    default:
      return 'read';
  }
}

function accessInList(ast: FlatAst, list: NodeId): Access {
  if (fieldOf(ast, list) !== Field.left) return 'read';
  const statement = parentOf(ast, list);
  switch (kindOf(ast, statement)) {
    case Kind.assignment_statement:
      return ast.op[statement] === Op.assign ? 'write' : 'readwrite';
    case Kind.range_clause:
    case Kind.receive_statement:
      return 'write';
    default:
      return 'read';
  }
}

/** True for `x` in `x := …`, `for x := range …` and `case x := <-c`, new or not; `parent` is the list around it. */
export function isShortDeclared(ast: FlatAst, node: NodeId, parent: NodeId): boolean {
  if (kindOf(ast, parent) !== Kind.expression_list || fieldOf(ast, parent) !== Field.left) return false;
  const statement = parentOf(ast, parent);
  const kind = kindOf(ast, statement);
  if (kind === Kind.short_var_declaration) return true;
  if (kind !== Kind.range_clause && kind !== Kind.receive_statement) return false;
  return ast.op[statement] === Op.define && kindOf(ast, node) === Kind.identifier;
}

/** True for `K` in `func (m *Map[K]) Len() int`, which declares a type parameter. */
export function isReceiverTypeParameter(ast: FlatAst, node: NodeId): boolean {
  if (kindOf(ast, node) !== Kind.type_identifier) return false;
  let at = parentOf(ast, node);
  if (kindOf(ast, at) !== Kind.type_elem) return false;
  at = parentOf(ast, at);
  if (kindOf(ast, at) !== Kind.type_arguments) return false;
  at = parentOf(ast, at);
  while (kindOf(ast, at) === Kind.generic_type || isTypeWrapper(kindOf(ast, at))) at = parentOf(ast, at);
  if (kindOf(ast, at) !== Kind.parameter_declaration) return false;
  return fieldOf(ast, parentOf(ast, at)) === Field.receiver;
}

/** True for a block that has its scope with the function. */
export function isFunctionBody(ast: FlatAst, block: NodeId): boolean {
  const parent = kindOf(ast, parentOf(ast, block));
  return parent === Kind.function_declaration || parent === Kind.method_declaration || parent === Kind.func_literal;
}

/** The first node of a clause that is none of its types: those do not see the clause's variable. */
export function behindCaseTypes(ast: FlatAst, clause: NodeId): NodeId {
  const statements = childrenOf(ast, clause).find((child) => fieldOf(ast, child) !== Field.type);
  return statements ?? afterOf(ast, clause);
}

function isTypeWrapper(kind: Kind): boolean {
  return kind === Kind.pointer_type || kind === Kind.parenthesized_type;
}
