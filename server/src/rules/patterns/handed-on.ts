import type { FileModel, NodeId, SymbolId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  isWithin,
  kindOf,
  parentOf,
  reaches,
  standingOf,
} from '../../semantic/index.js';
import { nameGiven } from './definitions.js';
import type { Target } from './target.js';

/** Predeclared functions that leave what their argument holds as it is. */
const HARMLESS: ReadonlySet<string> = new Set(['append', 'cap', 'len', 'max', 'min', 'print', 'println']);

/** Predeclared functions that take elements out, wherever they stand. */
const EMPTYING: ReadonlySet<string> = new Set(['clear', 'copy', 'delete']);

/**
 * True if the holder is given to other code behind the call: passed, its method called, copied to another variable or
 * overwritten through a pointer. That code may take the target out of it.
 */
export function isHandedOn(model: FileModel, target: Target, holder: SymbolId): boolean {
  const cfg = model.cfg(target.func);
  return model.referencesOf(holder).some(({ node, func }) => {
    if (isWithin(model.ast, node, target.call)) return false;
    const use = model.parenthesized(node);
    const callee = calleeOfArgument(model, use);
    if (callee !== undefined && EMPTYING.has(callee)) return true;
    const isGiven = callee === undefined ? isUsedElsewhere(model, use) : !HARMLESS.has(callee);
    if (!isGiven) return false;
    const standing = standingOf(model, node, func);
    const point = standing.func === target.func.id ? cfg.pointOf(standing.node) : undefined;
    return point === undefined || reaches(cfg, target.point, point, () => false);
  });
}

/** The name of what is called with the expression as an argument; '' for what is no plain name. */
function calleeOfArgument(model: FileModel, node: NodeId): string | undefined {
  const list = parentOf(model.ast, node);
  if (kindOf(model.ast, list) !== Kind.argument_list) return undefined;
  const call = model.callAt(parentOf(model.ast, list));
  if (call.callee === NO_NODE) return '';
  const symbol = model.symbolAt(call.callee);
  return symbol?.kind === 'universe' ? symbol.name : '';
}

/** A receiver of a call, the value of another variable, or `*w` on the left of an assignment. */
function isUsedElsewhere(model: FileModel, node: NodeId): boolean {
  const { ast } = model;
  const parent = parentOf(ast, node);
  switch (kindOf(ast, parent)) {
    case Kind.selector_expression: {
      const method = model.parenthesized(parent);
      const call = parentOf(ast, method);
      return kindOf(ast, call) === Kind.call_expression && childIn(ast, call, Field.function) === method;
    }
    case Kind.unary_expression: {
      const list = parentOf(ast, model.parenthesized(parent));
      const isLeft = kindOf(ast, list) === Kind.expression_list && ast.field[list] === Field.left;
      return ast.op[parent] === Op.times && isLeft;
    }
    case Kind.expression_list:
    case Kind.var_spec:
      return nameGiven(model, node) !== undefined;
    default:
      return false;
  }
}
