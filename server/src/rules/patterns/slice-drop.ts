import type { PushFact } from '../../facts/index.js';
import { pushedBy, slicePlaceOf } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId, Type } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenOf,
  firstChild,
  kindOf,
  loopsAround,
  nextSibling,
  standingOf,
} from '../../semantic/index.js';
import type { RuleContext } from '../rule.js';
import type { Pins } from './pins.js';
import { pinsOf } from './pins.js';
import { expandedText, isOfOwnValue, isPlainText, plainText, valueOfLocal } from './slice-text.js';

/** How a slice loses elements while its array keeps them. */
export type DropShape =
  /** `q = q[n:]` */
  | { readonly kind: 'head'; readonly count: string }
  /** `q = q[:len(q)-n]`; `end` is the length that is left. */
  | { readonly kind: 'tail'; readonly count: string; readonly end: string }
  /** `q = append(q[:from], q[to:]...)` */
  | { readonly kind: 'removed'; readonly from: string; readonly to: string }
  /** `q = q[:0]` */
  | { readonly kind: 'cut' };

/** An assignment after which slots of an array are out of sight of the slice that holds the array. */
export interface SliceDrop {
  readonly shape: DropShape;
  readonly statement: NodeId;
  /** The slice that is assigned to, and what it is given. */
  readonly target: NodeId;
  readonly value: NodeId;
  /** The slice as the source writes it, without blanks and outer parentheses. */
  readonly place: string;
  /** Local names of the same slice: `old` of `old := *h`. */
  readonly names: ReadonlySet<string>;
  /** Where the slice is kept; `undefined` for a variable of a goroutine that runs for ever. */
  readonly kept: PushFact | undefined;
  readonly element: Type;
  readonly pins: Pins;
}

/** The drops in a function and its literals that leave something alive in slices that live on, in source order. */
export function sliceDropsIn(context: RuleContext, func: FuncInfo): SliceDrop[] {
  const { model } = context;
  const { ast } = model;
  const found: SliceDrop[] = [];
  for (let node = func.node; node < afterOf(ast, func.node); node = (node + 1) as NodeId) {
    if (kindOf(ast, node) !== Kind.assignment_statement || (ast.op[node] as Op) !== Op.assign) continue;
    if (hasDrop(model, childIn(ast, node, Field.right))) found.push(...dropsAt(context, func, node));
  }
  return found;
}

function dropsAt(context: RuleContext, func: FuncInfo, statement: NodeId): SliceDrop[] {
  const { ast } = context.model;
  const targets = childrenOf(ast, childIn(ast, statement, Field.left));
  const values = childrenOf(ast, childIn(ast, statement, Field.right));
  if (targets.length !== values.length) return [];
  return targets.flatMap((target, i) => {
    const value = values[i];
    return value === undefined ? [] : (dropAt(context, func, { statement, target, value }) ?? []);
  });
}

/** Most assignments are told apart here: nothing is made for them. */
function hasDrop(model: FileModel, values: NodeId): boolean {
  const { ast } = model;
  for (let value = firstChild(ast, values); value !== NO_NODE; value = nextSibling(ast, value)) {
    if (mayDrop(model, model.unparenthesized(value))) return true;
  }
  return false;
}

interface Assigned {
  readonly statement: NodeId;
  readonly target: NodeId;
  readonly value: NodeId;
}

