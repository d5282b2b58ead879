import type { NamedType, Type } from '../semantic/index.js';
import { UNKNOWN, byParameter, substitute } from '../semantic/index.js';
import type { ForeignPackages, ForeignType } from './foreign-types.js';
import type { Selected } from './selected.js';
import type { TypeName } from './type-name.js';

/** A method as its declaration says it. */
export interface DeclaredMethod {
  readonly isPointerReceiver: boolean;
  readonly signature: Type;
  /** What the receiver calls the type parameters of a generic type. */
  readonly parameters?: readonly string[];
}

/** What a selection asks the package. */
interface SelectionLookup {
  readonly foreign: ForeignPackages;
  resolve(type: Type): Type;
  underlying(type: Type): Type;
  typeDeclaration(type: TypeName): ForeignType | undefined;
  declaresMethod(type: string, name: string): boolean;
  methodOf(owner: TypeName, name: string): DeclaredMethod | undefined;
}

/** An embedded part of a value on the way to a selected name. */
interface Part {
  readonly type: Type;
  /** No pointer lies between the value and this part. */
  readonly isInside: boolean;
  /** The embedded fields that lead to it. */
  readonly via: readonly string[];
}

interface InterfaceMethod {
  readonly owner: TypeName | undefined;
  readonly signature: Type;
}

const UNKNOWN_SELECTED: Selected = { what: 'unknown' };
/** Types that embed each other deeper than that are not looked through. */
const MAX_DEPTH = 32;

/** What `x.name` is for an `x` of this type, by the selector rules of the specification: the shallowest match. */
export function selectFrom(facts: SelectionLookup, type: Type, name: string): Selected {
  const base = facts.resolve(type);
  const start = base.tag === 'pointer' ? facts.resolve(base.to) : base;
  const whole: Part = { type: start, isInside: true, via: [] };
  const selection = new Selection(facts, name);
  return selection.directly(whole, 0) ?? selection.promoted(whole);
}

class Selection {
  constructor(
    private readonly facts: SelectionLookup,
    private readonly name: string,
  ) {}

  /** The shallowest match among the embedded fields: every depth is looked at as a whole. */
  promoted(whole: Part): Selected {
    let level: readonly Part[] = [whole];
    const seen = new Set<string>();
    for (let depth = 1; depth < MAX_DEPTH && level.length > 0; depth++) {
      if (level.some((at) => this.isOpaque(at.type))) return UNKNOWN_SELECTED;
      for (const { type } of level) if (type.tag === 'named') seen.add(keyOf(type));
      level = level
        .flatMap((at) => this.embedded(at))
        .filter((at) => !(at.type.tag === 'named' && seen.has(keyOf(at.type))));
      const hits = level.flatMap((at) => this.directly(at, depth) ?? []);
      if (hits.length > 1) return UNKNOWN_SELECTED;
      if (hits[0] !== undefined) return hits[0];
    }
    return UNKNOWN_SELECTED;
  }

  /** The match in the part itself. */
  directly(part: Part, depth: number): Selected | undefined {
    const { type, isInside } = part;
    const declared = type.tag === 'named' ? this.declaredMethod(type, part) : undefined;
    if (declared !== undefined) return declared;
    const underlying = this.facts.underlying(type);
    if (underlying.tag === 'interface') {
      const method = this.interfaceMethod(type);
      const { owner, signature } = method ?? { owner: undefined, signature: UNKNOWN };
      if (method === undefined && depth > 0) return undefined;
      return { what: 'interface-method', isDirect: depth === 0, via: part.via, owner, signature };
    }
    if (underlying.tag !== 'struct') return undefined;
    const field = underlying.fields.find((candidate) => candidate.name === this.name);
    return field === undefined ? undefined : { what: 'field', type: field.type, isInside };
  }

  /** The method of that name that is declared for the type itself, if there is one. */
  private declaredMethod(owner: NamedType, { isInside, via }: Part): Selected | undefined {
    const place = { isInside, via, owner: nameOf(owner) };
    if (owner.path !== '') {
      const method = this.facts.foreign.member(owner.path, owner.name, this.name);
      if (method === undefined || method.receiver === 'interface') return undefined;
      const isPointerReceiver = method.receiver === 'pointer';
      return { what: 'method', isPointerReceiver, signature: signatureFor(method, owner), ...place };
    }
    if (!this.facts.declaresMethod(owner.name, this.name)) return undefined;
    const method = this.facts.methodOf(owner, this.name);
    if (method === undefined) return UNKNOWN_SELECTED;
    const { isPointerReceiver } = method;
    return { what: 'method', isPointerReceiver, signature: signatureFor(method, owner), ...place };
  }

  /** The interface among `type` and those that it embeds that has the method; `seen` are those looked at before. */
  private interfaceMethod(type: Type, seen = new Set<string>()): InterfaceMethod | undefined {
    const underlying = this.facts.underlying(type);
    if (underlying.tag !== 'interface' || (type.tag === 'named' && seen.has(keyOf(type)))) return undefined;
    const at = underlying.methods.indexOf(this.name);
    if (at < 0) {
      if (type.tag === 'named') seen.add(keyOf(type));
      const inner = underlying.embedded?.map((part) => this.interfaceMethod(this.facts.resolve(part), seen));
      return inner?.find((method) => method !== undefined);
    }
    if (type.tag !== 'named') {
      const owner = type.tag === 'basic' ? { path: '', name: type.name } : undefined;
      return { owner, signature: underlying.signatures?.[at] ?? UNKNOWN };
    }
    const foreign = type.path === '' ? undefined : this.facts.foreign.member(type.path, type.name, this.name);
    return { owner: nameOf(type), signature: foreign?.signature ?? underlying.signatures?.[at] ?? UNKNOWN };
  }

  /** True if members may be hidden from us: a type of a package that is not known, or one that is not known itself. */
  private isOpaque(type: Type): boolean {
    if (type.tag === 'named' && this.facts.typeDeclaration(type) === undefined) return true;
    const underlying = this.facts.underlying(type);
    if (underlying.tag === 'interface') return underlying.hasMore;
    return type.tag === 'unknown' || type.tag === 'type-parameter';
  }

  private embedded({ type, isInside, via }: Part): Part[] {
    const underlying = this.facts.underlying(type);
    if (underlying.tag !== 'struct') return [];
    const fields = underlying.fields.filter((field) => field.isEmbedded);
    return fields.map((field) => {
      const resolved = this.facts.resolve(field.type);
      const path = [...via, field.name];
      return resolved.tag === 'pointer'
        ? { type: this.facts.resolve(resolved.to), isInside: false, via: path }
        : { type: resolved, isInside, via: path };
    });
  }
}

/** The signature of a method for the type arguments of its receiver. */
function signatureFor(
  method: { readonly signature: Type; readonly parameters?: readonly string[] },
  { args }: NamedType,
): Type {
  return substitute(method.signature, byParameter(method.parameters, args));
}

function nameOf({ path, name }: TypeName): TypeName {
  return { path, name };
}

function keyOf({ path, name }: TypeName): string {
  return `${path}.${name}`;
}
