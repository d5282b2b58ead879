import type { FileModel, NodeId, Type } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  firstChild,
  kindOf,
} from '../semantic/index.js';

/** `owner.field` is given a value of type `value`, by assignment or in a composite literal. */
export interface FieldStoreFact {
  readonly owner: Type;
  readonly field: string;
  readonly value: Type;
}

/** The values that the code below a node gives to fields, in source order. */
export function readFieldStores(model: FileModel, within: NodeId): readonly FieldStoreFact[] {
  const stores: FieldStoreFact[] = [];
  for (let node = within; node < afterOf(model.ast, within); node = (node + 1) as NodeId) {
    const kind = kindOf(model.ast, node);
    if (kind === Kind.assignment_statement) stores.push(...storesOfAssignment(model, node));
    if (kind === Kind.composite_literal) stores.push(...storesOfLiteral(model, node));
  }
  return stores;
}

function storesOfAssignment(model: FileModel, node: NodeId): FieldStoreFact[] {
  const { ast } = model;
  if (ast.op[node] !== Op.assign) return [];
  const targets = childrenOf(ast, childIn(ast, node, Field.left));
  const values = childrenOf(ast, childIn(ast, node, Field.right));
  return targets.flatMap((target, i) => {
    const selector = model.unparenthesized(target);
    if (kindOf(ast, selector) !== Kind.selector_expression) return [];
    const value = values.length === targets.length ? values[i] : undefined;
    const type: Type = value === undefined ? { tag: 'unknown' } : model.typeOf(value);
    const owner = model.typeOf(childIn(ast, selector, Field.operand));
    return [{ owner, field: model.textOf(childIn(ast, selector, Field.field)), value: type }];
  });
}

function storesOfLiteral(model: FileModel, node: NodeId): FieldStoreFact[] {
  const { ast } = model;
  const owner = model.typeOf(node);
  if (owner.tag !== 'named') return [];
  const body = childIn(ast, node, Field.body);
  if (body === NO_NODE || afterOf(ast, body) === body + 1) return [];
  return childrenOf(ast, body).flatMap((element) => {
    if (kindOf(ast, element) !== Kind.keyed_element) return [];
    const key = childIn(ast, element, Field.key);
    const [value] = childrenIn(ast, element, Field.value);
    const name = key === NO_NODE ? NO_NODE : firstChild(ast, key);
    if (value === undefined || name === NO_NODE || fieldOf(ast, key) !== Field.key) return [];
    if (kindOf(ast, name) !== Kind.identifier) return [];
    return [{ owner, field: model.textOf(name), value: model.typeOf(value) }];
  });
}
