import type { Call, FileModel, NodeId, Type, UseKind } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  contextOf,
  firstChild,
  kindOf,
  parentOf,
  selectCaseOf,
} from '../semantic/index.js';
import { stopAt } from './stop-case.js';

/** What is done with a field that may be a channel. `make`: it gets a channel of its own. */
export interface FieldChannelFact {
  readonly does: 'send' | 'receive' | 'range' | 'close' | 'make';
  readonly owner: Type;
  readonly field: string;
  /** `select`: another case stands beside it; `default`: it never waits. */
  readonly guard: 'none' | 'select' | 'default';
  /** Of a `make`: the capacity, -1 where it is no number. */
  readonly capacity: number;
  /** Of a receive: the fields of the same variable whose case in the same select statement returns, ascending. */
  readonly stops: readonly string[];
}

/** What one file does with channels in fields; plain data. */
export interface ChannelFacts {
  readonly fields: readonly FieldChannelFact[];
  /**
   * `owner.field` of fields that are used as values, whatever their types: code that we do not follow may have them. The
   * owner is '' where the file does not tell it.
   */
  readonly handedOn: readonly string[];
  /** The types of composite literals without keys, whose fields get values by their position. */
  readonly unkeyed: readonly Type[];
}

/** What one declaration does with channels in fields; what stands there once is by a key. */
export interface DeclarationChannels {
  readonly fields: ReadonlyMap<string, FieldChannelFact>;
  readonly made: readonly FieldChannelFact[];
  readonly handedOn: ReadonlySet<string>;
  readonly unkeyed: ReadonlyMap<string, Type>;
}

/** Reads off the code below a node what it does with fields that are, or may be, channels. */
export function readChannelFacts(model: FileModel, within: NodeId): DeclarationChannels {
  const fields = new Map<string, FieldChannelFact>();
  const handedOn = new Set<string>();
  const unkeyed = new Map<string, Type>();
  const add = (fact: FieldChannelFact | undefined): void => {
    if (fact !== undefined) fields.set(JSON.stringify(fact), fact);
  };
  for (let node = within; node < afterOf(model.ast, within); node = (node + 1) as NodeId) {
    const kind = kindOf(model.ast, node);
    if (kind === Kind.selector_expression) readSelector(model, node, add, handedOn);
    else if (kind === Kind.composite_literal && isUnkeyed(model, node)) {
      const type = model.typeOf(node);
      if (type.tag === 'named') unkeyed.set(JSON.stringify(type), type);
    }
  }
  const made = model.callsIn(within).flatMap((call) => madeBy(model, call) ?? []);
  return { fields, made, handedOn, unkeyed };
}

/** The declarations of a file together. Only a `make` stands there more than once. */
export function joinChannels(parts: readonly DeclarationChannels[]): ChannelFacts {
  const fields = new Map(parts.flatMap((part) => [...part.fields]));
  const unkeyed = new Map(parts.flatMap((part) => [...part.unkeyed]));
  return {
    fields: [...fields.values(), ...parts.flatMap(({ made }) => made)],
    handedOn: [...new Set(parts.flatMap(({ handedOn }) => [...handedOn]))].sort(),
    unkeyed: [...unkeyed.values()],
  };
}

/** What is asked of the package. */
export interface ChannelLookup {
  resolve(type: Type): Type;
  underlying(type: Type): Type;
  storesInto(owner: Type, field: string): number;
}

/** What the files of a package do with the channels in its fields. */
export class PackageChannels {
  private known: ChannelTables | undefined;

  constructor(
    private readonly facts: ChannelLookup,
    private readonly files: readonly ChannelFacts[],
  ) {}

  /**
   * All that is done with the channel in a field of a struct type of this package; `undefined` where it may be used out
   * of sight: the field is exported, used as a value, or given other channels than ones made for it.
   */
  usesOf(owner: string, field: string): readonly FieldChannelFact[] | undefined {
    if (/^\p{Lu}/u.test(field) || this.isHandedOn(owner, field)) return undefined;
    if (this.tables.unkeyed.some((type) => this.isOf(owner, type))) return undefined;
    const own = (this.tables.byField.get(field) ?? []).filter((fact) => this.mayBe(owner, field, fact.owner));
    const made = own.filter((fact) => fact.does === 'make');
    const stores = this.facts.storesInto({ tag: 'named', path: '', name: owner }, field);
    return made.length > 0 && stores <= made.length ? own : undefined;
  }

