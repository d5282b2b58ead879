import type { FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, childrenIn, childrenOf, kindOf, parentOf } from '../semantic/index.js';

/** The value of an integer constant as its file writes it: a number, another constant of the package, or a sum of such. */
export type ConstantValue =
  | number
  | { readonly name: string }
  | { readonly op: '+' | '-' | '*'; readonly left: ConstantValue; readonly right: ConstantValue };

/** Longer expressions, and longer chains of constants, are not computed. */
const MAX_DEPTH = 12;

const OPERATORS: ReadonlyMap<number, '+' | '-' | '*'> = new Map([
  [Op.plus, '+'],
  [Op.minus, '-'],
  [Op.times, '*'],
]);

/** The expression that the declaration of a constant or variable gives to one of its names alone; `undefined` for `iota` lists. */
export function valueOfSpec(model: FileModel, declaration: NodeId): NodeId | undefined {
  const { ast } = model;
  const spec = declaration === NO_NODE ? NO_NODE : parentOf(ast, declaration);
  const list = spec === NO_NODE ? NO_NODE : childIn(ast, spec, Field.value);
  if (list === NO_NODE) return undefined;
  const names = childrenIn(ast, spec, Field.name);
  const values = kindOf(ast, list) === Kind.expression_list ? childrenOf(ast, list) : [list];
  return names.length === values.length ? values[names.indexOf(declaration)] : undefined;
}

/** The number that an integer literal is; `undefined` where JavaScript cannot hold it. */
export function integerOf(literal: string): number | undefined {
  const digits = literal.replaceAll('_', '');
  const value = Number(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** What the file tells of the value of a package-level constant, by its declared name. */
export function readConstant(model: FileModel, declaration: NodeId): ConstantValue | undefined {
  const value = valueOfSpec(model, declaration);
  return value === undefined ? undefined : valueOf(model, value, MAX_DEPTH);
}

/** Computes a value; `lookUp` tells what the package declares by a name. */
export function computed(
  value: ConstantValue | undefined,
  lookUp: (name: string) => ConstantValue | undefined,
  depth = MAX_DEPTH,
): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  if (depth === 0) return undefined;
  if ('name' in value) return computed(lookUp(value.name), lookUp, depth - 1);
  const left = computed(value.left, lookUp, depth - 1);
  const right = computed(value.right, lookUp, depth - 1);
  if (left === undefined || right === undefined) return undefined;
  const result = value.op === '+' ? left + right : value.op === '-' ? left - right : left * right;
  return Number.isSafeInteger(result) ? result : undefined;
}

function valueOf(model: FileModel, expression: NodeId, depth: number): ConstantValue | undefined {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  if (node === NO_NODE || depth === 0) return undefined;
  switch (kindOf(ast, node)) {
    case Kind.int_literal:
      return integerOf(model.textOf(node));
    case Kind.identifier: {
      const symbol = model.symbolAt(node);
      return symbol?.kind === 'constant' || symbol?.kind === 'outside' ? { name: symbol.name } : undefined;
    }
    case Kind.binary_expression: {
      const op = OPERATORS.get(ast.op[node] ?? -1);
      const left = valueOf(model, childIn(ast, node, Field.left), depth - 1);
      const right = valueOf(model, childIn(ast, node, Field.right), depth - 1);
      return op === undefined || left === undefined || right === undefined ? undefined : { op, left, right };
    }
    default:
      return undefined;
  }
}
