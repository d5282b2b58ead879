import type { Call, FileModel, NodeId, SymbolId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, Op, afterOf, childIn, kindOf, parentOf, printType } from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Fix, RuleContext } from '../rule.js';
import type { CapturedTarget } from './captured-target.js';
import { isParameterFree } from './captured-target.js';

/**
 * From Go 1.24 on, where all that a finalizer needs is one field whose value can be taken beforehand: the same as a
 * cleanup. To be looked at, for the value is taken when the cleanup is added.
 */
export function useAddCleanup(context: RuleContext, call: Call, captured: CapturedTarget): Fix[] {
  const { model } = context;
  const { literal, root } = captured;
  if (!isAtLeast(context.go, 1, 24) || !isParameterFree(model, captured)) return [];
  const argument = model.unparenthesized(call.args[0] ?? NO_NODE);
  const callee = childIn(model.ast, call.callee, Field.field);
  const read = fieldRead(context, captured);
  if (kindOf(model.ast, argument) !== Kind.identifier || callee === NO_NODE || read?.isScalar !== true) return [];
  const { end } = model.spanOf(literal);
  return [
    {
      title: `Use runtime.AddCleanup with the value of ${root.name}.${read.field} at this point`,
      kind: 'review',
      edits: [
        { ...model.spanOf(callee), newText: 'AddCleanup' },
        ...readFromParameter(model, literal, read),
        { start: end, end, newText: `, ${root.name}.${read.field}` },
      ],
    },
  ];
}

/**
 * Hands a cleanup that reads one field of the captured target that field as its argument, where the argument so far is
 * not used. To be looked at, for the value is taken when the cleanup is added.
 */
export function passTheField(context: RuleContext, call: Call, captured: CapturedTarget): Fix[] {
  const { model } = context;
  const { literal, root } = captured;
  const argument = call.args[2];
  const read = fieldRead(context, captured);
  if (argument === undefined || read === undefined || !isParameterFree(model, captured)) return [];
  if (!isDispensable(model, argument, root.id)) return [];
  return [
    {
      title: `Pass the value of ${root.name}.${read.field} at this point as the argument`,
      kind: 'review',
      edits: [
        ...readFromParameter(model, literal, read),
        { ...model.spanOf(argument), newText: `${root.name}.${read.field}` },
      ],
    },
  ];
}

interface FieldRead {
  readonly field: string;
  /** As Go writes it. */
  readonly type: string;
  readonly isScalar: boolean;
  /** All uses of the target: `f.fd` each. */
  readonly selectors: readonly NodeId[];
}

/** The one field of the target that the literal reads and does nothing else with; numbers, texts, slices of them. */
function fieldRead({ model, facts }: RuleContext, { uses, literal }: CapturedTarget): FieldRead | undefined {
  const selectors = uses.map((use) => parentOf(model.ast, use));
  const [first = NO_NODE] = selectors;
  const field = model.textOf(childIn(model.ast, first, Field.field));
  const isSame = selectors.every((selector, i) => {
    if (kindOf(model.ast, selector) !== Kind.selector_expression || !isOnlyRead(model, selector)) return false;
    if (childIn(model.ast, selector, Field.operand) !== uses[i]) return false;
    return model.textOf(childIn(model.ast, selector, Field.field)) === field;
  });
  const type = facts.resolve(model.typeOf(first));
  const isScalar = type.tag === 'basic';
  if (!isSame || (!isScalar && (type.tag !== 'slice' || type.of.tag !== 'basic'))) return undefined;
  return isNameUsedIn(model, literal, field) ? undefined : { field, type: printType(type), isScalar, selectors };
}

/** The literal with one parameter of the field's name and type in place of its own, and no use of the target. */
function readFromParameter(model: FileModel, literal: NodeId, { field, type, selectors }: FieldRead): Edit[] {
  const { start } = model.spanOf(literal);
  const body = model.spanOf(childIn(model.ast, literal, Field.body));
  return [
    { start, end: body.start, newText: `func(${field} ${type}) ` },
    ...selectors.map((selector) => ({ ...model.spanOf(selector), newText: field })),
  ];
}

/** True if the argument can go: it calls nothing, and no variable or import is left without a use. */
function isDispensable(model: FileModel, argument: NodeId, target: SymbolId): boolean {
  for (let node = argument; node < afterOf(model.ast, argument); node = (node + 1) as NodeId) {
    const symbol = model.symbolAt(node);
    const isKept = symbol === undefined || symbol.id === target || symbol.kind === 'universe' || symbol.kind === 'type';
    const kind = kindOf(model.ast, node);
    if (!isKept || kind === Kind.call_expression || kind === Kind.qualified_type) return false;
    if (kind === Kind.unary_expression && model.ast.op[node] === Op.receive) return false;
  }
  return true;
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