  /** Made for the first question: few states of a package are ever asked. */
  private get tables(): ChannelTables {
    this.known ??= tablesOf(this.files);
    return this.known;
  }

  private isHandedOn(owner: string, field: string): boolean {
    return [...(this.tables.handedOnBy.get(field) ?? [])].some(
      (other) => other === '' || this.mayBe(owner, field, { tag: 'named', path: '', name: other }),
    );
  }

  /** True if something in the package closes the channel in a field of a struct type of this package. */
  isClosed(owner: string, field: string): boolean {
    const uses = this.tables.byField.get(field) ?? [];
    return uses.some(({ does, owner: type }) => does === 'close' && this.mayBe(owner, field, type));
  }

  /** True for the type itself, and for one that nobody can tell. */
  private isOf(owner: string, type: Type): boolean {
    const at = this.facts.resolve(type);
    return at.tag === 'unknown' || (at.tag === 'named' && at.path === '' && at.name === owner);
  }

  /** A field reached through an embedded struct, or by an operand of unknown type, may be that of any owner. */
  private mayBe(owner: string, field: string, type: Type): boolean {
    const at = this.facts.resolve(type);
    const named = at.tag === 'pointer' ? this.facts.resolve(at.to) : at;
    if (named.tag !== 'named') return true;
    if (named.path !== '') return false;
    if (named.name === owner) return true;
    const struct = this.facts.underlying(named);
    return struct.tag !== 'struct' || !struct.fields.some(({ name }) => name === field);
  }
}

/** What a package does with its fields, by their names. */
interface ChannelTables {
  readonly byField: ReadonlyMap<string, readonly FieldChannelFact[]>;
  /** The names of the owners, '' for unknown ones. */
  readonly handedOnBy: ReadonlyMap<string, ReadonlySet<string>>;
  readonly unkeyed: readonly Type[];
}

function tablesOf(files: readonly ChannelFacts[]): ChannelTables {
  const byField = new Map<string, FieldChannelFact[]>();
  for (const fact of files.flatMap((file) => file.fields)) {
    const known = byField.get(fact.field);
    if (known === undefined) byField.set(fact.field, [fact]);
    else known.push(fact);
  }
  const handedOnBy = new Map<string, Set<string>>();
  for (const name of files.flatMap((file) => file.handedOn)) {
    const dot = name.lastIndexOf('.');
    const owners = handedOnBy.get(name.slice(dot + 1)) ?? new Set<string>();
    handedOnBy.set(name.slice(dot + 1), owners.add(name.slice(0, dot)));
  }
  return { byField, handedOnBy, unkeyed: files.flatMap((file) => file.unkeyed) };
}

function readSelector(
  model: FileModel,
  node: NodeId,
  add: (fact: FieldChannelFact | undefined) => void,
  handedOn: Set<string>,
): void {
  const what = contextOf(model, node);
  const does = doing(what);
  if (does === 'nothing' || model.importPathAt(childIn(model.ast, node, Field.operand)) !== undefined) return;
  if (does === 'hand-on') {
    const owner = ownerHere(model.typeOf(childIn(model.ast, node, Field.operand)));
    handedOn.add(`${owner}.${model.textOf(childIn(model.ast, node, Field.field))}`);
  } else
    add(fieldAt(model, node, { does, guard: guardOf(model, what), capacity: 0, stops: stopsOf(model, node, what) }));
}

/** The name of the type, if it is one of this package and needs no other file to be told. */
function ownerHere(type: Type): string {
  const named = type.tag === 'pointer' ? type.to : type;
  return named.tag === 'named' && named.path === '' ? named.name : '';
}

