import { isNothing, pushedBy } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  contextOf,
  isWithin,
  kindOf,
  usesOf,
} from '../../semantic/index.js';
import type { SliceDrop } from './slice-drop.js';
import { plainText, valueOfLocal } from './slice-text.js';

/**
 * True if the function lets go of slots of the slice somewhere, hands the slice on to somebody who may, or gives the
 * place another array: what its slots hold is not known then.
 */
export function isTakenCareOf(model: FileModel, func: FuncInfo, drop: SliceDrop): boolean {
  const { ast } = model;
  for (let node = func.node; node < afterOf(ast, func.node); node = (node + 1) as NodeId) {
    switch (kindOf(ast, node)) {
      case Kind.assignment_statement:
        if (isClearing(model, func, drop, node)) return true;
        break;
      case Kind.call_expression:
        if (isHandedTo(model, drop, node) || isRefill(model, drop, node)) return true;
        break;
      case Kind.slice_expression:
        if (isNames(model, drop, childIn(ast, node, Field.operand)) && isSharedPart(model, drop, node)) return true;
        break;
      case Kind.identifier:
      case Kind.selector_expression:
        if (isNames(model, drop, node) && isSharedWhole(model, drop, node)) return true;
        break;
      default:
    }
  }
  return false;
}

/** `q[i] = nil`, `q[i].part = nil`, and the place itself gets nothing, or something else than a part of what it had. */
function isClearing(model: FileModel, func: FuncInfo, drop: SliceDrop, statement: NodeId): boolean {
  const { ast } = model;
  const targets = childrenOf(ast, childIn(ast, statement, Field.left));
  const values = childrenOf(ast, childIn(ast, statement, Field.right));
  return targets.some((target, i) => {
    const value = values[i] ?? NO_NODE;
    if (isNames(model, drop, target)) return value !== NO_NODE && !isMadeOf(model, drop, value);
    return isSlot(model, drop, target) && value !== NO_NODE && isZero(model, func, value);
  });
}

/** `q[i]`, `q[i].part`, `q[:n][i]`. */
function isSlot(model: FileModel, drop: SliceDrop, target: NodeId): boolean {
  const { ast } = model;
  let node = model.unparenthesized(target);
  for (let isInside = false; node !== NO_NODE; node = model.unparenthesized(childIn(ast, node, Field.operand))) {
    if (isInside && isNames(model, drop, node)) return true;
    const kind = kindOf(ast, node);
    if (kind !== Kind.index_expression && kind !== Kind.selector_expression && kind !== Kind.slice_expression)
      return false;
    isInside ||= kind === Kind.index_expression;
  }
  return false;
}

/** nil, T{}, and a variable that is only declared: `var zero T`. */
function isZero(model: FileModel, func: FuncInfo, value: NodeId): boolean {
  if (isNothing(model, value)) return true;
  const symbol = model.symbolAt(value);
  if (symbol?.kind !== 'variable' || valueOfLocal(model, func, value) !== NO_NODE) return false;
  return model.referencesOf(symbol.id).every(({ access }) => access === 'declare' || access === 'read');
}

/** The value slices the place, or adds to it. */
function isMadeOf(model: FileModel, drop: SliceDrop, value: NodeId): boolean {
  for (let node = value; node < afterOf(model.ast, value); node = (node + 1) as NodeId) {
    const kind = kindOf(model.ast, node);
    const isOperand = kind === Kind.slice_expression && isNames(model, drop, childIn(model.ast, node, Field.operand));
    if (isOperand) return childIn(model.ast, node, Field.capacity) === NO_NODE;
    if (kind !== Kind.call_expression) continue;
    const { callee, args } = model.callAt(node);
    const [first] = args;
    if (model.textOf(callee) === 'append' && first !== undefined && isNames(model, drop, first)) return true;
  }
  return false;
}

/** `clear(q)`, `clearTail(q[n:])`, `slices.Delete(q, …)`: what the callee does to the slots is its own affair. */
function isHandedTo(model: FileModel, drop: SliceDrop, call: NodeId): boolean {
  const { callee, args } = model.callAt(call);
  const isBuiltin = model.symbolAt(callee)?.kind === 'universe';
  if (isBuiltin) return model.textOf(callee) === 'clear' && args.some((argument) => isPart(model, drop, argument));
  return args.some((argument) => isPart(model, drop, argument));
}

/** What is cut to be filled again at once. */
function isRefill(model: FileModel, drop: SliceDrop, call: NodeId): boolean {
  if (drop.shape.kind !== 'cut' || call < drop.statement) return false;
  const pushed = pushedBy(model, call);
  return pushed !== NO_NODE && isNames(model, drop, pushed);
}

function isPart(model: FileModel, drop: SliceDrop, argument: NodeId): boolean {
  const node = model.unparenthesized(argument);
  if (isNames(model, drop, node)) return true;
  const kind = kindOf(model.ast, node);
  const isView = kind === Kind.slice_expression || kind === Kind.unary_expression || kind === Kind.variadic_argument;
  return isView && isPart(model, drop, childIn(model.ast, node, Field.operand));
}

/** Another slice of the same array that is kept or handed out: what it shows is not to be cleared. */
function isSharedPart(model: FileModel, drop: SliceDrop, slice: NodeId): boolean {
  if (isWithin(model.ast, slice, drop.statement)) return false;
  const { does } = contextOf(model, slice);
  return does === 'alias' || does === 'returned' || does === 'stored' || does === 'sent';
}

/** The whole slice under another name, but for names that are only indexed, measured and sliced in the drop. */
function isSharedWhole(model: FileModel, drop: SliceDrop, node: NodeId): boolean {
  const what = contextOf(model, node);
  switch (what.does) {
    case 'returned':
    case 'sent':
      return true;
    case 'address':
      return true;
    case 'indexed':
      return contextOf(model, what.expression).does === 'address';
    case 'stored':
      return !isNames(model, drop, what.into);
    case 'alias':
      // The name in its own declaration.
      if (model.symbolAt(node)?.id === what.symbol) return false;
      return usesOf(model, what.symbol).some(({ what: use, node: at }) => {
        const isHarmless = use.does === 'declared' || use.does === 'indexed' || use.does === 'range';
        if (isHarmless || isWithin(model.ast, at, drop.statement)) return false;
        return !(use.does === 'builtin' && (use.name === 'len' || use.name === 'cap'));
      });
    default:
      return false;
  }
}

function isNames(model: FileModel, { names }: SliceDrop, node: NodeId): boolean {
  return node !== NO_NODE && names.has(plainText(model, node));
}
