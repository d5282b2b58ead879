import type { ForeignPackages } from './foreign-types.js';
import { rebase } from './rebase.js';
import type { PackageFacts } from './package-facts.js';

/** The packages that `packageAt` knows, as another package sees them; `packageAt` is asked by import path. */
export function siblingPackages(packageAt: (path: string) => PackageFacts | undefined): ForeignPackages {
  return {
    typeOf: (path, name) => {
      const type = packageAt(path)?.valueType(name);
      return type === undefined ? undefined : rebase(type, path);
    },
    underlying: (path, name) => {
      const declaration = packageAt(path)?.typeDeclaration({ path: '', name });
      return declaration === undefined ? undefined : { ...declaration, type: rebase(declaration.type, path) };
    },
    member: (path, typeName, name) => {
      const method = packageAt(path)?.methodOf({ path: '', name: typeName }, name);
      if (method === undefined) return undefined;
      const receiver = method.isPointerReceiver ? 'pointer' : 'value';
      return { ...method, receiver, signature: rebase(method.signature, path) };
    },
    summaries: (path) => packageAt(path)?.summaries,
  };
}
