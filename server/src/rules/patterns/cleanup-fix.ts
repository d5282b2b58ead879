import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, kindOf, parentOf, printType } from '../../semantic/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Fix, RuleContext } from '../rule.js';
import type { CapturedTarget } from './captured-target.js';
import { isParameterFree } from './captured-target.js';

/**
 * From Go 1.24 on, where all that a finalizer needs is one field whose value can be taken beforehand: the same as a
 * cleanup. To be looked at, for the value is taken when the cleanup is added.
 */
export function useAddCleanup(context: RuleContext, call: Call, captured: CapturedTarget): Fix[] {
  const { model, facts } = context;
  const { uses, literal, root } = captured;
  const [use] = uses;
  if (!isAtLeast(context.go, 1, 24) || use === undefined || uses.length !== 1) return [];
  const argument = model.unparenthesized(call.args[0] ?? NO_NODE);
  if (!isParameterFree(model, captured) || kindOf(model.ast, argument) !== Kind.identifier) return [];
  const selector = parentOf(model.ast, use);
  if (kindOf(model.ast, selector) !== Kind.selector_expression || !isOnlyRead(model, selector)) return [];
  if (childIn(model.ast, selector, Field.operand) !== use) return [];
  const field = model.textOf(childIn(model.ast, selector, Field.field));
  const type = facts.resolve(model.typeOf(selector));
  const callee = childIn(model.ast, call.callee, Field.field);
  if (type.tag !== 'basic' || callee === NO_NODE || isNameUsedIn(model, literal, field)) return [];
  const { start, end } = model.spanOf(literal);
  const body = model.spanOf(childIn(model.ast, literal, Field.body));
  return [
    {
      title: `Use runtime.AddCleanup with the value of ${root.name}.${field} at this point`,
      kind: 'review',
      edits: [
        { ...model.spanOf(callee), newText: 'AddCleanup' },
        { start, end: body.start, newText: `func(${field} ${printType(type)}) ` },
        { ...model.spanOf(selector), newText: field },
        { start: end, end, newText: `, ${root.name}.${field}` },
      ],
    },
  ];
}

/** The field is passed, compared or returned: not assigned to, and its address is not taken. */
function isOnlyRead(model: FileModel, selector: NodeId): boolean {
  const parent = kindOf(model.ast, parentOf(model.ast, selector));
  return parent === Kind.argument_list || parent === Kind.binary_expression || parent === Kind.return_statement;
}

function isNameUsedIn(model: FileModel, literal: NodeId, name: string): boolean {
  for (let node = literal; node < afterOf(model.ast, literal); node = (node + 1) as NodeId) {
    const kind = kindOf(model.ast, node);
    if ((kind === Kind.identifier || kind === Kind.type_identifier) && model.textOf(node) === name) return true;
  }
  return false;
}
