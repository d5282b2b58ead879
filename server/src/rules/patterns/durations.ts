import type { FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../../semantic/index.js';

/** Units of time in milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  'time.Nanosecond': 1e-6,
  'time.Microsecond': 1e-3,
  'time.Millisecond': 1,
  'time.Second': 1000,
  'time.Minute': 60_000,
  'time.Hour': 3_600_000,
};

/** Milliseconds of `time.Second`, `5 * time.Second`; `undefined` for all that is no such constant. */
export function durationOf(model: FileModel, expression: NodeId): number | undefined {
  const node = expression === NO_NODE ? NO_NODE : model.unparenthesized(expression);
  if (node === NO_NODE) return undefined;
  const { ast } = model;
  switch (kindOf(ast, node)) {
    case Kind.int_literal:
      return Number(model.textOf(node).replace(/_/g, ''));
    case Kind.selector_expression: {
      const path = model.importPathAt(childIn(ast, node, Field.operand));
      return path === undefined ? undefined : UNITS[`${path}.${model.textOf(childIn(ast, node, Field.field))}`];
    }
    case Kind.binary_expression: {
      if (!/^[^+\-/]*\*[^+\-/]*$/s.test(model.textOf(node))) return undefined;
      const left = durationOf(model, childIn(ast, node, Field.left));
      const right = durationOf(model, childIn(ast, node, Field.right));
      return left === undefined || right === undefined ? undefined : left * right;
    }
    default:
      return undefined;
  }
}
