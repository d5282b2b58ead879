import type { FlatAst, NodeId } from '../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  childrenOf,
  fieldOf,
  indexOfChild,
  kindOf,
  parentOf,
} from '../syntax/index.js';
import type { FuncId, Reference, SymbolId } from './bind/bindings.js';
import { NO_FUNC } from './bind/bindings.js';
import type { FileModel } from './model.js';

/** One place at which a variable, or what selectors reach from it, is used. */
export interface Use {
  /** The identifier. */
  readonly node: NodeId;
  /** The access path around it without outer parentheses: `x`, `x.buf`, `(*x).buf`. */
  readonly expression: NodeId;
  /** The selectors passed; empty for the variable itself. Dereferences and parentheses are looked through. */
  readonly path: readonly string[];
  /** The innermost function around the use. */
  readonly func: FuncId;
  readonly what: UseKind;
}

/** What is done with the value of an expression. The nodes are those of the construct that does it. */
export type UseKind =
  /** `c <- v`; the expression is `c`. */
  | { readonly does: 'send'; readonly statement: NodeId }
  /** `c <- v`; the expression is `v`. */
  | { readonly does: 'sent'; readonly statement: NodeId }
  | { readonly does: 'receive'; readonly at: NodeId }
  | { readonly does: 'range'; readonly loop: NodeId }
  | { readonly does: 'builtin'; readonly name: string; readonly call: NodeId; readonly index: number }
  | { readonly does: 'argument'; readonly call: NodeId; readonly index: number }
  /** `x.name(…)`; the expression is `x`. */
  | { readonly does: 'method'; readonly call: NodeId; readonly name: string }
  /** `x(…)`; the expression is `x`. */
  | { readonly does: 'called'; readonly call: NodeId }
  /** The expression is assigned to; `value` is `NO_NODE` where it is one of several results, and for `x++`. */
  | { readonly does: 'assigned'; readonly statement: NodeId; readonly value: NodeId }
  | { readonly does: 'returned'; readonly statement: NodeId; readonly index: number }
  /** A local variable gets the value. */
  | { readonly does: 'alias'; readonly symbol: SymbolId; readonly statement: NodeId }
  /** A field, an element or a package variable gets the value; `into` is that expression or the composite literal. */
  | { readonly does: 'stored'; readonly into: NodeId }
  | { readonly does: 'sliced'; readonly expression: NodeId }
  | { readonly does: 'indexed'; readonly expression: NodeId }
  | { readonly does: 'address'; readonly expression: NodeId }
  | { readonly does: 'converted'; readonly expression: NodeId }
  | { readonly does: 'compared'; readonly expression: NodeId }
  | { readonly does: 'declared' }
  | { readonly does: 'read' };

/** How a call runs: at once, as a goroutine, or when the function returns. */
export type CallMode = 'call' | 'go' | 'defer';

/** Every use of a variable, its declaration included, in source order. */
export function usesOf(model: FileModel, symbol: SymbolId): readonly Use[] {
  return model.referencesOf(symbol).map((reference) => useAt(model, reference));
}

/** The use that a reference is. */
function useAt(model: FileModel, reference: Reference): Use {
  const { node, func } = reference;
  const path: string[] = [];
  const expression = climb(model, node, path);
  const what: UseKind = reference.access === 'declare' ? { does: 'declared' } : withMethod(model, expression, path);
  return { node, expression, path, func, what };
}

/** What is done with the value of an expression; parentheses around it are looked through. */
export function contextOf(model: FileModel, expression: NodeId): UseKind {
  const { ast } = model;
  const node = model.parenthesized(expression);
  const parent = parentOf(ast, node);
  switch (kindOf(ast, parent)) {
    case Kind.send_statement:
      return { does: fieldOf(ast, node) === Field.channel ? 'send' : 'sent', statement: parent };
    case Kind.unary_expression:
      return contextInUnary(ast, parent);
    case Kind.range_clause:
      return fieldOf(ast, node) === Field.right ? { does: 'range', loop: parentOf(ast, parent) } : { does: 'read' };
    case Kind.argument_list:
    case Kind.variadic_argument:
      return contextInArguments(model, node);
    case Kind.call_expression:
      return { does: 'called', call: parent };
    case Kind.inc_statement:
    case Kind.dec_statement:
      return { does: 'assigned', statement: parent, value: NO_NODE };
    case Kind.expression_list:
      return contextInList(model, node, parent);
    case Kind.var_spec:
      return contextInSpec(model, indexOfChild(ast, parent, node, Field.value), parent);
    case Kind.return_statement:
      return { does: 'returned', statement: parent, index: 0 };
    case Kind.literal_element:
      return { does: 'stored', into: compositeAround(ast, parent) };
    case Kind.slice_expression:
      return fieldOf(ast, node) === Field.operand ? { does: 'sliced', expression: parent } : { does: 'read' };
    case Kind.index_expression:
      return fieldOf(ast, node) === Field.operand ? { does: 'indexed', expression: parent } : { does: 'read' };
    case Kind.type_conversion_expression:
    case Kind.type_assertion_expression:
      return { does: 'converted', expression: parent };
    case Kind.binary_expression:
      return { does: 'compared', expression: parent };
    default:
      return { does: 'read' };
  }
}

/** How the call runs. */
export function callMode(model: FileModel, call: NodeId): CallMode {
  switch (kindOf(model.ast, parentOf(model.ast, model.parenthesized(call)))) {
    case Kind.go_statement:
      return 'go';
    case Kind.defer_statement:
      return 'defer';
    default:
      return 'call';
  }
}

