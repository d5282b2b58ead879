import { hashText } from '../base/index.js';
import type { NamedType, Type } from '../semantic/index.js';
import { UNKNOWN, basic, byParameter, pointerTo, substitute } from '../semantic/index.js';
import { PackageChannels } from './channel-facts.js';
import { PackageConds } from './cond-facts.js';
import { computed } from './constant-facts.js';
import type { ForeignPackages, ForeignType } from './foreign-types.js';
import type { Selected } from './selected.js';
import type { TypeName } from './type-name.js';
import { standardLibrary } from './foreign-types.js';
import { PackagePools } from './pool-facts-protocol.js';
import { PackageStarts } from './start-facts.js';
import { PackageSlices } from './slice-facts.js';
import { Summaries } from './summaries.js';
import type { DeclaredNames } from './declared-names.js';
import { declaredNames } from './declared-names.js';
import type { FileFacts } from './file-facts.js';
import { mayLeadTo, storesInto } from './field-stores-linked.js';
import { selectFrom } from './selection.js';

/** What the predeclared `error` is. */
const ERROR_INTERFACE: Type = {
  tag: 'interface',
  methods: ['Error'],
  hasMore: false,
  signatures: [{ tag: 'func', params: [], results: [basic('string')] }],
};
const MAX_DEPTH = 32;

/**
 * What the files of one package say together. Files for different systems may declare a name more than once: all
 * declarations are kept as alternatives, and an answer is given only where they agree.
 */
export class PackageFacts {
  private readonly types: DeclaredNames['types'];
  private readonly methods: DeclaredNames['methods'];
  private readonly values: DeclaredNames['values'];
  private readonly stores: DeclaredNames['stores'];
  /** What the functions of the package do. */
  readonly summaries: Summaries;
  /** The pools of the package and how they are used. */
  readonly pools: PackagePools;
  /** What the package does with the conditions in its fields. */
  readonly conds: PackageConds;
  /** What the package does with the channels in its fields. */
  readonly channels: PackageChannels;
  /** Which functions the package starts as goroutines. */
  readonly starts: PackageStarts;
  /** The slices of the package that live longer than a call. */
  readonly slices: PackageSlices;
  /** What the package names of what ends traces and profiles: `Stop`, `StopCPUProfile`. */
  readonly traceStops: ReadonlySet<string>;
  private depth = 0;

