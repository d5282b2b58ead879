/**
 * A light type. What one file alone cannot know stays symbolic (`declared`, `result`, `field`, …) until somebody who
 * sees the whole package resolves it; what nobody knows is `unknown`, and unknown leads to silence.
 */
export type Type =
  | { readonly tag: 'unknown' }
  | { readonly tag: 'basic'; readonly name: string }
  /** A defined type; `path` is '' for the file's own package, otherwise the import path. */
  | NamedType
  | { readonly tag: 'pointer'; readonly to: Type }
  | { readonly tag: 'slice'; readonly of: Type }
  | { readonly tag: 'array'; readonly of: Type }
  | { readonly tag: 'map'; readonly key: Type; readonly of: Type }
  | { readonly tag: 'chan'; readonly direction: 'both' | 'send' | 'receive'; readonly of: Type }
  | FuncType
  | { readonly tag: 'struct'; readonly fields: readonly StructField[] }
  | InterfaceType
  /** Of the generic type or function around it. */
  | { readonly tag: 'type-parameter'; readonly name: string }
  // symbolic: resolved against the facts of the package
  /** The type of a package-level variable, constant or function of this package or of an imported one. */
  | { readonly tag: 'declared'; readonly path: string; readonly name: string }
  | { readonly tag: 'result'; readonly of: Type; readonly index: number }
  | { readonly tag: 'field'; readonly of: Type; readonly name: string }
  /** A generic function with its type arguments. */
  | { readonly tag: 'instance'; readonly of: Type; readonly args: readonly Type[] }
  | { readonly tag: 'element'; readonly of: Type }
  | { readonly tag: 'key'; readonly of: Type }
  | { readonly tag: 'pointee'; readonly of: Type }
  /** The type of `x[i:j]`. */
  | { readonly tag: 'sliced'; readonly of: Type };

export interface NamedType {
  readonly tag: 'named';
  readonly path: string;
  readonly name: string;
  /** The type arguments of an instance of a generic type, where they are written. */
  readonly args?: readonly Type[];
}

export interface FuncType {
  readonly tag: 'func';
  readonly params: readonly Type[];
  readonly results: readonly Type[];
  /** The names of the type parameters of a generic function. */
  readonly typeParameters?: readonly string[];
}

export interface InterfaceType {
  readonly tag: 'interface';
  readonly methods: readonly string[];
  /** It embeds others, so there are more methods than these. */
  readonly hasMore: boolean;
  /** The function type of each of the methods, in their order, where it is known. */
  readonly signatures?: readonly Type[];
  /** The named interfaces that it embeds, where there are any. */
  readonly embedded?: readonly Type[];
}

export interface StructField {
  readonly name: string;
  readonly type: Type;
  readonly isEmbedded: boolean;
}

export const UNKNOWN: Type = { tag: 'unknown' };

/** `any`, and constraints. */
export const EMPTY_INTERFACE: Type = { tag: 'interface', methods: [], hasMore: false };

export function basic(name: string): Type {
  return { tag: 'basic', name };
}

export function pointerTo(type: Type): Type {
  return { tag: 'pointer', to: type };
}

/** Go's notation, for messages and snapshots; `?` is unknown. */
export function printType(type: Type): string {
  switch (type.tag) {
    case 'unknown':
      return '?';
    case 'basic':
      return type.name;
    case 'named':
      return `${type.path === '' ? type.name : `${type.path}.${type.name}`}${printArguments(type.args)}`;
    case 'pointer':
      return `*${printType(type.to)}`;
    case 'slice':
      return `[]${printType(type.of)}`;
    case 'array':
      return `[…]${printType(type.of)}`;
    case 'map':
      return `map[${printType(type.key)}]${printType(type.of)}`;
    case 'chan':
      return `${type.direction === 'receive' ? '<-chan' : type.direction === 'send' ? 'chan<-' : 'chan'} ${printType(type.of)}`;
    case 'func':
      return `func(${type.params.map(printType).join(', ')})${printResults(type.results)}`;
    case 'struct':
      return `struct{${type.fields.map((field) => `${field.isEmbedded ? '' : `${field.name} `}${printType(field.type)}`).join('; ')}}`;
    case 'interface':
      return 'interface';
    case 'type-parameter':
      return type.name;
    case 'instance':
      return `${printType(type.of)}${printArguments(type.args)}`;
    case 'declared':
      return `typeof(${type.path === '' ? type.name : `${type.path}.${type.name}`})`;
    case 'result':
      return `${printType(type.of)}#${type.index}`;
    case 'field':
      return `${printType(type.of)}.${type.name}`;
    case 'element':
      return `${printType(type.of)}[]`;
    case 'key':
      return `keyof(${printType(type.of)})`;
    case 'sliced':
      return `${printType(type.of)}[:]`;
    case 'pointee':
      return `*(${printType(type.of)})`;
  }
}

function printArguments(args: readonly Type[] | undefined): string {
  return args === undefined ? '' : `[${args.map(printType).join(', ')}]`;
}

function printResults(results: readonly Type[]): string {
  if (results.length === 0) return '';
  return results.length === 1 ? ` ${results.map(printType).join('')}` : ` (${results.map(printType).join(', ')})`;
}
