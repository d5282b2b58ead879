import type { NodeId, Type } from '../semantic/index.js';
import type { TypeName } from './type-name.js';

/** What a call calls, as far as types tell. Paths are '' for the package itself, otherwise import paths. */
export type Callee =
  /**
   * A function at package level. A name of a package that nobody has read is taken for one: it may also be a
   * conversion there, or a variable.
   */
  | { readonly kind: 'function'; readonly path: string; readonly name: string }
  | {
      readonly kind: 'method';
      /** The type that declares the method, not the one that it is promoted to. */
      readonly receiver: TypeName;
      readonly isPointerReceiver: boolean;
      readonly name: string;
      /** The embedded fields through which it is promoted. */
      readonly via: readonly string[];
      /** The expression that the method is called on; the first argument of a method expression, if there is one. */
      readonly object: NodeId | undefined;
    }
  | {
      readonly kind: 'interface-method';
      /** The interface that the expression has, or that is embedded, where it has a name. */
      readonly receiver: TypeName | undefined;
      readonly name: string;
      readonly via: readonly string[];
      readonly object: NodeId | undefined;
    }
  /** A function literal that is called where it stands. */
  | { readonly kind: 'literal'; readonly node: NodeId }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'conversion'; readonly type: Type }
  /** The value of a variable, field or call, or a member of a type that is not known. */
  | { readonly kind: 'unknown' };

/**
 * The callee in Go's notation with full import paths: `runtime.SetFinalizer`, `(*sync.Pool).Put`, `(io.Closer).Close`,
 * `(*node).stop` and `start` of the package itself, `append`; `undefined` for what has no name.
 */
export function calleeName(callee: Callee): string | undefined {
  switch (callee.kind) {
    case 'function':
      return qualified(callee);
    case 'method':
      return `(${callee.isPointerReceiver ? '*' : ''}${qualified(callee.receiver)}).${callee.name}`;
    case 'interface-method':
      return callee.receiver === undefined ? undefined : `(${qualified(callee.receiver)}).${callee.name}`;
    case 'builtin':
      return callee.name;
    case 'literal':
    case 'conversion':
    case 'unknown':
      return undefined;
  }
}

function qualified({ path, name }: TypeName): string {
  return path === '' ? name : `${path}.${name}`;
}
