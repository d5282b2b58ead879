import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId, Type } from '../../semantic/index.js';

/** First results of functions of other packages, whose sources are not read. */
const RESULTS: Readonly<Record<string, string>> = {
  'golang.org/x/sync/errgroup.WithContext': 'golang.org/x/sync/errgroup.Group',
};

/** The type of the expression, or what it points to, as `path.Name`, if it is a defined type of another package. */
export function foreignType(model: FileModel, facts: PackageFacts, expression: NodeId): string | undefined {
  const type = model.typeOf(expression);
  return nameOf(type) ?? nameOf(facts.resolve(type));
}

function nameOf(type: Type): string | undefined {
  switch (type.tag) {
    case 'pointer':
      return nameOf(type.to);
    case 'named':
      return type.path === '' ? undefined : `${type.path}.${type.name}`;
    case 'result':
      if (type.index !== 0 || type.of.tag !== 'declared') return undefined;
      return RESULTS[`${type.of.path}.${type.of.name}`];
    default:
      return undefined;
  }
}
