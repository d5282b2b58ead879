import type { NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, childIn, firstChild, kindOf } from '../../syntax/index.js';
import type { FlowModel } from './flow-model.js';
import type { Cfg, FlowQuestions, Point } from './cfg.js';

/** True if the answers of `known` lead to another graph than `cfg`, which the answers of `file` made. */
export function differs(model: FlowModel, cfg: Cfg, file: FlowQuestions, known: Partial<FlowQuestions>): boolean {
  return (
    cfg.points.some((point) => isOtherPoint(model, point, file, known)) ||
    cfg.defers.some((defer) => known.recovers !== undefined && known.recovers(defer) !== file.recovers(defer))
  );
}

/** The answers of `known` where it has one, else those of `file`. */
export function combined(file: FlowQuestions, known: Partial<FlowQuestions>): FlowQuestions {
  return {
    effectOf: (call) => known.effectOf?.(call) ?? file.effectOf(call),
    rangeKindOf: (expression) => known.rangeKindOf?.(expression) ?? file.rangeKindOf(expression),
    constantOf: (expression) => known.constantOf?.(expression) ?? file.constantOf(expression),
    bodyInPlace: (call) => known.bodyInPlace?.(call) ?? file.bodyInPlace(call),
    recovers: (defer) => known.recovers?.(defer) ?? file.recovers(defer),
  };
}

function isOtherPoint(model: FlowModel, point: Point, file: FlowQuestions, known: Partial<FlowQuestions>): boolean {
  const { kind, node, head } = point;
  if (kind === 'condition') return known.constantOf?.(node) !== undefined;
  if (kind === 'head' && head?.startsWith('range') === true) {
    const range = childIn(model.ast, node, Field.right);
    return known.rangeKindOf !== undefined && known.rangeKindOf(range) !== head;
  }
  const call = kind === 'statement' ? calledBy(model, node) : NO_NODE;
  if (call === NO_NODE) return false;
  const isOtherEffect = known.effectOf !== undefined && known.effectOf(call) !== file.effectOf(call);
  return isOtherEffect || (known.bodyInPlace !== undefined && known.bodyInPlace(call) !== file.bodyInPlace(call));
}

/** The call that a statement consists of. */
function calledBy(model: FlowModel, statement: NodeId): NodeId {
  if (kindOf(model.ast, statement) !== Kind.expression_statement) return NO_NODE;
  const call = model.unparenthesized(firstChild(model.ast, statement));
  return call !== NO_NODE && kindOf(model.ast, call) === Kind.call_expression ? call : NO_NODE;
}
