import type { FieldChannelFact } from '../../facts/index.js';
import { stopAt } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  afterOf,
  childIn,
  childrenOf,
  contextOf,
  kindOf,
  literalRun,
  selectCaseOf,
} from '../../semantic/index.js';
import type { View } from './unsatisfied-waits.js';

/** A send on the channel of a field, by code that is stopped by the same close as all who receive from it. */
export interface BlockedFieldSend {
  readonly send: NodeId;
  /** The innermost function around the send. */
  readonly func: FuncInfo;
  /** `w.requests` */
  readonly channel: string;
  /** `w.quit` */
  readonly stop: string;
  /** The case by which the sender stops, at other times. */
  readonly clause: NodeId;
  /** The receives in this file. */
  readonly receives: readonly NodeId[];
}

/**
 * The sends in a declared function that wait alone for somebody who may have been told to stop: all receives of the
 * field's channel stand beside a case that returns when another field is closed, and the sender returns by that, too.
 * If the receiver is told first, the sender stays. Only fields whose every use in the package is in sight.
 */
export function blockedFieldSends(view: View, func: FuncInfo): readonly BlockedFieldSend[] {
  const { model } = view;
  const found: BlockedFieldSend[] = [];
  for (let node = func.node; node < afterOf(model.ast, func.node); node = (node + 1) as NodeId) {
    const blocked = kindOf(model.ast, node) === Kind.send_statement ? blockedAt(view, func, node) : undefined;
    if (blocked !== undefined) found.push(blocked);
  }
  return found;
}

function blockedAt(view: View, declared: FuncInfo, send: NodeId): BlockedFieldSend | undefined {
  const { model, facts } = view;
  const { ast } = model;
  const channel = model.unparenthesized(childIn(ast, send, Field.channel));
  const func = model.funcAt(send);
  if (func === undefined || kindOf(ast, channel) !== Kind.selector_expression || !waitsAlone(model, send))
    return undefined;
  const operand = model.unparenthesized(childIn(ast, channel, Field.operand));
  const owner = ownerOf(view, operand);
  const field = model.textOf(childIn(ast, channel, Field.field));
  const uses = owner === undefined ? undefined : facts.channels.usesOf(owner, field);
  if (owner === undefined || uses === undefined || !isUnbuffered(uses)) return undefined;
  const stops = stopsOf(uses).filter((stop) => facts.channels.isClosed(owner, stop));
  const clause = stops.length === 0 ? undefined : ownStop(model, declared, func, operand, stops);
  if (clause === undefined) return undefined;
  const variable = model.textOf(operand);
  const stop = `${variable}.${stopAt(model, clause)?.field ?? ''}`;
  return { send, func, channel: `${variable}.${field}`, stop, clause, receives: receivesOf(view, owner, field) };
}

/** True for a send outside of select statements, or in one that has no other case. */
function waitsAlone(model: FileModel, send: NodeId): boolean {
  const place = selectCaseOf(model, send);
  return place === undefined || childrenOf(model.ast, place.select).length === 1;
}

/** The name of the struct type of this package that an operand is, or points to. */
function ownerOf({ model, facts }: View, operand: NodeId): string | undefined {
  if (kindOf(model.ast, operand) !== Kind.identifier) return undefined;
  const type = facts.resolve(model.typeOf(operand));
  const named = type.tag === 'pointer' ? facts.resolve(type.to) : type;
  return named.tag === 'named' && named.path === '' ? named.name : undefined;
}

function isUnbuffered(uses: readonly FieldChannelFact[]): boolean {
  return uses.every(({ does, capacity }) => does !== 'make' || capacity === 0);
}

/** The fields by which everybody who receives stops; none where one of them does not, or nobody receives. */
function stopsOf(uses: readonly FieldChannelFact[]): readonly string[] {
  const receives = uses.filter(({ does }) => does === 'receive' || does === 'range');
  const [first, ...others] = receives;
  if (first === undefined || receives.some(({ guard }) => guard !== 'select')) return [];
  return first.stops.filter((stop) => others.every(({ stops }) => stops.includes(stop)));
}

/** The case of a select statement by which the goroutine that sends stops itself: in its function or one around it. */
function ownStop(
  model: FileModel,
  declared: FuncInfo,
  func: FuncInfo,
  operand: NodeId,
  stops: readonly string[],
): NodeId | undefined {
  const own = funcsOf(model, func);
  const symbol = model.symbolAt(operand)?.id;
  for (let node = declared.node; node < afterOf(model.ast, declared.node); node = (node + 1) as NodeId) {
    const stop = kindOf(model.ast, node) === Kind.communication_case ? stopAt(model, node) : undefined;
    const home = stop === undefined ? undefined : model.funcAt(node);
    if (stop === undefined || home === undefined || !own.has(home.id)) continue;
    if (stops.includes(stop.field) && model.symbolAt(stop.operand)?.id === symbol) return node;
  }
  return undefined;
}

/** The function and those around it that run in the same goroutine. */
function funcsOf(model: FileModel, func: FuncInfo): ReadonlySet<number> {
  const own = new Set<number>([func.id]);
  for (let at = func; at.kind === 'literal';) {
    const run = literalRun(model, at);
    const outer = model.func(at.parent);
    if (outer === undefined || run === 'goroutine' || run === 'unknown') break;
    own.add(outer.id);
    at = outer;
  }
  return own;
}

function receivesOf(view: View, owner: string, field: string): readonly NodeId[] {
  const { model } = view;
  model.looks.everywhere();
  const found: NodeId[] = [];
  for (let node = 0 as NodeId; node < model.ast.size; node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) !== Kind.selector_expression) continue;
    if (model.textOf(childIn(model.ast, node, Field.field)) !== field) continue;
    const what = contextOf(model, node);
    if (
      what.does === 'receive' &&
      ownerOf(view, model.unparenthesized(childIn(model.ast, node, Field.operand))) === owner
    )
      found.push(what.at);
  }
  return found;
}
