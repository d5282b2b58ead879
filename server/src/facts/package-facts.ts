import { hashText } from '../base/index.js';
import type { StructField, Type } from '../semantic/index.js';
import { UNKNOWN } from '../semantic/index.js';
import type { FieldStoreFact, FileFacts, MethodFact, TypeFact, ValueFact } from './file-facts.js';

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
    }
  /** A method of an interface: bound to what the interface holds. `isDirect`: `x` is that interface itself. */
  | { readonly what: 'interface-method'; readonly isDirect: boolean }
  | { readonly what: 'unknown' };

/** An embedded part of a value on the way to a selected name. */
interface Part {
  readonly type: Type;
  /** No pointer lies between the value and this part. */
  readonly isInside: boolean;
  /** The embedded fields that lead to it. */
  readonly via: readonly string[];
}

const UNKNOWN_SELECTED: Selected = { what: 'unknown' };
const MAX_DEPTH = 32;

/**
 * What the files of one package say together. Files for different systems may declare a name more than once: all
 * declarations are kept as alternatives, and an answer is given only where they agree.
 */
export class PackageFacts {
  private readonly types = new Map<string, TypeFact[]>();
  private readonly methods = new Map<string, MethodFact[]>();
  private readonly values = new Map<string, ValueFact[]>();
  private readonly stores: readonly FieldStoreFact[];
  private depth = 0;

  constructor(
    readonly importPath: string,
    readonly name: string,
    files: readonly FileFacts[],
  ) {
    for (const file of files) {
      for (const fact of file.types) push(this.types, fact.name, fact);
      for (const fact of file.methods) push(this.methods, `${fact.type}.${fact.name}`, fact);
      for (const fact of file.values) push(this.values, fact.name, fact);
    }
    this.stores = files.flatMap((file) => file.fieldStores);
  }

  /** True if a file of the package declares the name at package level. */
  declares(name: string): boolean {
    return this.types.has(name) || this.values.has(name);
  }

  isType(name: string): boolean {
    return this.types.has(name);
  }

  isFunction(name: string): boolean {
    return this.values.get(name)?.every((value) => value.kind === 'function') ?? false;
  }

  /** The type with its symbolic parts replaced by what the package declares; `unknown` where it does not say. */
  resolve(type: Type): Type {
    if (this.depth > MAX_DEPTH) return UNKNOWN;
    this.depth++;
    const resolved = this.resolveOnce(type);
    this.depth--;
    return resolved;
  }

  /** The type behind the name of a defined type of this package; other types are returned as they are. */
  underlying(type: Type): Type {
    let at = this.resolve(type);
    for (let i = 0; i < MAX_DEPTH && at.tag === 'named'; i++) {
      const fact = this.onlyType(at);
      if (fact === undefined) return UNKNOWN;
      at = this.resolve(fact.underlying);
    }
    return at.tag === 'named' ? UNKNOWN : at;
  }

