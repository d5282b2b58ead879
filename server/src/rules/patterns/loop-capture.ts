import { flagAround } from '../../concurrency/index.js';
import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId, PointId, Reference, SymbolInfo } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  isWithin,
  kindOf,
  parentOf,
  isCalledAtOnce,
} from '../../semantic/index.js';
import type { RuleConfidence } from '../rule.js';
import { isFieldKey } from './definitions.js';
import { foreignType } from './known-type.js';
import { hasWait, waitsFor } from './joined.js';
import type { Loop } from './loop.js';
import { changesOf, comesTo, isOfIteration, literalsAround, literalsIn, pointIn } from './loop.js';
import type { Outliving } from './outliving.js';
import { waysOut } from './outliving.js';
import { writesOf } from './timeline.js';

/** A use of a variable that comes when the loop may have given the variable its next value. */
export interface LoopCapture {
  readonly variable: SymbolInfo;
  /** The identifier. */
  readonly use: NodeId;
  /** The function literal that captures the variable, or the expression that takes its address. */
  readonly carrier: NodeId;
  /** `implied`: a method with a pointer receiver takes the address, by the type that was inferred. */
  readonly what: 'closure' | 'address' | 'implied';
  readonly out: Outliving;
  /** `medium` where a type was inferred or the loop only assigns, `low` where the iteration may wait unseen. */
  readonly confidence: RuleConfidence;
}

/** The uses of a variable that the loop's clause declares, in files whose loops have one variable for all iterations. */
export function capturesOfDeclared(model: FileModel, facts: PackageFacts, loop: Loop): LoopCapture[] {
  const captures = loop.variables.flatMap((variable) => {
    const changes = changesOf(model, loop, variable);
    return model.referencesOf(variable.id).flatMap((use): LoopCapture[] => {
      if (!isWithin(model.ast, use.node, loop.body) || !isSeen(model, facts, use)) return [];
      const carried = carrierOf(model, facts, loop, use.node);
      if (carried === undefined) return [];
      const { carrier, what, from } = carried;
      const out = waysOut(model, facts, loop, carrier).find((way) => {
        if (from !== carrier && (way.way === 'defer' || hasWait(model, facts, from))) return false;
        if (way.way === 'subtest' && !isAfterParallel(model, facts, carrier, use.node)) return false;
        if (way.way === 'overwritten' && !isSometimesKept(model, loop, way)) return false;
        const waits = waitsFor(model, facts, loop, from, [way.by, carrier]);
        return comesTo(model, loop, from, changes, waits);
      });
      if (out === undefined) return [];
      const isDoubtful = STARTS.has(out.way) && isInTouch(model, loop, out.by);
      const confidence = isDoubtful ? 'low' : what === 'implied' ? 'medium' : 'high';
      return [{ variable, use: use.node, carrier, what, out, confidence }];
    });
  });
  return captures.sort((a, b) => a.use - b.use);
}

/** The uses in goroutines of variables of outside that the loop gives a new value each time around. */
export function capturesOfAssigned(model: FileModel, facts: PackageFacts, loop: Loop): LoopCapture[] {
  return literalsIn(model, loop).flatMap((carrier): LoopCapture[] => {
    const out = waysOut(model, facts, loop, carrier).find(({ way }) => STARTS.has(way));
    if (out === undefined || hasLock(model, carrier)) return [];
    return variablesUsedIn(model, facts, carrier).flatMap(({ variable, use }) => {
      if (!isRenewedAround(model, loop, variable, carrier)) return [];
      const waits = waitsFor(model, facts, loop, carrier, [out.by, carrier]);
      const changes = changesOf(model, loop, variable).filter(
        (change) => !isHeldBack(model, loop, carrier, change, waits),
      );
      const isOutrun = comesTo(model, loop, carrier, changes, waits);
      return isOutrun ? [{ variable, use, carrier, what: 'closure', out, confidence: 'medium' }] : [];
    });
  });
}