  constructor(
    readonly importPath: string,
    readonly name: string,
    files: readonly FileFacts[],
    /** What the packages that this one imports export. */
    readonly foreign: ForeignPackages = standardLibrary,
  ) {
    ({ types: this.types, methods: this.methods, values: this.values, stores: this.stores } = declaredNames(files));
    const functions = files.map((file) => file.functions);
    this.summaries = new Summaries(this, functions, (path) => this.foreign.summaries?.(path));
    this.traceStops = new Set(files.flatMap((file) => file.traceStops));
    this.pools = new PackagePools(
      this,
      files.map((file) => file.pools),
    );
    this.conds = new PackageConds(
      this,
      files.map((file) => file.conds),
    );
    this.starts = new PackageStarts(
      this,
      files.map((file) => file.starts),
    );
    this.channels = new PackageChannels(
      this,
      files.map((file) => file.channels),
    );
    this.slices = new PackageSlices(
      this,
      files.map((file) => file.pushes),
    );
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

  /** The value of an integer constant of the package; `undefined` where files for different systems declare several. */
  integerOf(name: string): number | undefined {
    return computed({ name }, (other) => {
      const values = this.values.get(other);
      return values?.length === 1 ? values[0]?.value : undefined;
    });
  }

  /** The type of a variable, constant or function of the package; `undefined` where it declares no such value. */
  valueType(name: string): Type | undefined {
    return this.values.has(name) ? this.resolve({ tag: 'declared', path: '', name }) : undefined;
  }

  /** True if the package declares a method of that name for its type. */
  declaresMethod(type: string, name: string): boolean {
    return this.methods.has(`${type}.${name}`);
  }

  /** A method that the package declares for one of its types; `undefined` also where alternatives disagree. */
  methodOf(
    owner: TypeName,
    name: string,
  ):
    | { readonly isPointerReceiver: boolean; readonly signature: Type; readonly parameters?: readonly string[] }
    | undefined {
    const [first, ...others] = this.methods.get(`${owner.name}.${name}`) ?? [];
    if (first === undefined) return undefined;
    const { isPointerReceiver } = first;
    if (others.some((method) => method.isPointerReceiver !== isPointerReceiver)) return undefined;
    const { parameters } = first;
    return {
      ...{ isPointerReceiver, signature: others.length === 0 ? first.signature : UNKNOWN },
      ...(parameters !== undefined && { parameters }),
    };
  }

  /** The type with its symbolic parts replaced by what the package declares; `unknown` where it does not say. */
  resolve(type: Type): Type {
    if (this.depth > MAX_DEPTH) return UNKNOWN;
    this.depth++;
    const resolved = this.resolveOnce(type);
    this.depth--;
    return resolved;
  }

  /** The type behind the name of a defined type; types without a name are returned as they are. */
  underlying(type: Type): Type {
    let at = this.resolve(type);
    for (let i = 0; i < MAX_DEPTH && at.tag === 'named'; i++) {
      const declaration = this.typeDeclaration(at);
      if (declaration === undefined) return UNKNOWN;
      at = this.resolve(instantiated(declaration, at));
    }
    if (at.tag === 'basic' && at.name === 'error') return ERROR_INTERFACE;
    return at.tag === 'named' ? UNKNOWN : at;
  }

  /** What `x.name` is for an `x` of this type, by the selector rules of the specification: the shallowest match. */
  select(type: Type, name: string): Selected {
    return selectFrom(this, type, name);
  }

  /**
   * True if a value of the type `holder` may lead to a value of the type `target` by a chain of fields each of which
   * the package gives such a value somewhere. Proof by types only: another object of the type may be meant.
   */
  mayLeadTo(holder: Type, target: Type): boolean {
    return mayLeadTo(this, this.stores, holder, target);
  }

  /** How many places of the package give the field of the type a value other than nil. */
  storesInto(owner: Type, field: string): number {
    return storesInto(this, this.stores, owner, field);
  }

  /** What the name of a defined type or alias stands for; `undefined` if nobody knows, or several files disagree. */
  typeDeclaration({ path, name }: TypeName): ForeignType | undefined {
    if (path !== '') return this.foreign.underlying(path, name);
    const [fact, ...others] = this.types.get(name) ?? [];
    if (fact === undefined || others.length > 0) return undefined;
    return {
      ...{ isAlias: fact.isAlias, type: fact.underlying },
      ...(fact.parameters !== undefined && { parameters: fact.parameters }),
    };
  }

  private resolveOnce(type: Type): Type {
    switch (type.tag) {
      case 'named': {
        const declaration = this.typeDeclaration(type);
        return declaration?.isAlias === true ? this.resolve(instantiated(declaration, type)) : type;
      }
      case 'declared':
        return this.declaredType(type);
      case 'result': {
        const func = this.underlying(type.of);
        return func.tag === 'func' ? this.resolve(func.results[type.index] ?? UNKNOWN) : this.conversion(type.of);
      }
      case 'instance': {
        const func = this.underlying(type.of);
        if (func.tag !== 'func') return UNKNOWN;
        return this.resolve(substitute(func, byParameter(func.typeParameters, type.args)));
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

  /** `T(x)` and `(*T)(x)` where `T` is declared in another file or package look like calls there. */
  private conversion(of: Type): Type {
    if (of.tag === 'pointee') {
      const to = this.conversion(of.of);
      return to.tag === 'unknown' ? UNKNOWN : pointerTo(to);
    }
    if (of.tag !== 'declared') return UNKNOWN;
    const isType = of.path === '' ? this.isType(of.name) : this.foreign.underlying(of.path, of.name) !== undefined;
    return isType ? this.resolve({ tag: 'named', path: of.path, name: of.name }) : UNKNOWN;
  }

  private declaredType({ path, name }: TypeName): Type {
    if (path !== '') return this.resolve(this.foreign.typeOf(path, name) ?? UNKNOWN);
    const values = this.values.get(name);
    return values?.length === 1 && values[0] !== undefined ? this.resolve(values[0].type) : UNKNOWN;
  }

  private fieldType(of: Type, name: string): Type {
    const selected = this.select(of, name);
    switch (selected.what) {
      case 'field':
        return this.resolve(selected.type);
      case 'method':
      case 'interface-method':
        return selected.signature;
      case 'unknown':
        return UNKNOWN;
    }
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
export function link(
  importPath: string,
  files: readonly FileFacts[],
  foreign: ForeignPackages = standardLibrary,
): ReadonlyMap<string, PackageFacts> {
  const byName = new Map<string, FileFacts[]>();
  for (const file of files) push(byName, file.packageName, file);
  return new Map([...byName].map(([name, facts]) => [name, new PackageFacts(importPath, name, facts, foreign)]));
}

/**
 * Equal for declarations that mean the same to other files. What functions do is not part of it: that is asked for
 * one by one.
 */
export function hashFacts(facts: FileFacts): string {
  return hashText(JSON.stringify({ ...facts, path: '', functions: [] }));
}

/** The declared type with the type arguments of `type` in place of its parameters. */
function instantiated(declaration: ForeignType, type: NamedType): Type {
  return substitute(declaration.type, byParameter(declaration.parameters, type.args));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
