import type { Type } from '../semantic/index.js';
import { mapParts } from '../semantic/index.js';

/** The type as other packages name it: what has the path '' gets the import path of the package that said it. */
export function rebase(type: Type, path: string): Type {
  const own = (type.tag === 'named' || type.tag === 'declared') && type.path === '' ? { ...type, path } : type;
  return mapParts(own, (part) => rebase(part, path));
}
