import type { Channel, Operation, Thread } from '../../concurrency/index.js';
import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  firstChild,
  isWithin,
  kindOf,
  loopsAround,
  runInDeclaration,
} from '../../semantic/index.js';

/** What is asked: a file and the package it is in. */
export interface View {
  readonly model: FileModel;
  readonly facts: PackageFacts;
}

/** True if every use of the channel is in sight, and what it makes wait does not end with the process anyway. */
export function isInSight(model: FileModel, channel: Channel): boolean {
  if (channel.escape !== undefined || channel.dropped.length > 0) return false;
  return !livesAsLongAsProcess(model, channel.owner, channel.make);
}

/** True for what `main` and `init` do once: it ends with the process. */
export function livesAsLongAsProcess(model: FileModel, func: FuncInfo, node: NodeId): boolean {
  if (func.kind !== 'declaration') return false;
  const isMain = func.name === 'main' && model.bindings.packageName === 'main';
  const isOnce = isMain || func.name === 'init';
  return isOnce && (node === NO_NODE || loopsAround(model, node).length === 0);
}

/** True for an operation beside which nothing else can go on. */
export function waitsAlone({ guard, isElsewhere }: Operation): boolean {
  return guard === undefined || (guard.length === 0 && !isElsewhere);
}

/** The declared function around a function. */
export function declaredAround(model: FileModel, func: FuncInfo): FuncInfo {
  let at = func;
  for (let outer = model.func(at.parent); outer !== undefined; outer = model.func(outer.parent)) at = outer;
  return at;
}

/** A function's name without its receiver, as the user calls it. */
export function nameOf(model: FileModel, func: FuncInfo): string {
  return model.textOf(childIn(model.ast, declaredAround(model, func).node, Field.name));
}

/** Where a wait stands in the text of the function that makes the channel: itself, or the call that leads to it. */
export function placeOf(model: FileModel, channel: Channel, operation: Operation): NodeId {
  const home = declaredAround(model, channel.owner);
  const isHome = (node: NodeId): boolean => isWithin(model.ast, node, home.node);
  if (isHome(operation.node)) return nodeOf(model, operation);
  const calls = operation.via.flatMap(({ places }) => places).filter(isHome);
  const { thread } = operation;
  return calls.at(-1) ?? startIn(thread, isHome);
}

/** The last start in sight of the goroutines that lead to a thread. */
function startIn(thread: Thread, isHome: (node: NodeId) => boolean): NodeId {
  for (let at: Thread | undefined = thread; at !== undefined; at = at.starter) {
    if (at.start !== NO_NODE && isHome(at.start)) return at.start;
  }
  return thread.start;
}

/** Where an operation is done: of a for statement that is its range clause. */
export function nodeOf(model: FileModel, { kind, node }: Operation): NodeId {
  const isLoop = kind === 'range' && kindOf(model.ast, node) === Kind.for_statement;
  return isLoop ? firstChild(model.ast, node) : node;
}

/** Who waits, for messages: `goroutine`, `goroutine consume`, or the name of the function. */
export function subjectOf(model: FileModel, channel: Channel, { thread }: Operation): string {
  if (thread.startedBy === 'owner') return ownerOf(model, channel) ?? 'goroutine';
  const name = plainName(thread);
  return name === '' ? 'goroutine' : `goroutine ${name}`;
}

/** The same with an article, for the middle of a sentence. */
export function whoIs(model: FileModel, channel: Channel, thread: Thread): string {
  if (thread.startedBy === 'owner') return ownerOf(model, channel) ?? 'the goroutine that makes it';
  const name = plainName(thread);
  return name === '' ? 'the goroutine' : `the goroutine ${name}`;
}

/** The name of the function that makes the channel; `undefined` for a literal that runs as a goroutine. */
function ownerOf(model: FileModel, { owner }: Channel): string | undefined {
  const isGoroutine = owner.kind === 'literal' && runInDeclaration(model, owner) === 'goroutine';
  return isGoroutine ? undefined : nameOf(model, owner);
}

/** The function that a `go` statement names, without its receiver. */
function plainName(thread: Thread): string {
  return thread.startedBy === 'go' ? (thread.name.split('.').at(-1) ?? '') : '';
}

/** Under which name the wait uses the channel, and in which function that has a name of its own: `ch in consume`. */
export function channelIn(model: FileModel, channel: Channel, operation: Operation): string {
  const { thread, func, via } = operation;
  const isHome = isWithin(model.ast, operation.node, declaredAround(model, channel.owner).node);
  if (isHome && !operation.isElsewhere) return expressionAt(model, operation);
  const isOwnBody = thread.startedBy !== 'owner' && via.length <= 1;
  return isOwnBody || func.kind === 'literal' ? channel.name : `${channel.name} in ${nameOf(model, func)}`;
}

function expressionAt(model: FileModel, operation: Operation): string {
  const { ast } = model;
  const { kind } = operation;
  const field = kind === 'range' ? Field.right : kind === 'send' ? Field.channel : Field.operand;
  const holder = nodeOf(model, operation);
  const expression = childIn(ast, holder, field);
  return expression === NO_NODE ? '' : model.textOf(model.unparenthesized(expression));
}

/** The loops that go round while there is one channel: those that do not make it anew each time. */
export function loopsSinceMake(model: FileModel, { make }: Channel, loops: readonly NodeId[]): readonly NodeId[] {
  return loops.filter((loop) => make === NO_NODE || !isWithin(model.ast, make, loop));
}