function dropAt(context: RuleContext, func: FuncInfo, assigned: Assigned): SliceDrop | undefined {
  const { model, facts } = context;
  const target = model.unparenthesized(assigned.target);
  const value = model.unparenthesized(assigned.value);
  if (!mayDrop(model, value)) return undefined;
  const place = plainText(model, target);
  if (!isPlainText(place)) return undefined;
  const names = namesOf(model, func, value, place);
  const shape = shapeOf({ model, func, names }, value);
  if (shape === undefined) return undefined;
  const slice = facts.underlying(model.typeOf(target));
  const pins = slice.tag === 'slice' ? pinsOf(facts, slice.of) : 'unknown';
  if (slice.tag !== 'slice' || pins === 'nothing' || pins === 'unknown') return undefined;
  // A little that is overwritten soon is nothing to speak of.
  if (shape.kind === 'cut' && pins === 'little') return undefined;
  const kept = slicePlaceOf(model, target);
  if (kept === 'unknown') return undefined;
  const isLasting = kept === 'local' ? isOfEndlessLoop(model, assigned) : facts.slices.isPushed(kept);
  if (!isLasting || isOfOwnValue(model, func, target)) return undefined;
  return {
    ...assigned,
    target,
    value,
    shape,
    place,
    names,
    element: slice.of,
    pins,
    kept: kept === 'local' ? undefined : kept,
  };
}

function mayDrop(model: FileModel, value: NodeId): boolean {
  const kind = kindOf(model.ast, value);
  if (kind === Kind.slice_expression) return true;
  if (kind !== Kind.call_expression) return false;
  const { callee } = model.callAt(value);
  return kindOf(model.ast, callee) === Kind.identifier && model.textOf(callee) === 'append';
}

/** The place itself, and the local variable that the value slices, if that is another name of it. */
function namesOf(model: FileModel, func: FuncInfo, value: NodeId, place: string): ReadonlySet<string> {
  const [first] = kindOf(model.ast, value) === Kind.call_expression ? model.callAt(value).args : [value];
  const sliced = first === undefined ? NO_NODE : model.unparenthesized(first);
  const operand =
    sliced !== NO_NODE && kindOf(model.ast, sliced) === Kind.slice_expression
      ? model.unparenthesized(childIn(model.ast, sliced, Field.operand))
      : NO_NODE;
  const origin = operand === NO_NODE ? NO_NODE : valueOfLocal(model, func, operand);
  const isAlias = origin !== NO_NODE && plainText(model, origin) === place;
  return new Set(isAlias ? [place, plainText(model, operand)] : [place]);
}

/** What a function is read with: the names that stand for one slice. */
interface Reading {
  readonly model: FileModel;
  readonly func: FuncInfo;
  readonly names: ReadonlySet<string>;
}

function shapeOf(reading: Reading, value: NodeId): DropShape | undefined {
  const { model } = reading;
  if (kindOf(model.ast, value) === Kind.call_expression) return removalBy(reading, value);
  const slice = sliceAt(reading, value);
  if (slice === undefined) return undefined;
  const { start, end } = slice;
  const isFromStart = start === NO_NODE || plainText(model, start) === '0';
  if (end === NO_NODE || isLengthOf(reading, end))
    return isFromStart ? undefined : { kind: 'head', count: plainText(model, start) };
  if (!isFromStart) return undefined;
  if (plainText(model, end) === '0') return { kind: 'cut' };
  const removed = removalByCopy(reading, end);
  if (removed !== undefined) return removed;
  const count = countBelowLength(reading, end);
  return count === undefined ? undefined : { kind: 'tail', count, end: plainText(model, end) };
}

interface Bounds {
  readonly start: NodeId;
  readonly end: NodeId;
}

/** The bounds of `q[a:b]` of one of the names; `undefined` for anything else, and where a capacity is given. */
function sliceAt({ model, names }: Reading, node: NodeId): Bounds | undefined {
  const { ast } = model;
  if (kindOf(ast, node) !== Kind.slice_expression || childIn(ast, node, Field.capacity) !== NO_NODE) return undefined;
  const operand = childIn(ast, node, Field.operand);
  // What is sliced may be a literal of any length.
  if (!PLACES.has(kindOf(ast, model.unparenthesized(operand))) || !names.has(plainText(model, operand)))
    return undefined;
  const bound = (field: Field): NodeId => model.unparenthesized(childIn(ast, node, field));
  return { start: bound(Field.start), end: bound(Field.end) };
}

const PLACES: ReadonlySet<Kind> = new Set([
  Kind.identifier,
  Kind.selector_expression,
  Kind.index_expression,
  Kind.unary_expression,
]);

