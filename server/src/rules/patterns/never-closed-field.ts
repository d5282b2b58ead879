import type { NodeId } from '../../semantic/index.js';
import { Field, Kind, childIn, firstChild, kindOf } from '../../semantic/index.js';
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
  return isLeftOnlyByHead(view, func, loop) ? { range, name: `${owner.name}.${field}` } : undefined;
}
