import type { StdlibMethod, StdlibPackage, StdlibType } from '../knowledge/index.js';
import { stdlibPackage } from '../knowledge/index.js';
import type { StructField, Type } from '../semantic/index.js';
import { UNKNOWN } from '../semantic/index.js';
import type { Summaries } from './summaries.js';
import { signatureOfText, typeOfText } from './type-text.js';

/** A type declaration of another package. */
export interface ForeignType {
  /** The names of its type parameters, where it is generic. */
  readonly parameters?: readonly string[];
  readonly isAlias: boolean;
  /** What an alias stands for, or the underlying type. Fields of structs that are hidden show as one field `_`. */
  readonly type: Type;
}

/** A method that another package declares for one of its types. */
export interface ForeignMethod {
  /** `interface`: the type is an interface. */
  readonly receiver: 'pointer' | 'value' | 'interface';
  /** A function type. */
  readonly signature: Type;
  /** What the receiver calls the type parameters of a generic type. */
  readonly parameters?: readonly string[];
}

/**
 * What other packages export, asked by import path: the standard library, or packages of the same module. Types in
 * answers name their packages by import path, never by '' (see `rebase`). `undefined` is "not known", except that a
 * package which knows a type by `underlying` knows all of its exported members.
 */
export interface ForeignPackages {
  /** The type of a package-level function, variable or typed constant. */
  typeOf(path: string, name: string): Type | undefined;
  /** What a type's name stands for. */
  underlying(path: string, name: string): ForeignType | undefined;
  /** A method declared for the type itself; what embedded fields promote is told by `underlying`. */
  member(path: string, typeName: string, name: string): ForeignMethod | undefined;
  /** What the functions of the package do, where somebody has read their bodies. */
  readonly summaries?: (path: string) => Summaries | undefined;
}

/** The standard library by the table in `knowledge`. Answers are remembered: the same question has the same object. */
export const standardLibrary: ForeignPackages = {
  typeOf: (path, name) => {
    const known = stdlibPackage(path);
    const text = known?.values.get(name);
    if (known === undefined || text === undefined) return undefined;
    const types = remember(valueTypes, known, () => new Map<string, Type>());
    return remember(types, name, () => (text.startsWith('(') ? signatureOfText(text, path) : typeOfText(text, path)));
  },
  underlying: (path, name) => {
    const type = stdlibPackage(path)?.types.get(name);
    if (type === undefined || type.isPartial) return undefined;
    return remember(typeDeclarations, type, () => ({
      isAlias: type.isAlias,
      type: declaredAs(type, path),
      parameters: BY_POSITION,
    }));
  },
  member: (path, typeName, name) => {
    const method = stdlibPackage(path)?.types.get(typeName)?.methods.get(name);
    if (method === undefined) return undefined;
    const { receiver, signature } = method;
    return remember(methods, method, () => ({
      receiver,
      signature: signatureOfText(signature, path),
      parameters: BY_POSITION,
    }));
  },
};

/** How the table names type parameters; none of the library has more. */
const BY_POSITION: readonly string[] = ['$0', '$1', '$2', '$3'];

const valueTypes = new Map<StdlibPackage, Map<string, Type>>();
const typeDeclarations = new Map<StdlibType, ForeignType>();
const methods = new Map<StdlibMethod, ForeignMethod>();

/** Asks one after the other: the first that knows answers. */
export function firstOf(sources: readonly ForeignPackages[]): ForeignPackages {
  const first = <T>(ask: (source: ForeignPackages) => T | undefined): T | undefined => {
    for (const source of sources) {
      const answer = ask(source);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    typeOf: (path, name) => first((source) => source.typeOf(path, name)),
    underlying: (path, name) => first((source) => source.underlying(path, name)),
    member: (path, typeName, name) => first((source) => source.member(path, typeName, name)),
    summaries: (path) => first((source) => source.summaries?.(path)),
  };
}

/** A struct may have fields that are not exported, and then more than its exported ones are copied and kept. */
const HIDDEN_FIELDS: StructField = { name: '_', type: UNKNOWN, isEmbedded: false };

function declaredAs(type: StdlibType, path: string): Type {
  if (type.underlying === 'struct') {
    const fields = type.fields.map((field) => ({ ...field, type: typeOfText(field.type, path) }));
    return { tag: 'struct', fields: [...fields, HIDDEN_FIELDS] };
  }
  if (type.underlying === 'interface') return { tag: 'interface', methods: [...type.methods.keys()], hasMore: false };
  return typeOfText(type.underlying, path);
}

function remember<K, V>(known: Map<K, V>, key: K, compute: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = compute();
  known.set(key, value);
  return value;
}
