import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId, PointId, SymbolId, SymbolInfo } from '../../semantic/index.js';
import { Field, Kind, NO_FUNC, NO_NODE, NO_SYMBOL, Op, childIn, kindOf, standingOf } from '../../semantic/index.js';
import type { GoVersion } from '../../workspace/index.js';
import type { RuleContext } from '../rule.js';
import type { Definition } from './definitions.js';
import { definitionsOf, partWrites } from './definitions.js';
import type { Time, Write } from './timeline.js';
import { Timeline, renewalsOf, writesOf } from './timeline.js';
import { conversionOperand } from './types.js';

/** A variable, or fields of one. */
export interface Place {
  readonly root: SymbolId;
  /** The fields from the root on; none where the root itself is meant. */
  readonly fields: readonly string[];
}

/** The object that a call is about, named by a local variable or by fields of one. */
export interface Target extends Place {
  /** The argument as written. */
  readonly node: NodeId;
  readonly call: NodeId;
  readonly func: FuncInfo;
  /** Where the call stands in the control flow of `func`. */
  readonly point: PointId;
  /** The variable whose own memory is the target, as in `&v`. */
  readonly variable: SymbolId | undefined;
  /** Other variables that certainly hold the same pointer: `d` where the root was defined by `root := d`. */
  readonly aliases: ReadonlySet<SymbolId>;
  /** Where else the pointer stands: `s.conn` where the root was defined by `root := s.conn`, or the target's own fields. */
  readonly inFields: Place | undefined;
  /** Language version in force, where it is known. */
  readonly go: GoVersion | undefined;
  /** True for `&s.conn`, the memory of fields: what they hold is a copy, whereas all of `s` keeps that memory. */
  readonly isInterior: boolean;
}

/** The target of `call`, if its argument is a local variable, its address, or a chain of fields of one. */
export function targetOf({ model, facts, go }: RuleContext, call: NodeId, argument: NodeId): Target | undefined {
  const around = model.funcAt(call);
  if (around === undefined) return undefined;
  const standing = standingOf(model, call, around.id);
  const func = model.func(standing.func);
  const place = placeOf(model, facts, argument);
  if (func === undefined || place === undefined) return undefined;
  const point = model.cfg(func).pointOf(standing.node);
  const root = model.symbol(place.root);
  if (point === undefined || root === undefined || root.func === NO_FUNC) return undefined;
  const { root: id, fields } = place;
  const isInterior = place.isAddress && fields.length > 0;
  const base = { node: argument, call, func, point, root: id, fields, go, isInterior };
  if (fields.length > 0) return { ...base, variable: undefined, aliases: new Set(), inFields: { root: id, fields } };
  if (place.isAddress) return { ...base, variable: id, aliases: new Set(), inFields: undefined };
  return { ...base, ...sameObject(model, facts, root, new Timeline(model, func, point), point) };
}

/** True if both name the same fields of the same variable. */
export function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && b !== undefined && a.root === b.root && a.fields.join('.') === b.fields.join('.');
}

interface PlaceOrAddress extends Place {
  readonly isAddress: boolean;
}

/** Looks through parentheses, `&`, conversions and assertions down to a variable or a chain of its fields. */
export function placeOf(model: FileModel, facts: PackageFacts, argument: NodeId): PlaceOrAddress | undefined {
  const { ast } = model;
  const node = model.unparenthesized(argument);
  if (node === NO_NODE) return undefined;
  switch (kindOf(ast, node)) {
    case Kind.identifier: {
      const symbol = model.bindings.symbolOfNode[node] as SymbolId;
      return symbol === NO_SYMBOL ? undefined : { root: symbol, fields: [], isAddress: false };
    }
    case Kind.unary_expression: {
      const inner = ast.op[node] === Op.and ? placeOf(model, facts, childIn(ast, node, Field.operand)) : undefined;
      return inner === undefined || inner.isAddress ? undefined : { ...inner, isAddress: true };
    }
    case Kind.selector_expression: {
      const operand = childIn(ast, node, Field.operand);
      if (model.importPathAt(operand) !== undefined) return undefined;
      const inner = placeOf(model, facts, operand);
      const field = model.textOf(childIn(ast, node, Field.field));
      return inner === undefined || inner.isAddress ? undefined : { ...inner, fields: [...inner.fields, field] };
    }
    case Kind.type_conversion_expression:
    case Kind.type_assertion_expression:
      return placeOf(model, facts, childIn(ast, node, Field.operand));
    case Kind.call_expression: {
      const operand = conversionOperand(model, facts, model.callAt(node));
      return operand === undefined ? undefined : placeOf(model, facts, operand);
    }
    default:
      return undefined;
  }
}

/** All writes that may change what the place leads to: of its variable, and of its last field. */
export function writesOfPlace(model: FileModel, place: Place): readonly Write[] {
  const symbol = model.symbol(place.root);
  const parts = symbol === undefined ? [] : partWrites(model, symbol, place.fields.at(-1));
  return [...writesOf(model, place.root), ...parts];
}

/** What else is the same object at the call: what the root was last given, if that is one variable, address or field. */
function sameObject(
  model: FileModel,
  facts: PackageFacts,
  root: SymbolInfo,
  timeline: Timeline,
  call: PointId,
): Pick<Target, 'variable' | 'aliases' | 'inFields'> {
  const aliases = new Set<SymbolId>();
  let at = root;
  let time: Time = { when: call, side: 'before' };
  for (;;) {
    const definition = lastDefinition(model, at, timeline, time);
    const place = definition === undefined ? undefined : placeOf(model, facts, definition.value);
    const symbol = place === undefined ? undefined : model.symbol(place.root);
    if (definition === undefined || place === undefined || symbol === undefined || symbol.func === NO_FUNC) break;
    time = { when: timeline.whenOf(definition.node, definition.func), side: 'before' };
    const isSame = timeline.isUnchanged([...writesOfPlace(model, place), ...renewalsOf(model, symbol)], time);
    if (!isSame || aliases.has(symbol.id) || symbol.id === root.id) break;
    if (place.fields.length > 0) return { variable: undefined, aliases, inFields: place.isAddress ? undefined : place };
    aliases.add(symbol.id);
    if (place.isAddress) return { variable: symbol.id, aliases, inFields: undefined };
    at = symbol;
  }
  return { variable: undefined, aliases, inFields: undefined };
}

/** The definition that gives the variable its value at `when`, if it is the only one that may. */
function lastDefinition(model: FileModel, symbol: SymbolInfo, timeline: Timeline, time: Time): Definition | undefined {
  if (symbol.kind === 'loop-variable') return undefined;
  const writes = writesOf(model, symbol.id);
  const all = model
    .referencesOf(symbol.id)
    .filter(({ access }) => access !== 'read' && access !== 'address' && access !== 'key');
  const [last, ...more] = all.filter((write) => timeline.sidesInForce(symbol, write, time, writes).length > 0);
  if (last === undefined || more.length > 0) return undefined;
  return definitionsOf(model, symbol).find((definition) => !definition.isPart && definition.node === last.node);
}