function doing(what: UseKind): 'send' | 'receive' | 'range' | 'close' | 'hand-on' | 'nothing' {
  switch (what.does) {
    case 'send':
    case 'receive':
    case 'range':
      return what.does;
    case 'builtin':
      return what.name === 'close' ? 'close' : what.name === 'append' ? 'hand-on' : 'nothing';
    case 'argument':
    case 'returned':
    case 'stored':
    case 'alias':
    case 'sent':
    case 'address':
    case 'converted':
      return 'hand-on';
    default:
      return 'nothing';
  }
}

function guardOf(model: FileModel, what: UseKind): FieldChannelFact['guard'] {
  const at = what.does === 'send' ? what.statement : what.does === 'receive' ? what.at : undefined;
  const place = at === undefined ? undefined : selectCaseOf(model, at);
  if (place === undefined) return 'none';
  const clauses = childrenOf(model.ast, place.select);
  if (clauses.some((clause) => kindOf(model.ast, clause) === Kind.default_case)) return 'default';
  return clauses.length > 1 ? 'select' : 'none';
}

function stopsOf(model: FileModel, node: NodeId, what: UseKind): readonly string[] {
  const place = what.does === 'receive' ? selectCaseOf(model, what.at) : undefined;
  const operand = model.unparenthesized(childIn(model.ast, node, Field.operand));
  if (place === undefined || kindOf(model.ast, operand) !== Kind.identifier) return [];
  const stops = childrenOf(model.ast, place.select).flatMap((clause) => {
    const stop = clause === place.clause ? undefined : stopAt(model, clause);
    return stop !== undefined && model.textOf(stop.operand) === model.textOf(operand) ? [stop.field] : [];
  });
  return stops.sort();
}

function fieldAt(
  model: FileModel,
  node: NodeId,
  said: Pick<FieldChannelFact, 'does' | 'guard' | 'capacity' | 'stops'>,
): FieldChannelFact | undefined {
  if (kindOf(model.ast, node) !== Kind.selector_expression) return undefined;
  const owner = model.typeOf(childIn(model.ast, node, Field.operand));
  return { ...said, owner, field: model.textOf(childIn(model.ast, node, Field.field)) };
}

/** `x.f = make(chan T)` and `T{f: make(chan T)}`. */
function madeBy(model: FileModel, call: Call): FieldChannelFact | undefined {
  const [type, size] = call.args;
  const isMake = call.callee !== NO_NODE && model.symbolAt(call.callee)?.kind === 'universe';
  if (!isMake || type === undefined || model.textOf(call.callee) !== 'make') return undefined;
  if (kindOf(model.ast, type) !== Kind.channel_type) return undefined;
  const said = { does: 'make', guard: 'none', capacity: capacityOf(model, size), stops: [] } as const;
  const { ast } = model;
  const parent = parentOf(ast, model.parenthesized(call.node));
  const holder = parentOf(ast, parent);
  if (kindOf(ast, holder) === Kind.keyed_element) {
    const literal = parentOf(ast, parentOf(ast, holder));
    return { ...said, owner: model.typeOf(literal), field: model.textOf(childIn(ast, holder, Field.key)) };
  }
  if (kindOf(ast, holder) !== Kind.assignment_statement) return undefined;
  const index = childrenOf(ast, parent).indexOf(model.parenthesized(call.node));
  const target = childrenOf(ast, childIn(ast, holder, Field.left))[index];
  return target === undefined ? undefined : fieldAt(model, model.unparenthesized(target), said);
}

function capacityOf(model: FileModel, size: NodeId | undefined): number {
  if (size === undefined) return 0;
  const isNumber = kindOf(model.ast, size) === Kind.int_literal;
  return isNumber ? Number(model.textOf(size).replaceAll('_', '')) : -1;
}

function isUnkeyed(model: FileModel, literal: NodeId): boolean {
  const body = childIn(model.ast, literal, Field.body);
  const first = body === NO_NODE ? NO_NODE : firstChild(model.ast, body);
  return first !== NO_NODE && kindOf(model.ast, first) === Kind.literal_element;
}
