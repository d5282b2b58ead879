import type { Callee, PackageFacts, TypeName } from '../facts/index.js';
import type { FileModel, NodeId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenOf,
  contextOf,
  firstChild,
  kindOf,
  parentOf,
} from '../semantic/index.js';
import type { Acquisition } from './acquisition.js';
import { ReleaseForms } from './release-forms.js';

/** A field that gets a resource, and that nothing of the package releases. */
export interface FieldLeak {
  readonly owner: TypeName;
  readonly field: string;
}

/**
 * The field of a type of the package that gets the resource, if no method of the type releases it or lets it out of
 * sight, and neither does other code of the file. Fields that other packages can name are theirs to release.
 */
export function fieldLeakOf(model: FileModel, facts: PackageFacts, acquisition: Acquisition): FieldLeak | undefined {
  const found = fieldOf(model, facts, acquisition);
  if (found === undefined) return undefined;
  const { owner, field } = found;
  const isHidden = /^[\p{Ll}_]/u.test(field) || /^[\p{Ll}_]/u.test(owner.name);
  if (!isHidden || isUsedInFile(model, field, acquisition) || isTreated(facts, found, acquisition)) return undefined;
  return found;
}

function fieldOf(model: FileModel, facts: PackageFacts, { bound, call }: Acquisition): FieldLeak | undefined {
  const { ast } = model;
  if (bound.how === 'stored') {
    if (kindOf(ast, bound.into) !== Kind.selector_expression) return undefined;
    const type = facts.resolve(model.typeOf(childIn(ast, bound.into, Field.operand)));
    return ofOwner(
      type.tag === 'pointer' ? facts.resolve(type.to) : type,
      model.textOf(childIn(ast, bound.into, Field.field)),
    );
  }
  const what = bound.how === 'used' ? contextOf(model, call.node) : undefined;
  if (what?.does !== 'stored' || kindOf(ast, what.into) !== Kind.composite_literal) return undefined;
  const keyed = parentOf(ast, parentOf(ast, model.parenthesized(call.node)));
  const key = kindOf(ast, keyed) === Kind.keyed_element ? (childrenOf(ast, keyed)[0] ?? NO_NODE) : NO_NODE;
  if (key === NO_NODE || parentOf(ast, keyed) !== childIn(ast, what.into, Field.body)) return undefined;
  return ofOwner(facts.resolve(model.typeNamedBy(childIn(ast, what.into, Field.type))), nameIn(model, key));
}

function nameIn(model: FileModel, key: NodeId): string {
  const inner = firstChild(model.ast, key);
  return model.textOf(inner === NO_NODE ? key : inner);
}

function ofOwner(type: ReturnType<PackageFacts['resolve']>, field: string): FieldLeak | undefined {
  return type.tag === 'named' && type.path === '' ? { owner: { path: '', name: type.name }, field } : undefined;
}

/** True if code of the file does more with a field of that name than read what it leads to: `p.ticker.C`. */
function isUsedInFile(model: FileModel, field: string, { pair }: Acquisition): boolean {
  model.looks.everywhere();
  const uses = fieldUses(model).get(field);
  if (uses === undefined) return false;
  const forms = new ReleaseForms(pair);
  return uses.isValue || [...uses.selected].some((name) => forms.isRelease([name]));
}

/** What the text of a file does with fields of one name. */
interface FieldUses {
  /** It stands somewhere as a value: passed on, copied, called. */
  isValue: boolean;
  /** What is selected from it. */
  readonly selected: Set<string>;
}

const usesInFiles = new WeakMap<FileModel, ReadonlyMap<string, FieldUses>>();

/** The uses of all fields of a file, by name: one pass over its text. */
function fieldUses(model: FileModel): ReadonlyMap<string, FieldUses> {
  const known = usesInFiles.get(model);
  if (known !== undefined) return known;
  const uses = new Map<string, FieldUses>();
  for (const match of model.text.matchAll(/\.(\w+)\b(?=(?:\.(\w+))?\s*(,[^=\n]*=|:?=[^=])?)/gu)) {
    const [, field = '', selected, given] = match;
    const own = uses.get(field) ?? { isValue: false, selected: new Set<string>() };
    uses.set(field, own);
    if (selected !== undefined) own.selected.add(selected);
    else if (given === undefined) own.isValue = true;
  }
  usesInFiles.set(model, uses);
  return uses;
}

/** True if a method of the type releases the field, or hands it to somebody. */
function isTreated(facts: PackageFacts, { owner, field }: FieldLeak, { pair }: Acquisition): boolean {
  const { summaries } = facts;
  const forms = new ReleaseForms(pair);
  return summaries.methodsOf(owner).some((name) => {
    const method: Callee = {
      kind: 'method',
      receiver: owner,
      isPointerReceiver: true,
      name,
      via: [],
      object: undefined,
    };
    const effects = summaries.effectsOf(method, -1) ?? [];
    // A function in a field looks like a method of what has the field: `r.cancel()`.
    const isCalled =
      pair.release.includes('()') &&
      effects.some(({ verb, path, detail }) => verb === 'method' && path === '' && detail === field);
    if (isCalled) return true;
    const own = effects.flatMap((effect) => {
      const [first, ...rest] = effect.path === '' ? [] : effect.path.split('.');
      return first === field ? [{ ...effect, path: rest.join('.') }] : [];
    });
    return forms.ofEffects(own, []) !== 'nothing';
  });
}
