import type { NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, Op, childIn, childrenOf, firstChild, kindOf, parentOf } from '../../syntax/index.js';
import type { SymbolId } from '../bind/bindings.js';
import { NO_FUNC } from '../bind/bindings.js';
import type { FileModel } from '../model.js';

/** What is known of a variable: whether it is nil, or which truth value it has. */
export type Known = 'nil' | 'non-nil' | 'true' | 'false';

/** A variable and what is known of its value. */
export interface Fact {
  readonly symbol: SymbolId;
  readonly value: Known;
}

/** What the two ways out of a condition tell of a variable; `undefined` where a way tells nothing. */
export interface Test {
  readonly symbol: SymbolId;
  readonly whenTrue: Known | undefined;
  readonly whenFalse: Known | undefined;
}

/** What a value is not if it is not this one. */
export const OPPOSITE: Readonly<Record<Known, Known>> = {
  nil: 'non-nil',
  'non-nil': 'nil',
  true: 'false',
  false: 'true',
};

/** Functions of the standard library that are true only for errors; their documentation says that nil is none. */
const TRUE_FOR_ERRORS: ReadonlySet<string> = new Set([
  'errors.As',
  'errors.AsType',
  'errors.Is',
  'os.IsExist',
  'os.IsNotExist',
  'os.IsPermission',
  'os.IsTimeout',
]);

/**
 * What a condition that is no `&&`, `||` or `!` tells of a variable: `err != nil`, `nil == x`, `ok`, `ok == false`,
 * `err == io.EOF`, `errors.Is(err, …)`, and the cases of `switch err` and `switch err.(type)`.
 */
export function testAt(model: FileModel, condition: NodeId): Test | undefined {
  const tag = tagOf(model, condition);
  if (tag !== undefined) return comparison(model, tag, condition);
  const { ast } = model;
  const node = model.unparenthesized(condition);
  switch (kindOf(ast, node)) {
    case Kind.identifier: {
      const symbol = variableAt(model, node);
      return symbol === undefined ? undefined : { symbol, whenTrue: 'true', whenFalse: 'false' };
    }
    case Kind.binary_expression: {
      const op = ast.op[node];
      if (op !== Op.equal && op !== Op.notEqual) return undefined;
      const [left, right] = [childIn(ast, node, Field.left), childIn(ast, node, Field.right)];
      const test = comparison(model, left, right) ?? comparison(model, right, left);
      return op === Op.equal || test === undefined ? test : turned(test);
    }
    case Kind.call_expression: {
      const call = model.callAt(node);
      if (!model.importedCallees(call).some((callee) => TRUE_FOR_ERRORS.has(callee))) return undefined;
      const symbol = variableAt(model, call.args[0] ?? NO_NODE);
      return symbol === undefined ? undefined : { symbol, whenTrue: 'non-nil', whenFalse: undefined };
    }
    default:
      return undefined;
  }
}

/** The local variable that an expression is, parentheses looked through. */
export function variableAt(model: FileModel, expression: NodeId): SymbolId | undefined {
  const node = model.unparenthesized(expression);
  if (node === NO_NODE || kindOf(model.ast, node) !== Kind.identifier) return undefined;
  const symbol = model.symbolAt(node);
  switch (symbol?.kind) {
    case 'variable':
    case 'parameter':
    case 'receiver':
    case 'result':
    case 'loop-variable':
    case 'type-switch-variable':
      return symbol.id;
    default:
      return undefined;
  }
}

/** The expression whose value or type the cases of a switch are compared with, for the test of such a case. */
function tagOf(model: FileModel, test: NodeId): NodeId | undefined {
  const { ast } = model;
  const parent = parentOf(ast, test);
  const clause = kindOf(ast, parent) === Kind.expression_list ? parentOf(ast, parent) : parent;
  const kind = kindOf(ast, clause);
  if (kind !== Kind.expression_case && kind !== Kind.type_case) return undefined;
  const tag = childIn(ast, parentOf(ast, clause), Field.value);
  return tag === NO_NODE ? undefined : tag;
}

/** What `tested == value` tells of the variable `tested`; `value` may be a type. */
function comparison(model: FileModel, tested: NodeId, value: NodeId): Test | undefined {
  const symbol = variableAt(model, tested);
  const known = symbol === undefined ? undefined : (valueOf(model, value) ?? errorOf(model, symbol, value));
  if (symbol === undefined || known === undefined) return undefined;
  // Unlike another value, another type or error says nothing of the variable.
  const isOneOfMany = known === 'non-nil';
  return { symbol, whenTrue: known, whenFalse: isOneOfMany ? undefined : OPPOSITE[known] };
}

/** The value of a constant, and of the types of a type switch. */
function valueOf(model: FileModel, expression: NodeId): Known | undefined {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  if (node === NO_NODE) return undefined;
  const kind = kindOf(ast, node);
  if (isNil(model, node)) return 'nil';
  if (kind === Kind.true) return 'true';
  if (kind === Kind.false) return 'false';
  if (kindOf(ast, parentOf(ast, node)) === Kind.type_case) return 'non-nil';
  return undefined;
}

