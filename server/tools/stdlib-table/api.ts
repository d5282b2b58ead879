import type { PathOf } from './api-type.js';
import { tableSignature, tableType, withoutTypeParameters } from './api-type.js';

/** How a type has a method: by pointer, by value, or because it is an interface. The table's marks. */
export type MethodMark = '*' | '-' | '&';

export interface ApiTypeEntry {
  isAlias: boolean;
  /** In the table's notation; `struct` and `interface` without what is in them. */
  underlying: string;
  /** Name and type of each exported field, in the table's notation. */
  readonly fields: Map<string, string>;
  /** The types of the embedded exported fields. */
  readonly embedded: Set<string>;
  /** Mark and signature by name. */
  readonly methods: Map<string, { readonly mark: MethodMark; readonly signature: string }>;
}

/** The exported names of one package. */
export interface ApiPackage {
  /** Signature or type of each function, variable and typed constant, in the table's notation. */
  readonly values: Map<string, string>;
  readonly types: Map<string, ApiTypeEntry>;
}

/** What packages are called, for the names in one package's description. */
export type Imports = (importer: string) => PathOf;

/**
 * Reads the API description: `texts` are the contents of GOROOT/api/go1.txt, go1.1.txt and so on in the order of
 * their versions; `removed` are the lines of except.txt, which no longer hold. What only one platform has is left out.
 */
export function readApi(
  texts: readonly string[],
  removed: ReadonlySet<string>,
  isCovered: (path: string) => boolean,
  imports: Imports,
): Map<string, ApiPackage> {
  const packages = new Map<string, ApiPackage>();
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const feature = line.replace(/ #\d+$/, '').trimEnd();
    const [, path, what] = /^pkg (\S+), (.*)$/.exec(feature) ?? [];
    if (path === undefined || what === undefined || !isCovered(path)) continue;
    if (removed.has(feature) || / \/\/\s*deprecated$/.test(feature)) continue;
    let found = packages.get(path);
    if (found === undefined) packages.set(path, (found = { values: new Map(), types: new Map() }));
    readFeature(found, what, imports(path));
  }
  return packages;
}

function readFeature(found: ApiPackage, feature: string, pathOf: PathOf): void {
  const [kind = '', rest = ''] = cut(feature, ' ');
  switch (kind) {
    case 'func': {
      const [, name = '', signature = ''] = /^(\w+)(.*)$/.exec(rest) ?? [];
      found.values.set(name, tableSignature(withoutTypeParameters(signature), pathOf));
      return;
    }
    case 'var':
    case 'const': {
      const [name, type] = cut(rest, ' ');
      if (!type.startsWith('=') && !type.startsWith('ideal-')) found.values.set(name, tableType(type, pathOf));
      return;
    }
    case 'method':
      readMethod(found, rest, pathOf);
      return;
    case 'type':
      readType(found, rest, pathOf);
      return;
    default:
      throw new Error(`cannot read the line "${feature}"`);
  }
}

function readMethod(found: ApiPackage, text: string, pathOf: PathOf): void {
  const [, pointer, type = '', name = '', signature = ''] =
    /^\((\*?)(\w+)(?:\[[^\]]*\])?\) (\w+)(.*)$/.exec(text) ?? [];
  const mark = pointer === '*' ? '*' : '-';
  entry(found, type).methods.set(name, { mark, signature: tableSignature(signature, pathOf) });
}

function readType(found: ApiPackage, text: string, pathOf: PathOf): void {
  const [, name = '', behind = ''] = /^(\w+)(.*)$/.exec(text) ?? [];
  const what = withoutTypeParameters(behind).trimStart();
  const type = entry(found, name);
  if (what.startsWith('= ')) {
    type.isAlias = true;
    type.underlying = tableType(what.slice(2), pathOf);
  } else if (what.startsWith('struct')) {
    type.underlying = 'struct';
    readField(type, what.slice('struct, '.length), pathOf);
  } else if (/^interface(?: \{|, |$)/.test(what)) {
    type.underlying = 'interface';
    readInterfaceMethod(type, what.slice('interface'.length), pathOf);
  } else {
    type.underlying = tableType(what, pathOf);
  }
}

function readField(type: ApiTypeEntry, text: string, pathOf: PathOf): void {
  if (text === '') return;
  const [name, written] = cut(text, ' ');
  if (name === 'embedded') type.embedded.add(tableType(written, pathOf));
  else type.fields.set(name, tableType(written, pathOf));
}

function readInterfaceMethod(type: ApiTypeEntry, text: string, pathOf: PathOf): void {
  const [, name, signature] = /^, (\w+)(\(.*)$/.exec(text) ?? [];
  if (name === undefined || signature === undefined) return;
  type.methods.set(name, { mark: '&', signature: tableSignature(signature, pathOf) });
}

function entry(found: ApiPackage, name: string): ApiTypeEntry {
  let type = found.types.get(name);
  if (type === undefined) {
    type = { isAlias: false, underlying: '?', fields: new Map(), embedded: new Set(), methods: new Map() };
    found.types.set(name, type);
  }
  return type;
}

function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