/** The select statement and its clause, if the send or receive is the communication of one. */
export function selectCaseOf(
  model: FileModel,
  communication: NodeId,
): { readonly select: NodeId; readonly clause: NodeId } | undefined {
  const { ast } = model;
  let at = model.parenthesized(communication);
  if (kindOf(ast, parentOf(ast, at)) === Kind.receive_statement) at = parentOf(ast, at);
  const clause = parentOf(ast, at);
  const isCase = kindOf(ast, clause) === Kind.communication_case && fieldOf(ast, at) === Field.communication;
  return isCase ? { select: parentOf(ast, clause), clause } : undefined;
}

/** The widest access path that begins with the identifier; the selectors are added to `path`. */
function climb(model: FileModel, identifier: NodeId, path: string[]): NodeId {
  const { ast } = model;
  let at = identifier;
  for (;;) {
    const outer = parentOf(ast, model.parenthesized(at));
    const kind = kindOf(ast, outer);
    if (kind === Kind.unary_expression && ast.op[outer] === Op.times) at = outer;
    else if (kind === Kind.selector_expression && fieldOf(ast, model.parenthesized(at)) === Field.operand) {
      path.push(model.textOf(childIn(ast, outer, Field.field)));
      at = outer;
    } else return at;
  }
}

/** A call of the last selector is a method call on the path before it (or a call of a function in a field). */
function withMethod(model: FileModel, expression: NodeId, path: string[]): UseKind {
  const what = contextOf(model, expression);
  if (what.does !== 'called' || kindOf(model.ast, expression) !== Kind.selector_expression) return what;
  const name = path.pop() ?? '';
  return { does: 'method', call: what.call, name };
}

function contextInUnary(ast: FlatAst, parent: NodeId): UseKind {
  switch (ast.op[parent] as Op) {
    case Op.receive:
      return { does: 'receive', at: parent };
    case Op.and:
      return { does: 'address', expression: parent };
    default:
      return { does: 'read' };
  }
}

function contextInArguments(model: FileModel, argument: NodeId): UseKind {
  const { ast } = model;
  const parent = parentOf(ast, argument);
  const inList = kindOf(ast, parent) === Kind.variadic_argument ? parent : argument;
  const list = parentOf(ast, inList);
  const call = parentOf(ast, list);
  if (kindOf(ast, call) !== Kind.call_expression) return { does: 'read' };
  const callee = model.unparenthesized(childIn(ast, call, Field.function));
  const symbol = model.symbolAt(callee);
  const index = indexOfChild(ast, list, inList);
  if (symbol?.kind === 'universe') {
    return model.isTypeHere(callee)
      ? { does: 'converted', expression: call }
      : { does: 'builtin', name: symbol.name, call, index };
  }
  return model.isTypeHere(callee) ? { does: 'converted', expression: call } : { does: 'argument', call, index };
}

function contextInList(model: FileModel, node: NodeId, list: NodeId): UseKind {
  const { ast } = model;
  const statement = parentOf(ast, list);
  const index = indexOfChild(ast, list, node);
  const kind = kindOf(ast, statement);
  if (kind === Kind.return_statement) return { does: 'returned', statement, index };
  if (kind === Kind.var_spec) return contextInSpec(model, index, statement);
  if (kind === Kind.range_clause) {
    return fieldOf(ast, list) === Field.left
      ? { does: 'assigned', statement, value: NO_NODE }
      : { does: 'range', loop: parentOf(ast, statement) };
  }
  if (fieldOf(ast, list) === Field.left) return { does: 'assigned', statement, value: valueFor(ast, statement, index) };
  if (kind !== Kind.assignment_statement && kind !== Kind.short_var_declaration) return { does: 'read' };
  const targets = childIn(ast, statement, Field.left);
  const target = targets === NO_NODE ? undefined : childrenOf(ast, targets)[index];
  return target === undefined ? { does: 'read' } : givenTo(model, target, statement);
}

function contextInSpec(model: FileModel, index: number, spec: NodeId): UseKind {
  const names = childrenOf(model.ast, spec).filter((child) => fieldOf(model.ast, child) === Field.name);
  const name = names[index];
  return name === undefined ? { does: 'read' } : givenTo(model, name, spec);
}

/** What it means that `target` gets the value. */
function givenTo(model: FileModel, target: NodeId, statement: NodeId): UseKind {
  const inner = model.unparenthesized(target);
  if (kindOf(model.ast, inner) === Kind.blank_identifier || model.textOf(inner) === '_') return { does: 'read' };
  const symbol = kindOf(model.ast, inner) === Kind.identifier ? model.symbolAt(inner) : undefined;
  const isLocal = symbol !== undefined && symbol.func !== NO_FUNC;
  return isLocal ? { does: 'alias', symbol: symbol.id, statement } : { does: 'stored', into: inner };
}

/** The value that the left side's element gets alone; `NO_NODE` if one call gives them all, and for `+=`. */
function valueFor(ast: FlatAst, statement: NodeId, index: number): NodeId {
  const left = childIn(ast, statement, Field.left);
  const right = childIn(ast, statement, Field.right);
  if (right === NO_NODE || kindOf(ast, right) !== Kind.expression_list) return NO_NODE;
  if (kindOf(ast, statement) === Kind.assignment_statement && ast.op[statement] !== Op.assign) return NO_NODE;
  const values = childrenOf(ast, right);
  return values.length === childrenOf(ast, left).length ? (values[index] ?? NO_NODE) : NO_NODE;
}

/** The composite literal that an element belongs to, the outermost of nested ones. */
function compositeAround(ast: FlatAst, element: NodeId): NodeId {
  let at = parentOf(ast, element);
  while (
    kindOf(ast, at) === Kind.literal_value ||
    kindOf(ast, at) === Kind.keyed_element ||
    kindOf(ast, at) === Kind.literal_element
  )
    at = parentOf(ast, at);
  return at;
}