/** `append(q[:i], q[j:]...)`. */
function removalBy(reading: Reading, call: NodeId): DropShape | undefined {
  const { model } = reading;
  const { callee, args } = model.callAt(call);
  const [first, second, ...more] = args;
  if (model.symbolAt(callee)?.kind !== 'universe' || first === undefined || second === undefined || more.length > 0)
    return undefined;
  if (kindOf(model.ast, second) !== Kind.variadic_argument) return undefined;
  const front = sliceAt(reading, model.unparenthesized(first));
  const back = sliceAt(reading, model.unparenthesized(firstChild(model.ast, second)));
  return front === undefined || back === undefined ? undefined : between(model, front, back);
}

/** `i+copy(q[i:], q[j:])` as the end of the slice that is left. */
function removalByCopy(reading: Reading, end: NodeId): DropShape | undefined {
  const { model } = reading;
  const { ast } = model;
  if (kindOf(ast, end) !== Kind.binary_expression || (ast.op[end] as Op) !== Op.plus) return undefined;
  const call = model.unparenthesized(childIn(ast, end, Field.right));
  if (kindOf(ast, call) !== Kind.call_expression) return undefined;
  const { callee, args } = model.callAt(call);
  const [to, from] = args;
  if (model.textOf(callee) !== 'copy' || to === undefined || from === undefined) return undefined;
  const front = sliceAt(reading, model.unparenthesized(to));
  const back = sliceAt(reading, model.unparenthesized(from));
  if (front === undefined || back === undefined || front.end !== NO_NODE) return undefined;
  return between(model, { start: NO_NODE, end: front.start }, back);
}

function between(model: FileModel, front: Bounds, back: Bounds): DropShape | undefined {
  const isFromStart = front.start === NO_NODE || plainText(model, front.start) === '0';
  if (!isFromStart || front.end === NO_NODE || back.start === NO_NODE || back.end !== NO_NODE) return undefined;
  const from = plainText(model, front.end);
  const to = plainText(model, back.start);
  // `append(q[:i+1], q[i:]...)` makes room.
  return from === to || from.startsWith(`${to}+`) ? undefined : { kind: 'removed', from, to };
}

function isLengthOf({ model, func, names }: Reading, end: NodeId): boolean {
  const text = expandedText(model, func, end);
  return [...names].some((name) => text === `len(${name})`);
}

/** What is taken off the length: `1` of `len(q)-1`, also where the length or the end stands in a variable. */
function countBelowLength({ model, func, names }: Reading, end: NodeId): string | undefined {
  const text = expandedText(model, func, end);
  const name = [...names].find((one) => text.startsWith(`len(${one})-`));
  return name === undefined ? undefined : text.slice(`len(${name})-`.length);
}

/** A variable of the function that is declared before a loop without end, and that the loop appends to and drops from. */
function isOfEndlessLoop(model: FileModel, { statement, target }: Assigned): boolean {
  const symbol = model.symbolAt(model.unparenthesized(target));
  if (symbol === undefined || (symbol.kind !== 'variable' && symbol.kind !== 'parameter')) return false;
  const isEndless = (loop: NodeId): boolean => /^for\s*\{/.test(model.textOf(loop)) && !hasExit(model, loop);
  const standing = standingOf(model, statement, model.funcAt(statement)?.id ?? NO_FUNC);
  const loop = loopsAround(model, standing.node).find(
    (around) => isEndless(around) && (symbol.declaration < around || symbol.declaration >= afterOf(model.ast, around)),
  );
  if (loop === undefined) return false;
  return model.callsIn(loop).some(({ node }) => {
    const pushed = pushedBy(model, node);
    return pushed !== NO_NODE && model.symbolAt(pushed)?.id === symbol.id;
  });
}

function hasExit(model: FileModel, loop: NodeId): boolean {
  return !/\bselect\b/.test(model.textOf(loop)) && /\b(?:return|break)\b/.test(model.textOf(loop));
}