/** True if a flag that is set where the goroutine starts lets nobody come to the change before a wait has passed. */
function isHeldBack(model: FileModel, loop: Loop, carrier: NodeId, change: PointId, waits: readonly NodeId[]): boolean {
  const cfg = model.cfg(loop.func);
  const flag = flagAround(model, cfg.points[change]?.node ?? NO_NODE);
  const own = flag === undefined ? undefined : flagAround(model, carrier);
  if (flag === undefined || own?.symbol.id !== flag.symbol.id || own.path !== flag.path) return false;
  const resets = flag.resets.map((reset) => (model.funcAt(reset) === loop.func ? cfg.pointOf(reset) : undefined));
  const known = resets.filter((reset) => reset !== undefined);
  return known.length === resets.length && !comesTo(model, loop, carrier, known, waits);
}

const STARTS: ReadonlySet<string> = new Set(['go', 'errgroup', 'waitgroup']);

/** False for assignments, which see no value, and for the names of fields. */
function isSeen(model: FileModel, facts: PackageFacts, { node, access }: Reference): boolean {
  if (access === 'key') return !isFieldKey(model, facts, node);
  return access !== 'write' && access !== 'declare';
}

interface Carrier extends Pick<LoopCapture, 'carrier' | 'what'> {
  /** The carrier, or the literal around it that stands directly in the loop's function and is called at once. */
  readonly from: NodeId;
}

/** What carries the variable away from where it is used: the outermost literal that is not called at once. */
function carrierOf(model: FileModel, facts: PackageFacts, loop: Loop, use: NodeId): Carrier | undefined {
  const literals = literalsAround(model, loop, use);
  const carrier = literals.find((literal) => !isCalledAtOnce(model, literal));
  if (carrier !== undefined) return { carrier, what: 'closure', from: literals[0] ?? carrier };
  const address = addressAt(model, facts, use);
  return address === undefined ? undefined : { ...address, from: literals[0] ?? address.carrier };
}

/** The expression around the identifier that is a pointer or slice into the variable, or is bound to its address. */
function addressAt(model: FileModel, facts: PackageFacts, use: NodeId): Omit<Carrier, 'from'> | undefined {
  let node = use;
  for (;;) {
    const outer = parentOf(model.ast, node);
    const step = stepInMemory(model, facts, node, outer);
    if (step === 'elsewhere') return undefined;
    if (step !== 'inside') return { carrier: outer, what: step };
    node = outer;
  }
}

/** What `outer` makes of the memory that `node` names: a part of it, its address, or something else. */
function stepInMemory(
  model: FileModel,
  facts: PackageFacts,
  node: NodeId,
  outer: NodeId,
): 'inside' | 'address' | 'implied' | 'elsewhere' {
  const { ast } = model;
  const kind = kindOf(ast, outer);
  if (kind === Kind.parenthesized_expression) return 'inside';
  if (childIn(ast, outer, Field.operand) !== node) return 'elsewhere';
  const type = facts.underlying(model.typeOf(node));
  switch (kind) {
    case Kind.unary_expression:
      return ast.op[outer] === Op.and ? 'address' : 'elsewhere';
    case Kind.slice_expression:
      return type.tag === 'array' ? 'address' : 'elsewhere';
    case Kind.index_expression:
      return type.tag === 'array' ? 'inside' : 'elsewhere';
    case Kind.selector_expression: {
      const member = facts.select(model.typeOf(node), model.textOf(childIn(ast, outer, Field.field)));
      if (type.tag === 'pointer' || !('isInside' in member) || !member.isInside) return 'elsewhere';
      if (member.what === 'field') return 'inside';
      return member.isPointerReceiver ? 'implied' : 'elsewhere';
    }
    default:
      return 'elsewhere';
  }
}

/** True if the use comes behind the call that makes the subtest wait for the end of the test around it. */
function isAfterParallel(model: FileModel, facts: PackageFacts, literal: NodeId, use: NodeId): boolean {
  return model.callsIn(literal).some(({ node, callee }) => {
    if (node > use || kindOf(model.ast, callee) !== Kind.selector_expression) return false;
    const test = childIn(model.ast, callee, Field.operand);
    const symbol = model.symbolAt(test);
    const isOwn = symbol !== undefined && model.func(symbol.func)?.node === literal;
    const isParallel = model.textOf(childIn(model.ast, callee, Field.field)) === 'Parallel';
    return isOwn && isParallel && foreignType(model, facts, test) === 'testing.T';
  });
}

