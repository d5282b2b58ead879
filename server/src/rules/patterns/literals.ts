import type { FileModel, NodeId } from '../../semantic/index.js';
import { Kind, kindOf } from '../../semantic/index.js';

/** True for a function literal, in parentheses or not. */
export function isLiteral(model: FileModel, expression: NodeId): boolean {
  return kindOf(model.ast, model.unparenthesized(expression)) === Kind.func_literal;
}

export function isNil(model: FileModel, expression: NodeId): boolean {
  return kindOf(model.ast, model.unparenthesized(expression)) === Kind.nil;
}
