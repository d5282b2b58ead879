import type { FileModel, NodeId, Type } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  UNKNOWN,
  childIn,
  contextOf,
  firstChild,
  kindOf,
  parentOf,
} from '../../semantic/index.js';
import { isLeftOnlyByHead } from './never-closed.js';
import type { View } from './unsatisfied-waits.js';

/** A loop over a channel in a field that nothing in the package closes. */
export interface UnclosedField {
  /** What is ranged over. */
  readonly range: NodeId;
  /** `dispatcher.jobs` */
  readonly name: string;
}

/** A loop that only a close ends, over a field of a type of this package whose every use is in sight, and none closes it. */
export function unclosedField(view: View, loop: NodeId): UnclosedField | undefined {
  const { model, facts } = view;
  const { ast } = model;
  const head = firstChild(ast, loop);
  if (kindOf(ast, head) !== Kind.range_clause) return undefined;
  const range = model.unparenthesized(childIn(ast, head, Field.right));
  if (kindOf(ast, range) !== Kind.selector_expression || facts.underlying(model.typeOf(range)).tag !== 'chan') {
    return undefined;
  }
  const holder = facts.resolve(model.typeOf(childIn(ast, range, Field.operand)));
  const owner = holder.tag === 'pointer' ? facts.resolve(holder.to) : holder;
  if (owner.tag !== 'named' || owner.path !== '') return undefined;
  const field = model.textOf(childIn(ast, range, Field.field));
  const uses = facts.channels.usesOf(owner.name, field);
  const func = model.funcAt(loop);
  if (uses === undefined || func === undefined || uses.some(({ does }) => does === 'close')) return undefined;
  if (isMadeForTheProcess(view, owner.name, field) || !isLeftOnlyByHead(view, func, loop)) return undefined;
  return { range, name: `${owner.name}.${field}` };
}

/** True if a function of this file that makes the channel is called for a variable of the package: that is never let go. */
function isMadeForTheProcess({ model, facts }: View, owner: string, field: string): boolean {
  return model.bindings.calls.some((node) => {
    const call = model.callAt(node);
    if (call.callee === NO_NODE || model.textOf(call.callee) !== 'make') return false;
    const made = facts.resolve(holderOf(model, node, field));
    const type = made.tag === 'pointer' ? facts.resolve(made.to) : made;
    const func = model.funcAt(node);
    if (type.tag !== 'named' || type.path !== '' || type.name !== owner || func === undefined) return false;
    const maker = model.bindings.symbols.find(({ name, kind }) => kind === 'function' && name === func.name);
    return maker !== undefined && model.referencesOf(maker.id).some((use) => isAtPackageLevel(model, use.node));
  });
}

/** The type of the struct whose field gets the value: `T{f: make(…)}`, `x.f = make(…)`. */
function holderOf(model: FileModel, value: NodeId, field: string): Type {
  const what = contextOf(model, value);
  if (what.does !== 'stored') return UNKNOWN;
  const { ast } = model;
  if (kindOf(ast, what.into) === Kind.composite_literal) {
    const key = childIn(ast, parentOf(ast, parentOf(ast, value)), Field.key);
    return key !== NO_NODE && model.textOf(key) === field ? model.typeOf(what.into) : UNKNOWN;
  }
  const isField = kindOf(ast, what.into) === Kind.selector_expression;
  const name = isField ? model.textOf(childIn(ast, what.into, Field.field)) : '';
  return name === field ? model.typeOf(childIn(ast, what.into, Field.operand)) : UNKNOWN;
}

/** True for a use outside of functions, or in a literal that stands outside of them. */
function isAtPackageLevel(model: FileModel, node: NodeId): boolean {
  let func = model.funcAt(node);
  while (func?.kind === 'literal') func = model.func(func.parent);
  return func === undefined && kindOf(model.ast, parentOf(model.ast, node)) !== Kind.function_declaration;
}