/** An error that a package declares to be compared with, such as `io.EOF`, is not nil. */
function errorOf(model: FileModel, tested: SymbolId, expression: NodeId): Known | undefined {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  const isSelector = node !== NO_NODE && kindOf(ast, node) === Kind.selector_expression;
  const name = isSelector ? childIn(ast, node, Field.operand) : node;
  const symbol = name === NO_NODE ? undefined : model.symbolAt(name);
  const isVariable = symbol?.kind === 'outside' || (symbol?.kind === 'variable' && symbol.func === NO_FUNC);
  if (isSelector ? symbol?.kind !== 'import' : !isVariable) return undefined;
  const type = model.typeOfSymbol(tested);
  const isError = type.tag === 'basic' && type.name === 'error';
  return isError || /^(\w+\.)?(Err|err|EOF)/.test(model.textOf(node)) ? 'non-nil' : undefined;
}

/** True for the predeclared `nil`; in a type switch the grammar has a name for it. */
export function isNil(model: FileModel, node: NodeId): boolean {
  const kind = kindOf(model.ast, node);
  if (kind === Kind.nil) return true;
  if (kind !== Kind.type_identifier && kind !== Kind.identifier) return false;
  const symbol = model.symbolAt(node);
  return symbol?.kind === 'universe' && symbol.name === 'nil';
}

function turned(test: Test): Test {
  return { symbol: test.symbol, whenTrue: test.whenFalse, whenFalse: test.whenTrue };
}

/** The variable that is known to have another one's value, or what is known of it. */
export type Assigned = Known | { readonly copyOf: SymbolId } | 'unknown';

/** Functions of the standard library that never return nil, by their documentation or declaration. */
const NEVER_NIL: ReadonlySet<string> = new Set(['errors.New', 'fmt.Errorf', 'context.Background', 'context.TODO']);

/** What is known of the value of an expression that is assigned. */
export function assignedValue(model: FileModel, expression: NodeId): Assigned {
  const node = model.unparenthesized(expression);
  if (node === NO_NODE) return 'unknown';
  const { ast } = model;
  if (isNil(model, node)) return 'nil';
  switch (kindOf(ast, node)) {
    case Kind.true:
      return 'true';
    case Kind.false:
      return 'false';
    case Kind.func_literal:
    case Kind.composite_literal:
      return 'non-nil';
    case Kind.unary_expression:
      return ast.op[node] === Op.and ? 'non-nil' : 'unknown';
    case Kind.identifier: {
      const symbol = variableAt(model, node);
      return symbol === undefined ? 'unknown' : { copyOf: symbol };
    }
    case Kind.call_expression: {
      const call = model.callAt(node);
      const symbol = model.symbolAt(call.callee);
      const isMade = symbol?.kind === 'universe' && (symbol.name === 'make' || symbol.name === 'new');
      return isMade || model.importedCallees(call).some((callee) => NEVER_NIL.has(callee)) ? 'non-nil' : 'unknown';
    }
    default:
      return 'unknown';
  }
}

/** What is known of a variable that is declared without a value. */
export function zeroValue(model: FileModel, symbol: SymbolId): Assigned {
  const type = model.typeOfSymbol(symbol);
  switch (type.tag) {
    case 'basic':
      return type.name === 'bool' ? 'false' : type.name === 'error' ? 'nil' : 'unknown';
    case 'pointer':
    case 'chan':
    case 'func':
    case 'map':
    case 'slice':
    case 'interface':
      return 'nil';
    default:
      return 'unknown';
  }
}

/** The value that a declaration or assignment gives to the name `target`; `NO_NODE` where it is one of many results. */
export function valueGivenTo(model: FileModel, statement: NodeId, target: NodeId): NodeId {
  const { ast } = model;
  const left = childIn(ast, statement, Field.left);
  const right = childIn(ast, statement, left === NO_NODE ? Field.value : Field.right);
  if (right === NO_NODE) return NO_NODE;
  const values = kindOf(ast, right) === Kind.expression_list ? childrenOf(ast, right) : [right];
  const targets =
    left === NO_NODE
      ? childrenOf(ast, statement).filter((child) => ast.field[child] === Field.name)
      : childrenOf(ast, left);
  const index = targets.findIndex((node) => model.unparenthesized(node) === target);
  return values.length === targets.length ? (values[index] ?? NO_NODE) : NO_NODE;
}

/** True for `var x T`. */
export function hasNoValue(model: FileModel, statement: NodeId): boolean {
  const isSpec = kindOf(model.ast, statement) === Kind.var_spec;
  return (
    isSpec && childIn(model.ast, statement, Field.value) === NO_NODE && firstChild(model.ast, statement) !== NO_NODE
  );
}
