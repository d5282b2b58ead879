import { moduleMembers } from './module-members.js';
import { moduleTable } from './module-table.js';
import { stdlibTable } from './stdlib-table.js';

/** How a type has a method. `interface`: the type is an interface, and whoever is in it has the method. */
export type StdlibReceiver = 'pointer' | 'value' | 'interface';

/** A method of a type of the standard library. */
export interface StdlibMethod {
  readonly receiver: StdlibReceiver;
  /** `(any,...int)(bool,error)`: as in Go without names, with import paths; see `StdlibPackage`. */
  readonly signature: string;
}

/** An exported field of a struct; an embedded one has the name of its type. */
export interface StdlibField {
  readonly name: string;
  readonly type: string;
  readonly isEmbedded: boolean;
}

/** A type of the standard library. */
export interface StdlibType {
  /** Nothing but some of its methods is known. */
  readonly isPartial: boolean;
  readonly isAlias: boolean;
  /** What an alias stands for, or the underlying type; `struct` and `interface` without what is in them. */
  readonly underlying: string;
  /** Without those that are not exported. */
  readonly fields: readonly StdlibField[];
  /** By name. Without those that an exported embedded field promotes. */
  readonly methods: ReadonlyMap<string, StdlibMethod>;
}

/**
 * The exported names of one package. Types are texts in Go's notation without spaces between parts: names of the
 * package itself are bare, others have their import path (`net/http.Header`), `$0` is a type parameter, type arguments
 * are left out, and `?` is what the API description does not tell.
 */
export interface StdlibPackage {
  /** The type or signature of each function, variable and typed constant; a signature starts with `(`. */
  readonly values: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, StdlibType>;
}

const packages = new Map<string, StdlibPackage>();

/**
 * The exported names of a package of the standard library, or of one of the few others in module-table.ts, by its
 * import path; some of the names for those in module-members.ts; `undefined` where no table has it. The standard
 * library is from the API description of the Go distribution (GOROOT/api). A table is read when its package is first
 * asked for.
 */
export function stdlibPackage(path: string): StdlibPackage | undefined {
  const known = packages.get(path);
  if (known !== undefined) return known;
  const text = lineIn(stdlibTable, path) ?? lineIn(moduleTable, path) ?? lineIn(moduleMembers, withoutVersion(path));
  if (text === undefined) return undefined;
  const read = readPackage(text);
  packages.set(path, read);
  return read;
}

function lineIn(table: Readonly<Record<string, string>>, path: string): string | undefined {
  return Object.hasOwn(table, path) ? table[path] : undefined;
}

/** Without `/v2` and the like. */
function withoutVersion(path: string): string {
  return !path.includes('/v') ? path : path.replace(/\/v\d+(?=\/|$)/g, '');
}

/** The import paths of the standard library that the table has, sorted. */
export function stdlibPaths(): readonly string[] {
  return Object.keys(stdlibTable);
}

/**
 * Lines: `Name(…)…` a function, `Name type` a variable or constant, `:Name underlying` a type, `=Name type` an alias,
 * `~Name` a type of which only some methods are told, and behind a type its parts: `.Name type` a field, `+type` an embedded one, `*Name(…)…` a method with a pointer
 * receiver, `-Name(…)…` one with a value receiver, `&Name(…)…` one of an interface.
 */
function readPackage(text: string): StdlibPackage {
  const values = new Map<string, string>();
  const types = new Map<string, StdlibType>();
  let fields: StdlibField[] = [];
  let methods = new Map<string, StdlibMethod>();
  for (const line of text.split('\n')) {
    const mark = line.charAt(0);
    switch (mark) {
      case ':':
      case '~':
      case '=': {
        const [name, underlying] = cut(line.slice(1));
        fields = [];
        methods = new Map();
        types.set(name, { isPartial: mark === '~', isAlias: mark === '=', underlying, fields, methods });
        break;
      }
      case '.': {
        const [name, type] = cut(line.slice(1));
        fields.push({ name, type, isEmbedded: false });
        break;
      }
      case '+':
        fields.push({ name: lastName(line), type: line.slice(1), isEmbedded: true });
        break;
      case '*':
      case '-':
      case '&': {
        const [name, signature] = cut(line.slice(1));
        methods.set(name, { receiver: RECEIVERS[mark], signature });
        break;
      }
      default: {
        const [name, type] = cut(line);
        values.set(name, type);
      }
    }
  }
  return { values, types };
}

const RECEIVERS = { '*': 'pointer', '-': 'value', '&': 'interface' } as const;

/** A name and what is behind it, without a blank between. */
function cut(line: string): [string, string] {
  const end = line.search(/[ (]/);
  if (end < 0) return [line, ''];
  return [line.slice(0, end), line.charAt(end) === ' ' ? line.slice(end + 1) : line.slice(end)];
}

function lastName(type: string): string {
  return /\w+$/.exec(type)?.[0] ?? '';
}