  /** What `x.name` is for an `x` of this type, by the selector rules of the specification: the shallowest match. */
  select(type: Type, name: string): Selected {
    const base = this.resolve(type);
    const start = base.tag === 'pointer' ? this.resolve(base.to) : base;
    let level: readonly Part[] = [{ type: start, isInside: true, via: [] }];
    const seen = new Set<string>();
    for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
      const found = level.map((at) => this.selectDirectly(at, name, depth));
      const hits = found.filter((selected) => selected !== undefined);
      if (hits.length > 1) return UNKNOWN_SELECTED;
      if (hits[0] !== undefined) return hits[0];
      if (level.some((at) => this.isOpaque(at.type))) return UNKNOWN_SELECTED;
      level = level.flatMap((at) => this.embedded(at, seen));
    }
    return UNKNOWN_SELECTED;
  }

  /**
   * True if a value of the type `holder` may lead to a value of the type `target` by a chain of fields each of which
   * the package gives such a value somewhere. Proof by types only: another object of the type may be meant.
   */
  mayLeadTo(holder: Type, target: Type): boolean {
    const goal = this.namedBehind(target);
    const start = this.namedBehind(holder);
    if (goal === undefined || start === undefined) return false;
    const seen = new Set<string>();
    const work = [start];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      for (const value of this.storedInto(at)) {
        if (value === goal) return true;
        work.push(value);
      }
    }
    return false;
  }

  /** How many places of the package give the field of the type a value other than nil. */
  storesInto(owner: Type, field: string): number {
    const name = this.namedBehind(owner);
    if (name === undefined) return 0;
    return this.stores.filter((store) => store.field === field && this.namedBehind(store.owner) === name).length;
  }

  /** The name of the type of this package that `type` is, points to, or is a slice, array, map or channel of. */
  private namedBehind(type: Type): string | undefined {
    let at = this.resolve(type);
    for (let i = 0; i < MAX_DEPTH; i++) {
      if (at.tag === 'named') return at.path === '' ? at.name : undefined;
      if (at.tag === 'pointer') at = this.resolve(at.to);
      else if (at.tag === 'slice' || at.tag === 'array' || at.tag === 'map' || at.tag === 'chan')
        at = this.resolve(at.of);
      else return undefined;
    }
    return undefined;
  }

  private storedInto(owner: string): string[] {
    return this.stores.flatMap((store) => {
      if (this.namedBehind(store.owner) !== owner) return [];
      const value = this.resolve(store.value);
      if (value.tag === 'named' && this.underlying(value).tag === 'struct') return [];
      const name = this.namedBehind(value);
      return name === undefined ? [] : [name];
    });
  }

  private selectDirectly({ type, isInside, via }: Part, name: string, depth: number): Selected | undefined {
    if (type.tag === 'named' && type.path === '') {
      const methods = this.methods.get(`${type.name}.${name}`);
      if (methods?.[0] !== undefined) {
        const { isPointerReceiver } = methods[0];
        const agree = methods.every((method) => method.isPointerReceiver === isPointerReceiver);
        return agree ? { what: 'method', isPointerReceiver, isInside, via } : UNKNOWN_SELECTED;
      }
    }
    const underlying = this.underlying(type);
    if (underlying.tag === 'interface') {
      const isMethod = depth === 0 || underlying.methods.includes(name);
      return isMethod ? { what: 'interface-method', isDirect: depth === 0 } : undefined;
    }
    if (underlying.tag !== 'struct') return undefined;
    const field = underlying.fields.find((candidate) => candidate.name === name);
    return field === undefined ? undefined : { what: 'field', type: field.type, isInside };
  }

  /** True if members may be hidden from us: a type of another package, or one that is not known. */
  private isOpaque(type: Type): boolean {
    if (type.tag === 'named' && (type.path !== '' || this.onlyType(type) === undefined)) return true;
    const underlying = this.underlying(type);
    if (underlying.tag === 'interface') return underlying.hasMore;
    return type.tag === 'unknown' || type.tag === 'type-parameter';
  }

  private embedded({ type, isInside, via }: Part, seen: Set<string>): Part[] {
    const underlying = this.underlying(type);
    if (underlying.tag !== 'struct') return [];
    return underlying.fields.filter(isNew(seen)).map((field) => {
      const resolved = this.resolve(field.type);
      const path = [...via, field.name];
      return resolved.tag === 'pointer'
        ? { type: this.resolve(resolved.to), isInside: false, via: path }
        : { type: resolved, isInside, via: path };
    });
  }

  private onlyType(type: { readonly path: string; readonly name: string }): TypeFact | undefined {
    const facts = type.path === '' ? this.types.get(type.name) : undefined;
    return facts?.length === 1 ? facts[0] : undefined;
  }

  private resolveOnce(type: Type): Type {
    switch (type.tag) {
      case 'named': {
        const fact = this.onlyType(type);
        return fact?.isAlias === true ? this.resolve(fact.underlying) : type;
      }
      case 'declared':
        return type.path === '' ? this.declaredType(type.name) : UNKNOWN;
      case 'result': {
        const func = this.underlying(type.of);
        return func.tag === 'func' ? this.resolve(func.results[type.index] ?? UNKNOWN) : this.conversion(type.of);
      }
      case 'field':
        return this.fieldType(type.of, type.name);
      case 'element':
        return this.elementType(type.of);
      case 'sliced':
        return this.slicedType(type.of);
      case 'key': {
        const of = this.underlying(type.of);
        return of.tag === 'map'
          ? this.resolve(of.key)
          : of.tag === 'slice' || of.tag === 'array'
            ? { tag: 'basic', name: 'int' }
            : UNKNOWN;
      }
      case 'pointee': {
        const of = this.underlying(type.of);
        return of.tag === 'pointer' ? this.resolve(of.to) : UNKNOWN;
      }
      default:
        return type;
    }
  }

  /** `T(x)` where `T` is declared in another file looks like a call there. */
  private conversion(of: Type): Type {
    return of.tag === 'declared' && of.path === '' && this.isType(of.name)
      ? this.resolve({ tag: 'named', path: '', name: of.name })
      : UNKNOWN;
  }

  private declaredType(name: string): Type {
    const values = this.values.get(name);
    return values?.length === 1 && values[0] !== undefined ? this.resolve(values[0].type) : UNKNOWN;
  }

  private fieldType(of: Type, name: string): Type {
    const selected = this.select(of, name);
    if (selected.what === 'field') return this.resolve(selected.type);
    if (selected.what !== 'method') return UNKNOWN;
    const owner = this.namedBehind(of);
    const methods = owner === undefined ? undefined : this.methods.get(`${owner}.${name}`);
    return methods?.length === 1 && methods[0] !== undefined ? methods[0].signature : UNKNOWN;
  }

  private slicedType(type: Type): Type {
    const of = this.underlying(type);
    const array = of.tag === 'pointer' ? this.underlying(of.to) : of;
    return array.tag === 'array' ? { tag: 'slice', of: array.of } : this.resolve(type);
  }

  private elementType(type: Type): Type {
    const of = this.underlying(type);
    const container = of.tag === 'pointer' ? this.underlying(of.to) : of;
    switch (container.tag) {
      case 'slice':
      case 'array':
      case 'map':
      case 'chan':
        return this.resolve(container.of);
      default:
        return UNKNOWN;
    }
  }
}

/** Joins the facts of all files of a folder: one `PackageFacts` per package clause, so that p and p_test stay apart. */
export function link(importPath: string, files: readonly FileFacts[]): ReadonlyMap<string, PackageFacts> {
  const byName = new Map<string, FileFacts[]>();
  for (const file of files) push(byName, file.packageName, file);
  return new Map([...byName].map(([name, facts]) => [name, new PackageFacts(importPath, name, facts)]));
}

/** Equal for facts that mean the same to other files. */
export function hashFacts(facts: FileFacts): string {
  return hashText(JSON.stringify({ ...facts, path: '' }));
}

function isNew(seen: Set<string>): (field: StructField) => boolean {
  return (field) => {
    if (!field.isEmbedded) return false;
    const isFirst = !seen.has(field.name);
    seen.add(field.name);
    return isFirst;
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
