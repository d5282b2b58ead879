import type { Call, FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, childrenOf, kindOf, parentOf } from '../semantic/index.js';

const GIVING: ReadonlySet<Kind> = new Set([Kind.assignment_statement, Kind.short_var_declaration]);

/**
 * True if `defer x.Close()` stands right behind the statement that gives x, or behind the check of its error, and x is
 * what the call at `index` gives. No path misses that, and no graph is needed to see it, which is most of all code.
 */
export function isReleasedAtOnce(model: FileModel, call: Call, index: number, forms: readonly string[]): boolean {
  const { ast } = model;
  const list = parentOf(ast, call.node);
  const statement = parentOf(ast, list);
  if (kindOf(ast, list) !== Kind.expression_list || !GIVING.has(kindOf(ast, statement))) return false;
  if (childIn(ast, statement, Field.right) !== list || childrenOf(ast, list).length !== 1) return false;
  const target = childrenOf(ast, childIn(ast, statement, Field.left))[index];
  if (target === undefined || kindOf(ast, target) !== Kind.identifier) return false;
  const siblings = childrenOf(ast, parentOf(ast, statement));
  const at = siblings.indexOf(statement);
  const name = model.textOf(target);
  return [siblings[at + 1], siblings[at + 2]].some((next, i) => {
    if (next === undefined || kindOf(ast, next) !== Kind.defer_statement) return false;
    const check = siblings[at + 1];
    return (i === 0 || isPlainCheck(model, check)) && isReleaseOf(model, next, name, forms);
  });
}

/** `if …` without an else. */
function isPlainCheck(model: FileModel, statement: NodeId | undefined): boolean {
  if (statement === undefined || kindOf(model.ast, statement) !== Kind.if_statement) return false;
  return /\berr\w*\s*!=\s*nil\s*$/iu.test(model.textOf(childIn(model.ast, statement, Field.condition)));
}

/** `defer x.Close()`, `defer cancel()`. */
function isReleaseOf(model: FileModel, defer: NodeId, name: string, forms: readonly string[]): boolean {
  const call = childrenOf(model.ast, defer)[0] ?? NO_NODE;
  if (call === NO_NODE || kindOf(model.ast, call) !== Kind.call_expression) return false;
  const callee = model.textOf(model.callAt(call).callee);
  return forms.some((form) => callee === (form === '()' ? name : `${name}.${form}`));
}
