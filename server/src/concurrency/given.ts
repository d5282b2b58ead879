import type { FileModel, FuncInfo, NodeId, SymbolId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, firstChild, kindOf, parentOf, usesOf } from '../semantic/index.js';
import { parameterOf } from './callees.js';

/** What one call hands to parameters of the function that it calls: constants, as they are written. */
export type Given = ReadonlyMap<SymbolId, string>;

const NOTHING: Given = new Map();

/**
 * The constants that a call, or the call of a go statement, hands to parameters which the function never assigns.
 * `func` is what it calls.
 */
export function givenBy(model: FileModel, place: NodeId, func: FuncInfo): Given {
  if (place === NO_NODE) return NOTHING;
  const node = kindOf(model.ast, place) === Kind.go_statement ? firstChild(model.ast, place) : place;
  if (node === NO_NODE || kindOf(model.ast, node) !== Kind.call_expression) return NOTHING;
  const found = new Map<SymbolId, string>();
  for (const [index, argument] of model.callAt(node).args.entries()) {
    const text = constantText(model, argument);
    const symbol = text === undefined ? undefined : parameterOf(model, func, index);
    if (text !== undefined && symbol !== undefined && isKept(model, symbol)) found.set(symbol, text);
  }
  return found;
}

/** A key of what is given: equal for equal constants. */
export function keyOfGiven(given: Given): string {
  return [...given].map(([symbol, text]) => `${symbol}=${text}`).join();
}

/** How a condition, or a case of a switch, comes out with these constants; `undefined` where they do not tell. */
export function decidedBy(model: FileModel, given: Given, condition: NodeId): boolean | undefined {
  if (given.size === 0 || condition === NO_NODE) return undefined;
  const { ast } = model;
  const node = model.unparenthesized(condition);
  const tag = tagOf(model, condition);
  if (tag !== NO_NODE) return areEqual(valueOf(model, given, tag), valueOf(model, given, node));
  if (kindOf(ast, node) !== Kind.binary_expression) {
    const value = valueOf(model, given, node);
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }
  const op = ast.op[node];
  if (op !== Op.equal && op !== Op.notEqual) return undefined;
  const sides = [Field.left, Field.right].map((side) => valueOf(model, given, childIn(ast, node, side)));
  const isEqual = areEqual(sides[0], sides[1]);
  return isEqual === undefined ? undefined : isEqual === (op === Op.equal);
}

/** Constants by different names of one package are taken to differ; of a name and a literal nobody can tell. */
function areEqual(a: string | undefined, b: string | undefined): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  return prefixOf(a) === prefixOf(b) ? a === b : undefined;
}

function prefixOf(value: string): string {
  return /^(?:constant |import \S* )/.exec(value)?.[0] ?? '';
}

function valueOf(model: FileModel, given: Given, expression: NodeId): string | undefined {
  const node = model.unparenthesized(expression);
  const symbol = kindOf(model.ast, node) === Kind.identifier ? model.symbolAt(node) : undefined;
  return (symbol === undefined ? undefined : given.get(symbol.id)) ?? constantText(model, node);
}

/**
 * The text of a constant that no other text of its kind means: short decimal numbers, strings without escapes. Of one
 * that has a name `constant name`, or `import path name`.
 */
function constantText(model: FileModel, expression: NodeId): string | undefined {
  const node = model.unparenthesized(expression);
  const text = model.textOf(node);
  switch (kindOf(model.ast, node)) {
    case Kind.true:
    case Kind.false:
      return text;
    case Kind.int_literal:
      return /^(?:0|[1-9]\d{0,8})$/.test(text) ? text : undefined;
    case Kind.interpreted_string_literal:
      return /^"[^"\\]*"$/.test(text) ? text : undefined;
    case Kind.identifier:
      return isNamed(model, node) ? `constant ${text}` : undefined;
    case Kind.selector_expression: {
      const path = model.importPathAt(childIn(model.ast, node, Field.operand));
      return path === undefined ? undefined : `import ${path} ${model.textOf(childIn(model.ast, node, Field.field))}`;
    }
    default:
      return undefined;
  }
}

/** True for constants, and for names of other files of the package, which are taken for ones. */
function isNamed(model: FileModel, name: NodeId): boolean {
  const kind = model.symbolAt(name)?.kind;
  return kind === 'constant' || kind === 'outside';
}

/** What a switch compares with the expression of a case. */
function tagOf({ ast }: FileModel, test: NodeId): NodeId {
  const parent = parentOf(ast, test);
  const clause = kindOf(ast, parent) === Kind.expression_list ? parentOf(ast, parent) : parent;
  if (kindOf(ast, clause) !== Kind.expression_case) return NO_NODE;
  return childIn(ast, parentOf(ast, clause), Field.value);
}

function isKept(model: FileModel, symbol: SymbolId): boolean {
  return usesOf(model, symbol).every(({ what }) => what.does !== 'assigned' && what.does !== 'address');
}
