import type { FileModel, NodeId, Type } from '../semantic/index.js';
import { Field, Kind, NO_FUNC, NO_NODE, Op, childIn, contextOf, kindOf, printType } from '../semantic/index.js';

/** A slice that lives longer than a call, and that a file appends to: `x.f = append(x.f, …)`. */
export interface PushFact {
  /** The type whose field it is, or that it is what a pointer leads to; `undefined` for a package variable. */
  readonly owner?: Type;
  /** The field or the variable; '' for what a pointer leads to. Elements of maps and slices count as the whole. */
  readonly name: string;
}

/** Where a slice is kept, as far as one file tells; `local` is a variable of a function. */
export type SlicePlace = PushFact | 'local' | 'unknown';

const APPEND = 'append';

/** What questions about slices ask the package they belong to. */
export interface SliceLookup {
  resolve(type: Type): Type;
}

/** The slices that the file's code appends to, each once. */
export function readPushes(model: FileModel): PushFact[] {
  const pushes = new Map<string, PushFact>();
  for (const call of model.bindings.calls) {
    const target = pushedBy(model, call);
    const place = target === NO_NODE ? 'unknown' : slicePlaceOf(model, target);
    if (typeof place === 'string') continue;
    pushes.set(`${place.owner === undefined ? '' : printType(place.owner)} ${place.name}`, place);
  }
  return [...pushes.values()];
}

/** The slice that a call of `append` adds to and is assigned to again; `NO_NODE` if it is none. */
export function pushedBy(model: FileModel, node: NodeId): NodeId {
  const callee = model.unparenthesized(childIn(model.ast, node, Field.function));
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.identifier) return NO_NODE;
  // Most calls are told apart by the length of the name.
  if ((model.ast.end[callee] ?? 0) - (model.ast.start[callee] ?? 0) !== APPEND.length) return NO_NODE;
  const [first] = model.callAt(node).args;
  if (first === undefined || model.textOf(callee) !== APPEND) return NO_NODE;
  const target = model.unparenthesized(first);
  const what = contextOf(model, node);
  if (what.does === 'alias') return model.symbolAt(target)?.id === what.symbol ? target : NO_NODE;
  if (what.does !== 'stored') return NO_NODE;
  return model.textOf(model.unparenthesized(what.into)) === model.textOf(target) ? target : NO_NODE;
}

/** Where the slice is kept that an expression denotes: `x.f`, `x.f[k]`, `queue`, `*p`. */
export function slicePlaceOf(model: FileModel, expression: NodeId): SlicePlace {
  const { ast } = model;
  const node = model.unparenthesized(expression);
  switch (kindOf(ast, node)) {
    case Kind.identifier: {
      const symbol = model.symbolAt(node);
      if (symbol === undefined) return 'unknown';
      const isShared = symbol.kind === 'outside' || (symbol.kind === 'variable' && symbol.func === NO_FUNC);
      return isShared ? { name: symbol.name } : 'local';
    }
    case Kind.index_expression:
      return slicePlaceOf(model, childIn(ast, node, Field.operand));
    case Kind.selector_expression: {
      const operand = childIn(ast, node, Field.operand);
      if (model.importPathAt(operand) !== undefined) return 'unknown';
      return { owner: model.typeOf(operand), name: model.textOf(childIn(ast, node, Field.field)) };
    }
    case Kind.unary_expression:
      if ((ast.op[node] as Op) !== Op.times) return 'unknown';
      return { owner: model.typeOf(childIn(ast, node, Field.operand)), name: '' };
    default:
      return 'unknown';
  }
}

/** The slices of a package that live longer than a call. */
export class PackageSlices {
  private pushed: ReadonlySet<string> | undefined;

  constructor(
    private readonly facts: SliceLookup,
    private readonly files: readonly (readonly PushFact[])[],
  ) {}

  /** True if code of the package appends to what is kept at the place. */
  isPushed(place: PushFact): boolean {
    this.pushed ??= new Set(this.files.flat().flatMap((push) => this.keyOf(push) ?? []));
    const key = this.keyOf(place);
    return key !== undefined && this.pushed.has(key);
  }

  /** `undefined` for fields of types that are not known, or are of another package. */
  private keyOf({ owner, name }: PushFact): string | undefined {
    if (owner === undefined) return name;
    const resolved = this.facts.resolve(owner);
    const inner = resolved.tag === 'pointer' ? this.facts.resolve(resolved.to) : resolved;
    return inner.tag === 'named' && inner.path === '' ? `${inner.name}.${name}` : undefined;
  }
}
