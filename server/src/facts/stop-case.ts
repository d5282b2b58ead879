import type { FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, childrenOf, contextOf, kindOf } from '../semantic/index.js';

/** A case of a select statement that receives from a field of a variable and returns: `case <-w.quit: return`. */
export interface StopCase {
  /** The variable. */
  readonly operand: NodeId;
  readonly field: string;
}

/** The stop that a case of a select statement is; `undefined` if it does anything else. */
export function stopAt(model: FileModel, clause: NodeId): StopCase | undefined {
  const { ast } = model;
  if (kindOf(ast, clause) !== Kind.communication_case || !isReturning(model, clause)) return undefined;
  const communication = childIn(ast, clause, Field.communication);
  for (let node = communication; node < afterOf(ast, communication); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.selector_expression || contextOf(model, node).does !== 'receive') continue;
    const operand = model.unparenthesized(childIn(ast, node, Field.operand));
    const field = model.textOf(childIn(ast, node, Field.field));
    return kindOf(ast, operand) === Kind.identifier ? { operand, field } : undefined;
  }
  return undefined;
}

/** True if the last statement of the case is a return. */
function isReturning({ ast }: FileModel, clause: NodeId): boolean {
  const list = childrenOf(ast, clause).at(-1) ?? NO_NODE;
  const last = kindOf(ast, list) === Kind.statement_list ? childrenOf(ast, list).at(-1) : list;
  return last !== undefined && kindOf(ast, last) === Kind.return_statement;
}
