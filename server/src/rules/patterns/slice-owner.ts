import type { PackageFacts } from '../../facts/index.js';
import { rootOf } from '../../facts/index.js';
import type { FileModel, NodeId, Type } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, afterOf, childIn, childrenIn, childrenOf, kindOf } from '../../semantic/index.js';
import type { Related, RuleSeverity } from '../rule.js';
import type { SliceDrop } from './slice-drop.js';

/** What several goroutines work with lives long. */
const SHARING = new Set(['sync.Mutex', 'sync.RWMutex', 'sync.Cond', 'sync.WaitGroup']);

/**
 * A queue that is popped and a list that is removed from keep what they drop for long. The slot of a stack is written
 * again by the next push: that is little, unless the stack belongs to something that lives long.
 */
export function severityOfDrop(facts: PackageFacts, { shape, pins, kept }: SliceDrop): RuleSeverity {
  if (pins !== 'objects' || kept === undefined || shape.kind === 'cut') return 'hint';
  if (shape.kind !== 'tail' || kept.owner === undefined) return 'information';
  return isShared(facts, kept.owner) ? 'information' : 'hint';
}

/** Where the slice is declared, if this file does so. */
export function placesOfSlice(model: FileModel, { kept, target }: SliceDrop): Related[] {
  const declaration =
    kept === undefined || kept.owner === undefined
      ? rootDeclaration(model, target)
      : fieldOf(model, kept.owner, kept.name);
  if (declaration === NO_NODE) return [];
  model.looks.into(declaration);
  return [{ at: model.spanOf(declaration), message: `${model.textOf(declaration)} is declared here` }];
}

/** A struct with a lock or a channel in it. */
function isShared(facts: PackageFacts, owner: Type): boolean {
  const resolved = facts.resolve(owner);
  const struct = facts.underlying(resolved.tag === 'pointer' ? resolved.to : resolved);
  if (struct.tag !== 'struct') return false;
  return struct.fields.some((field) => {
    const type = facts.resolve(field.type);
    const inner = type.tag === 'pointer' ? facts.resolve(type.to) : type;
    if (inner.tag === 'named') return SHARING.has(`${inner.path}.${inner.name}`);
    return inner.tag === 'chan';
  });
}

function rootDeclaration(model: FileModel, target: NodeId): NodeId {
  const root = rootOf(model, target);
  return root === undefined ? NO_NODE : (model.symbol(root.symbol)?.declaration ?? NO_NODE);
}

/** The name of a field where the struct type that has it is declared. */
function fieldOf(model: FileModel, owner: Type, name: string): NodeId {
  const { ast } = model;
  const type = owner.tag === 'pointer' ? owner.to : owner;
  if (type.tag !== 'named' || type.path !== '') return NO_NODE;
  for (const declaration of childrenOf(ast, 0 as NodeId)) {
    if (kindOf(ast, declaration) !== Kind.type_declaration) continue;
    for (const spec of childrenOf(ast, declaration)) {
      if (model.textOf(childIn(ast, spec, Field.name)) === type.name) return fieldIn(model, spec, name);
    }
  }
  return NO_NODE;
}

function fieldIn(model: FileModel, spec: NodeId, name: string): NodeId {
  const { ast } = model;
  if (name === '') return childIn(ast, spec, Field.name);
  for (let node = spec; node < afterOf(ast, spec); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.field_declaration) continue;
    const found = childrenIn(ast, node, Field.name).find((field) => model.textOf(field) === name);
    if (found !== undefined) return found;
  }
  return NO_NODE;
}
