import { rootOf, valueGivenTo } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { Field, Kind, NO_FUNC, NO_NODE, afterOf, childIn, kindOf } from '../../semantic/index.js';

/** The text of an expression without blanks and needless parentheses: the same for the same way to a place. */
export function plainText(model: FileModel, expression: NodeId): string {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  if (node === NO_NODE) return '';
  const operand = (): string => operandText(model, childIn(ast, node, Field.operand));
  const part = (field: Field): string => plainText(model, childIn(ast, node, field));
  switch (kindOf(ast, node)) {
    case Kind.selector_expression:
      return `${operand()}.${part(Field.field)}`;
    case Kind.index_expression:
      return `${operand()}[${part(Field.index)}]`;
    case Kind.unary_expression:
      return `${model.textOf(node).charAt(0)}${operand()}`;
    case Kind.binary_expression:
      return binaryText(model, node);
    case Kind.call_expression: {
      const { callee, args } = model.callAt(node);
      return `${plainText(model, callee)}(${args.map((argument) => plainText(model, argument)).join(',')})`;
    }
    default:
      return model.textOf(node).replace(/\s+/g, '');
  }
}

/** What binds less than a selector stands in parentheses before one. */
function operandText(model: FileModel, operand: NodeId): string {
  const kind = kindOf(model.ast, model.unparenthesized(operand));
  const text = plainText(model, operand);
  return kind === Kind.unary_expression || kind === Kind.binary_expression ? `(${text})` : text;
}

function binaryText(model: FileModel, node: NodeId): string {
  const left = childIn(model.ast, node, Field.left);
  const right = childIn(model.ast, node, Field.right);
  const operator = model.text.slice(model.spanOf(left).end, model.spanOf(right).start).replace(/\s+/g, '');
  return `${plainText(model, left)}${operator}${operandText(model, right)}`;
}

/** True for selectors, indices and dereferences of names: evaluating such a text twice gives the same place. */
export function isPlainText(text: string): boolean {
  return /^[\p{L}\p{N}_.*()[\]"]+$/u.test(text) && !/[\p{L}\p{N}_\]]\(/u.test(text);
}

/** The one value that a local variable ever gets, inside the function; `NO_NODE` for anything else. */
export function valueOfLocal(model: FileModel, func: FuncInfo, expression: NodeId): NodeId {
  const node = model.unparenthesized(expression);
  if (node === NO_NODE || kindOf(model.ast, node) !== Kind.identifier) return NO_NODE;
  const symbol = model.symbolAt(node);
  if (symbol === undefined || symbol.kind !== 'variable' || symbol.func === NO_FUNC) return NO_NODE;
  if (symbol.declaration < func.node || symbol.declaration >= afterOf(model.ast, func.node)) return NO_NODE;
  const others = model.referencesOf(symbol.id).filter(({ access }) => access !== 'read' && access !== 'declare');
  return others.length > 0 ? NO_NODE : valueGivenTo(model, symbol.declaration);
}

/** The plain text of a bound, with variables that stand for a length, or a length less something, written out. */
export function expandedText(model: FileModel, func: FuncInfo, bound: NodeId): string {
  const text = plainText(model, bound);
  const parts = /^([\p{L}_][\p{L}\p{N}_]*)(-.+)?$/u.exec(text);
  if (parts === null) return text;
  const value = valueOfLocal(model, func, firstName(model, bound));
  const written = value === NO_NODE ? '' : plainText(model, value);
  return /^len\([^()]*(?:\(\*[^()]*\))?[^()]*\)(?:-.+)?$/.test(written) ? `${written}${parts[2] ?? ''}` : text;
}

/** The slice belongs to a value that the function makes for itself and that nothing outlives it by. */
export function isOfOwnValue(model: FileModel, func: FuncInfo, target: NodeId): boolean {
  const root = rootOf(model, target);
  const symbol = root === undefined ? undefined : model.symbol(root.symbol);
  if (root === undefined || symbol === undefined || symbol.func === NO_FUNC || root.path.length === 0) return false;
  if (symbol.kind !== 'variable') return false;
  const value = model.unparenthesized(valueOfLocal(model, func, symbol.declaration));
  const isAddress = value !== NO_NODE && kindOf(model.ast, value) === Kind.unary_expression;
  const made = isAddress ? model.unparenthesized(childIn(model.ast, value, Field.operand)) : value;
  if (made === NO_NODE) return false;
  const isNew = kindOf(model.ast, made) === Kind.call_expression && model.textOf(model.callAt(made).callee) === 'new';
  return isNew || kindOf(model.ast, made) === Kind.composite_literal;
}

function firstName(model: FileModel, bound: NodeId): NodeId {
  for (let node = bound; node < afterOf(model.ast, bound); node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) === Kind.identifier) return node;
  }
  return NO_NODE;
}
