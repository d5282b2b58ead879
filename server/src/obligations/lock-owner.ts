import { isElement } from '../facts/index.js';
import type { TypeName } from '../facts/index.js';
import type { Lock, LockFunction } from './lock-sites.js';
import type { Type } from '../semantic/index.js';

/** The type that has the field which is the lock, or in which it is embedded; `undefined` for a variable, and where nobody knows. */
export function lockOwner({ model, facts }: LockFunction, { symbol, path, isEmbedded }: Lock): TypeName | undefined {
  if (path.length === 0 && !isEmbedded) return undefined;
  let type: Type = facts.resolve(model.typeOfSymbol(symbol));
  for (const name of isEmbedded ? path : path.slice(0, -1)) type = facts.resolve(step(type, name));
  const base = type.tag === 'pointer' ? facts.resolve(type.to) : type;
  return base.tag === 'named' ? { path: base.path, name: base.name } : undefined;
}

function step(of: Type, name: string): Type {
  return isElement(name) ? { tag: 'element', of } : { tag: 'field', of, name };
}