/**
 * True if the goroutine uses something of the iteration that the iteration goes on to use, or its twin: of
 * `r, w := io.Pipe()` one has the one and the other the other.
 */
function isInTouch(model: FileModel, loop: Loop, by: NodeId): boolean {
  const end = afterOf(model.ast, by);
  const declarations = new Set<NodeId>();
  for (let node = by; node < end; node = (node + 1) as NodeId) {
    const symbol = kindOf(model.ast, node) === Kind.identifier ? model.symbolAt(node) : undefined;
    if (symbol === undefined || !isOfIteration(model, loop, symbol) || isWithin(model.ast, symbol.declaration, by))
      continue;
    declarations.add(parentOf(model.ast, symbol.declaration));
  }
  for (let node = end; node < afterOf(model.ast, loop.body) && declarations.size > 0; node = (node + 1) as NodeId) {
    const symbol = kindOf(model.ast, node) === Kind.identifier ? model.symbolAt(node) : undefined;
    if (
      symbol !== undefined &&
      symbol.declaration !== NO_NODE &&
      declarations.has(parentOf(model.ast, symbol.declaration))
    )
      return true;
  }
  return false;
}

/** True if what is stored may outlast the next iteration: that may pass the store by, or never come to it. */
function isSometimesKept(model: FileModel, loop: Loop, { by }: Outliving): boolean {
  if (!loop.isRange) return true;
  const head = model.cfg(loop.func).pointOf(loop.clause);
  return head !== undefined && comesTo(model, loop, loop.clause, [head], [by]);
}

/** A function that locks looks after what it shares. */
function hasLock(model: FileModel, literal: NodeId): boolean {
  return model.callsIn(literal).some(({ callee }) => /\.R?Lock$/.test(model.textOf(callee)));
}

/** Variables of the functions around that the literal reads and never writes, each with its first use. */
function variablesUsedIn(
  model: FileModel,
  facts: PackageFacts,
  literal: NodeId,
): { readonly variable: SymbolInfo; readonly use: NodeId }[] {
  const found = new Map<number, { readonly variable: SymbolInfo; readonly use: NodeId }>();
  for (let use = literal; use < afterOf(model.ast, literal); use = (use + 1) as NodeId) {
    const variable = kindOf(model.ast, use) === Kind.identifier ? model.symbolAt(use) : undefined;
    const isLocal = variable !== undefined && variable.func !== NO_FUNC && variable.kind !== 'loop-variable';
    if (!isLocal || found.has(variable.id) || variable.kind === 'constant' || variable.kind === 'type') continue;
    if (isWithin(model.ast, variable.declaration, literal) || isFieldKey(model, facts, use)) continue;
    const isWritten = writesOf(model, variable.id).some(({ node }) => isWithin(model.ast, node, literal));
    if (!isWritten) found.set(variable.id, { variable, use });
  }
  return [...found.values()];
}

/** True if every way around this loop, and no loop inside it, back to the literal gives the variable a new value. */
function isRenewedAround(model: FileModel, loop: Loop, variable: SymbolInfo, literal: NodeId): boolean {
  if (isOfIteration(model, loop, variable) || variable.declaration === NO_NODE) return false;
  const cfg = model.cfg(loop.func);
  const at = pointIn(model, loop, literal);
  const written = changesOf(model, loop, variable).map((point) => cfg.points[point]?.node ?? NO_NODE);
  if (at === undefined || written.length === 0) return false;
  const isInner = model.bindings.loops.some(
    (inner) =>
      inner > loop.node &&
      isWithin(model.ast, literal, inner) &&
      written.some((write) => isWithin(model.ast, write, inner)),
  );
  return !isInner && !comesTo(model, loop, literal, [at], written);
}
