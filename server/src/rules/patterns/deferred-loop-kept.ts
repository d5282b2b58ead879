import type { Call, FileModel, NodeId, SymbolInfo } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  fieldOf,
  isWithin,
  kindOf,
  parentOf,
} from '../../semantic/index.js';

/**
 * True if what a deferred call in a loop releases was there before the iteration, or is needed behind it: then the end
 * of the function is the right time.
 * @param release the call: `f.Close()`
 */
export function isKeptBeyond(model: FileModel, release: Call, loop: NodeId): boolean {
  if (loop === NO_NODE || release.callee === NO_NODE) return false;
  const { root, isElement } = rootOf(model, childIn(model.ast, release.callee, Field.operand));
  if (root === undefined) return false;
  if (!isWithin(model.ast, root.declaration, loop)) return isElement;
  return isElementOfRange(model, root) || isStoredOutside(model, root, loop);
}

/** The variable at the start of `nodes[i].conn`, and whether an element of it is meant. */
function rootOf(
  model: FileModel,
  operand: NodeId,
): { readonly root: SymbolInfo | undefined; readonly isElement: boolean } {
  const { ast } = model;
  let isElement = false;
  let at = operand === NO_NODE ? NO_NODE : model.unparenthesized(operand);
  while (at !== NO_NODE) {
    const kind = kindOf(ast, at);
    if (kind === Kind.identifier) return { root: model.symbolAt(at), isElement };
    if (kind !== Kind.selector_expression && kind !== Kind.index_expression) break;
    isElement ||= kind === Kind.index_expression;
    const inner = childIn(ast, at, Field.operand);
    at = inner === NO_NODE ? NO_NODE : model.unparenthesized(inner);
  }
  return { root: undefined, isElement };
}

/** `for _, x := range xs`: the second variable is an element of what existed before. Channels give no second one. */
function isElementOfRange({ ast }: FileModel, { declaration }: SymbolInfo): boolean {
  const list = parentOf(ast, declaration);
  if (kindOf(ast, parentOf(ast, list)) !== Kind.range_clause) return false;
  const [, second] = childrenOf(ast, list);
  // What an iterator function yields may be made for this iteration.
  const over = childIn(ast, parentOf(ast, list), Field.right);
  const mayBeMade = over !== NO_NODE && kindOf(ast, over) === Kind.call_expression;
  return second === declaration && !mayBeMade;
}

/** True if a variable, field or element from outside the loop gets it, or a channel does. */
function isStoredOutside(model: FileModel, symbol: SymbolInfo, loop: NodeId): boolean {
  return model.referencesOf(symbol.id).some(({ node, access }) => access === 'read' && isStored(model, node, loop));
}

const PASSED: ReadonlySet<Kind> = new Set([
  Kind.parenthesized_expression,
  Kind.unary_expression,
  Kind.composite_literal,
  Kind.literal_value,
  Kind.literal_element,
  Kind.keyed_element,
  Kind.argument_list,
  Kind.call_expression,
]);

function isStored(model: FileModel, reference: NodeId, loop: NodeId): boolean {
  const { ast } = model;
  let at = reference;
  let call: NodeId = NO_NODE;
  while (PASSED.has(kindOf(ast, parentOf(ast, at)))) {
    at = parentOf(ast, at);
    if (fieldOf(ast, at) === Field.function) return false;
    if (kindOf(ast, at) === Kind.call_expression) call = at;
  }
  const outer = parentOf(ast, at);
  if (kindOf(ast, outer) === Kind.send_statement) return fieldOf(ast, at) === Field.value;
  const statement = kindOf(ast, outer) === Kind.expression_list ? parentOf(ast, outer) : outer;
  if (kindOf(ast, statement) !== Kind.assignment_statement || fieldOf(ast, outer) !== Field.right) return false;
  const [target = NO_NODE] = childrenOf(ast, childIn(ast, statement, Field.left));
  const { root, isElement } = rootOf(model, target);
  if (root === undefined || isWithin(ast, root.declaration, loop)) return false;
  // What a function makes of it may be plain data: `text, err = io.ReadAll(f)`.
  return call === NO_NODE || isElement || /^append\s*\(/u.test(model.textOf(call));
}
