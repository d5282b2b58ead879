import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, Op, childIn, kindOf } from '../../semantic/index.js';
import type { Hold } from './hold.js';
import type { Target } from './target.js';

/**
 * True if the memory that the expression names is part of the target: its fields and array elements, with no pointer
 * between. `holdOf` says what a pointer on the way leads to.
 */
export function isInsideTarget(
  model: FileModel,
  facts: PackageFacts,
  target: Target,
  expression: NodeId,
  holdOf: (pointer: NodeId) => Hold | undefined,
): boolean {
  const { ast } = model;
  let node = model.unparenthesized(expression);
  for (;;) {
    const operand = childIn(ast, node, Field.operand);
    switch (kindOf(ast, node)) {
      case Kind.identifier:
        return target.variable !== undefined && model.symbolAt(node)?.id === target.variable;
      case Kind.index_expression:
        if (facts.underlying(model.typeOf(operand)).tag !== 'array') return false;
        break;
      case Kind.unary_expression:
        return ast.op[node] === Op.times && pointsToTarget(holdOf(operand));
      case Kind.selector_expression: {
        const type = model.typeOf(operand);
        const selected = facts.select(type, model.textOf(childIn(ast, node, Field.field)));
        if (selected.what !== 'field' || !selected.isInside) return false;
        if (facts.underlying(type).tag === 'pointer') return pointsToTarget(holdOf(operand));
        break;
      }
      default:
        return false;
    }
    if (operand === NO_NODE) return false;
    node = model.unparenthesized(operand);
  }
}

function pointsToTarget(hold: Hold | undefined): boolean {
  return hold?.kind === 'target' || hold?.kind === 'alias' || hold?.kind === 'inside';
}
