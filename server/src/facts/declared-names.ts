import type { FieldStoreFact } from './field-stores.js';
import type { FileFacts, MethodFact, TypeFact, ValueFact } from './file-facts.js';

/** What the files of one package declare, by name. A name has as many entries as files for different systems declare it. */
export interface DeclaredNames {
  readonly types: ReadonlyMap<string, readonly TypeFact[]>;
  /** By `Type.method`. */
  readonly methods: ReadonlyMap<string, readonly MethodFact[]>;
  readonly values: ReadonlyMap<string, readonly ValueFact[]>;
  readonly stores: readonly FieldStoreFact[];
}

interface Known {
  readonly files: readonly FileFacts[];
  readonly names: DeclaredNames;
}

/** By the first file's types, to be forgotten with them. */
const known = new WeakMap<readonly TypeFact[], Known>();

/**
 * The tables of a package. While somebody types, most states of a package have the same objects for declarations as the
 * one before, and then the same tables: building them costs more than all else at a keystroke in a large package.
 */
export function declaredNames(files: readonly FileFacts[]): DeclaredNames {
  const [first] = files;
  const before = first === undefined ? undefined : known.get(first.types);
  if (before !== undefined && isSame(before.files, files)) return before.names;
  const names = collect(files);
  if (first !== undefined) known.set(first.types, { files, names });
  return names;
}

function isSame(before: readonly FileFacts[], files: readonly FileFacts[]): boolean {
  return before.length === files.length && before.every((file, i) => hasSameDeclarations(file, files[i]));
}

function hasSameDeclarations(a: FileFacts, b: FileFacts | undefined): boolean {
  return a.types === b?.types && a.methods === b.methods && a.values === b.values && a.fieldStores === b.fieldStores;
}

function collect(files: readonly FileFacts[]): DeclaredNames {
  const types = new Map<string, TypeFact[]>();
  const methods = new Map<string, MethodFact[]>();
  const values = new Map<string, ValueFact[]>();
  for (const file of files) {
    for (const fact of file.types) push(types, fact.name, fact);
    for (const fact of file.methods) push(methods, `${fact.type}.${fact.name}`, fact);
    for (const fact of file.values) push(values, fact.name, fact);
  }
  return { types, methods, values, stores: files.flatMap((file) => file.fieldStores) };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
