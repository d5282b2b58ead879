import type { Type } from '../../semantic/index.js';
import { Field, NO_NODE, childIn, childrenOf } from '../../semantic/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Fix, Report, RuleContext } from '../rule.js';
import { lineBefore } from './lines.js';
import { importEdit } from './pool-imports.js';
import type { SliceDrop } from './slice-drop.js';

type Cure = Pick<Report, 'fixes' | 'noFix'>;

/** Clears the slots before they are out of sight, or removes by `slices.Delete`, which does that itself. */
export function clearSlots(context: RuleContext, drop: SliceDrop): Cure {
  const { shape } = drop;
  if (shape.kind === 'removed') return deleteBySlices(context, drop, shape);
  const statement = clearing(context, drop);
  if (statement === undefined) return { noFix: 'the zero value of the elements cannot be written here' };
  if (statement === 'clear') return { noFix: 'clear needs Go 1.21' };
  const targets = childrenOf(context.model.ast, childIn(context.model.ast, drop.statement, Field.left));
  if (targets.length > 1) return { noFix: 'the element is taken in the same statement: it has to be taken before' };
  const edit = lineBefore(context.model, drop.statement, statement);
  if (edit === undefined) return { noFix: 'something else stands on the line' };
  return { fixes: [{ title: `Add ${statement} before`, kind: 'review', edits: [edit] }] };
}

/** The statement that clears what the drop leaves behind; `clear` if it needs that and the version has none. */
function clearing(context: RuleContext, { shape, place, element }: SliceDrop): string | undefined {
  const whole = place.startsWith('*') ? `(${place})` : place;
  const isOne = (shape.kind === 'head' || shape.kind === 'tail') && shape.count === '1';
  if (isOne) {
    const zero = zeroOf(context, element);
    const index = shape.kind === 'head' ? '0' : shape.end.startsWith('len(') ? `len(${place})-1` : shape.end;
    return zero === undefined ? undefined : `${whole}[${index}] = ${zero}`;
  }
  if (!isAtLeast(context.go, 1, 21)) return 'clear';
  switch (shape.kind) {
    case 'head':
      return `clear(${whole}[:${shape.count}])`;
    case 'tail':
      return `clear(${whole}[${shape.end}:])`;
    case 'cut':
      return `clear(${place})`;
    case 'removed':
      return undefined;
  }
}

function deleteBySlices(
  { model, go }: RuleContext,
  { place, value, names }: SliceDrop,
  { from, to }: { readonly from: string; readonly to: string },
): Cure {
  if (!isAtLeast(go, 1, 22)) return { noFix: 'slices.Delete clears what it frees from Go 1.22 on' };
  const imported = importEdit(model, 'slices');
  if (imported === undefined) return { noFix: 'the name slices is taken in this file' };
  const [, other] = names;
  const slice = other ?? place;
  const newText = `${imported.name}.Delete(${slice}, ${from}, ${to})`;
  const edits: Fix['edits'] = [...imported.edits, { ...model.spanOf(value), newText }];
  return { fixes: [{ title: `Remove by ${newText}, which clears the slot`, kind: 'review', edits }] };
}

/** The zero value of a type as the file can write it. */
function zeroOf({ model, facts }: RuleContext, element: Type): string | undefined {
  const type = facts.resolve(element);
  const { tag } = facts.underlying(type);
  if (tag === 'basic') return '""';
  if (tag !== 'struct' && tag !== 'array') return 'nil';
  if (type.tag !== 'named' || type.args !== undefined) return undefined;
  if (type.path === '') return `${type.name}{}`;
  const known = model.bindings.imports.find((entry) => entry.path === type.path);
  const isNamed = known !== undefined && known.node !== NO_NODE && /^\w+$/.test(known.localName);
  return isNamed && known.localName !== '_' ? `${known.localName}.${type.name}{}` : undefined;
}
