import type { SourceFile } from '../../../src/engine/index.js';
import { NO_FUNC } from '../../../src/semantic/index.js';
import type { FileModel } from '../../../src/semantic/index.js';
import { Field, Kind, childIn, endOf, fieldOf, kindOf, parentOf, startOf } from '../../../src/syntax/index.js';
import type { FlatAst, NodeId } from '../../../src/syntax/index.js';
import type { Edit } from '../../../src/text/index.js';
import { modelOf } from './names.js';

/** Kinds that are expressions wherever they stand, as far as the places below let them in. */
const EXPRESSIONS: ReadonlySet<Kind> = new Set([
  Kind.binary_expression,
  Kind.call_expression,
  Kind.composite_literal,
  Kind.func_literal,
  Kind.identifier,
  Kind.index_expression,
  Kind.int_literal,
  Kind.interpreted_string_literal,
  Kind.nil,
  Kind.selector_expression,
  Kind.slice_expression,
  Kind.true,
  Kind.type_assertion_expression,
  Kind.unary_expression,
]);

/** Puts every argument that is a plain name in parentheses. */
export function aroundArguments({ ast }: SourceFile): Edit[] {
  return aroundNodes(ast, (node) => isArgument(ast, node) && kindOf(ast, node) === Kind.identifier);
}

/** Puts every operand, argument and value in parentheses, and what is called. */
export function aroundExpressions(file: SourceFile): Edit[] {
  const model = modelOf(file);
  return aroundNodes(file.ast, (node) => EXPRESSIONS.has(kindOf(file.ast, node)) && isFree(model, node));
}

function aroundNodes(ast: FlatAst, isMeant: (node: NodeId) => boolean): Edit[] {
  const opening: Edit[] = [];
  const closing: Edit[] = [];
  for (let node = 0 as NodeId; node < ast.size; node = (node + 1) as NodeId) {
    if (!isMeant(node)) continue;
    const [start, end] = [startOf(ast, node), endOf(ast, node)];
    opening.push({ start, end: start, newText: '(' });
    closing.unshift({ start: end, end, newText: ')' });
  }
  // At one place what ends there comes first, the inner before the outer; then what begins, the outer before the inner.
  return [...closing, ...opening];
}

function isArgument(ast: FlatAst, node: NodeId): boolean {
  return kindOf(ast, parentOf(ast, node)) === Kind.argument_list;
}

/** True where Go takes an expression in parentheses as well. */
function isFree(model: FileModel, node: NodeId): boolean {
  const { ast } = model;
  const parent = parentOf(ast, node);
  const field = fieldOf(ast, node);
  switch (kindOf(ast, parent)) {
    case Kind.argument_list:
      return !model.isTypeHere(node);
    case Kind.selector_expression:
      return field === Field.operand && model.importPathAt(node) === undefined;
    case Kind.call_expression:
      return field === Field.function && isNeverGeneric(model, node);
    case Kind.binary_expression:
    case Kind.unary_expression:
    case Kind.send_statement:
    case Kind.slice_expression:
      return true;
    case Kind.index_expression:
      return isOfLocal(model, parent);
    case Kind.expression_list:
      return fieldOf(ast, parent) !== Field.left && fieldOf(ast, parent) !== Field.alias && !isCase(ast, parent);
    case Kind.if_statement:
      return field === Field.condition;
    case Kind.for_clause:
      return field === Field.condition;
    case Kind.for_statement:
      return field !== Field.body;
    case Kind.range_clause:
      return field === Field.right;
    default:
      return false;
  }
}

/** A generic function in parentheses must be instantiated; methods and literals are none. */
function isNeverGeneric(model: FileModel, callee: NodeId): boolean {
  if (kindOf(model.ast, callee) === Kind.func_literal) return true;
  if (kindOf(model.ast, callee) !== Kind.selector_expression) return false;
  return model.importPathAt(childIn(model.ast, callee, Field.operand)) === undefined;
}

/** `x[i]` for a variable of the function; `f[T]` looks the same and is something else. */
function isOfLocal(model: FileModel, index: NodeId): boolean {
  const symbol = model.symbolAt(childIn(model.ast, index, Field.operand));
  return symbol !== undefined && symbol.func !== NO_FUNC && symbol.kind !== 'type';
}

/** What a case names may be a type. */
function isCase(ast: FlatAst, list: NodeId): boolean {
  const parent = kindOf(ast, parentOf(ast, list));
  return parent === Kind.type_case || parent === Kind.expression_case;
}
