import type { Type } from '../semantic/index.js';
import type { TypeName } from './type-name.js';

/** What a selector `x.name` means for the type of `x`. */
export type Selected =
  /** `path` are the embedded fields passed through; `isInside`: the field lies within the memory that `x` names or points to. */
  | { readonly what: 'field'; readonly type: Type; readonly isInside: boolean }
  /** `isInside`: the receiver lies within the memory that `x` names or points to, and is not reached by another pointer. */
  | {
      readonly what: 'method';
      readonly isPointerReceiver: boolean;
      readonly isInside: boolean;
      /** The embedded fields through which it is promoted. */
      readonly via: readonly string[];
      /** The type that declares it. */
      readonly owner: TypeName;
      readonly signature: Type;
    }
  /** A method of an interface: bound to what the interface holds. `isDirect`: `x` is that interface itself. */
  | {
      readonly what: 'interface-method';
      readonly isDirect: boolean;
      readonly via: readonly string[];
      /** The interface, where it has a name. */
      readonly owner: TypeName | undefined;
      /** `unknown` where the interface is not of another package. */
      readonly signature: Type;
    }
  | { readonly what: 'unknown' };
