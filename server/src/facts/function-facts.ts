import type { CallEffect, FileModel, FuncInfo, NodeId, Type } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  callEffect,
  childIn,
  childrenIn,
  childrenOf,
  firstChild,
  kindOf,
  runInDeclaration,
} from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import { calleeRefOf } from './callee-ref.js';
import type { ParameterEffect } from './effect.js';
import { readEffects } from './parameter-effects.js';

/** Whether a function may go back to its caller, and if not, what happens instead on its ways. */
export type Ending = 'returns' | Endless;

export interface Endless {
  readonly ways: readonly Exclude<CallEffect, 'returns'>[];
  /** Calls with which ways end: it comes back only if one of these does. */
  readonly calls: readonly CalleeRef[];
}

const NOWHERE: Endless = { ways: [], calls: [] };

/**
 * What a declared function or method does, as far as its own text tells. No positions. Answers are computed when they
 * are asked for: most functions are never asked about.
 */
export interface FunctionFact {
  /** The name of the receiver's type; '' for a function. */
  readonly receiver: string;
  readonly name: string;
  /** Names of the parameters; '' for those without. */
  readonly parameters: readonly string[];
  readonly ending: Ending;
  readonly startsGoroutine: boolean;
  /** It may wait without an end of its own: channel operation, `select` without default, `Lock`, `Wait`. */
  readonly blocks: boolean;
  /** Functions that it calls in its own goroutine, so that it blocks when they do. */
  readonly calls: readonly CalleeRef[];
  /** The effects on one parameter (-1: the receiver), in source order. */
  effectsOn(parameter: number): readonly ParameterEffect[];
}

/** The facts of all functions and methods of a file that have a body and no syntax error. They hold on to the model. */
export function readFunctions(model: FileModel): FunctionFact[] {
  return model.bindings.functions
    .filter((func) => func.kind !== 'literal' && func.body !== NO_NODE && !model.isBroken(func))
    .map((func) => new FunctionInFile(model, func));
}

/**
 * The same facts without holding on to the file: what was asked is kept, and for another question `readAgain` gives the
 * facts of the same text once more, in the same order.
 */
export function withoutFile(facts: readonly FunctionFact[], readAgain: () => readonly FunctionFact[]): FunctionFact[] {
  let known: WeakRef<readonly FunctionFact[]> | undefined;
  const again = (): readonly FunctionFact[] => {
    const before = known?.deref();
    if (before !== undefined) return before;
    const read = readAgain();
    known = new WeakRef(read);
    return read;
  };
  return facts.map(({ receiver, name }, i) => new RecalledFunction(receiver, name, () => again()[i]));
}

/** A function whose file is read again for the first question; all answers are kept then. */
class RecalledFunction implements FunctionFact {
  private known: FunctionFact | undefined;

  constructor(
    readonly receiver: string,
    readonly name: string,
    private readonly recall: () => FunctionFact | undefined,
  ) {}

  get parameters(): readonly string[] {
    return this.fact.parameters;
  }

  get ending(): Ending {
    return this.fact.ending;
  }

  get startsGoroutine(): boolean {
    return this.fact.startsGoroutine;
  }

  get blocks(): boolean {
    return this.fact.blocks;
  }

  get calls(): readonly CalleeRef[] {
    return this.fact.calls;
  }

  effectsOn(parameter: number): readonly ParameterEffect[] {
    return this.fact.effectsOn(parameter);
  }

  private get fact(): FunctionFact {
    this.known ??= settled(this.recall() ?? UNKNOWN_FUNCTION);
    return this.known;
  }
}

const UNKNOWN_FUNCTION: FunctionFact = {
  receiver: '',
  name: '',
  parameters: [],
  ending: 'returns',
  startsGoroutine: false,
  blocks: false,
  calls: [],
  effectsOn: () => [],
};

/** All answers about a function, as plain data. */
function settled(fact: FunctionFact): FunctionFact {
  const { receiver, name, parameters, ending, startsGoroutine, blocks, calls } = fact;
  const effects = [-1, ...parameters.keys()].map((parameter) => fact.effectsOn(parameter));
  const effectsOn = (parameter: number): readonly ParameterEffect[] => effects[parameter + 1] ?? [];
  return { receiver, name, parameters, ending, startsGoroutine, blocks, calls, effectsOn };
}

class FunctionInFile implements FunctionFact {
  readonly receiver: string;
  readonly name: string;
  private readonly effects = new Map<number, readonly ParameterEffect[]>();
  private knownEnding: Ending | undefined;
  private knownBody: BodyScan | undefined;

  constructor(
    private readonly model: FileModel,
    private readonly func: FuncInfo,
  ) {
    this.receiver = receiverName(model, func);
    this.name = model.textOf(childIn(model.ast, func.node, Field.name));
  }

  get parameters(): readonly string[] {
    return parameterNames(this.model, this.func);
  }

  get ending(): Ending {
    this.knownEnding ??= endingOf(this.model, this.func);
    return this.knownEnding;
  }

  get startsGoroutine(): boolean {
    return this.body.startsGoroutine;
  }

  get blocks(): boolean {
    return this.body.blocks;
  }

  get calls(): readonly CalleeRef[] {
    return this.body.calls;
  }

  effectsOn(parameter: number): readonly ParameterEffect[] {
    const known = this.effects.get(parameter);
    if (known !== undefined) return known;
    const effects = readEffects(this.model, this.func, parameter);
    this.effects.set(parameter, effects);
    return effects;
  }

  private get body(): BodyScan {
    this.knownBody ??= scanBody(this.model, this.func);
    return this.knownBody;
  }
}

function receiverName(model: FileModel, func: FuncInfo): string {
  const list = childIn(model.ast, func.node, Field.receiver);
  const parameter = list === NO_NODE ? NO_NODE : firstChild(model.ast, list);
  if (parameter === NO_NODE) return '';
  const type = model.typeNamedBy(childIn(model.ast, parameter, Field.type));
  const named = type.tag === 'pointer' ? type.to : type;
  return named.tag === 'named' ? named.name : '';
}

function parameterNames(model: FileModel, func: FuncInfo): string[] {
  const list = childIn(model.ast, func.node, Field.parameters);
  if (list === NO_NODE) return [];
  return childrenOf(model.ast, list).flatMap((parameter) => {
    const names = childrenIn(model.ast, parameter, Field.name);
    return names.length === 0 ? [''] : names.map((name) => model.textOf(name));
  });
}

// ---- what the body does besides

interface BodyScan {
  startsGoroutine: boolean;
  blocks: boolean;
  readonly calls: CalleeRef[];
}

function scanBody(model: FileModel, func: FuncInfo): BodyScan {
  const { ast } = model;
  const scan: BodyScan = { startsGoroutine: false, blocks: false, calls: [] };
  const seen = new Set<string>();
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.func_literal && !runsInside(model, node)) {
      // Its code is somebody else's; whether it is a goroutine is told by the statement around it.
      node = (afterOf(ast, node) - 1) as NodeId;
      continue;
    }
    if (kind === Kind.go_statement) {
      scan.startsGoroutine = true;
      node = (afterOf(ast, node) - 1) as NodeId;
    } else if (mayWait(model, node, kind)) scan.blocks = true;
    else if (kind === Kind.call_expression) addCall(model, node, scan, seen);
  }
  return scan;
}

function runsInside(model: FileModel, literal: NodeId): boolean {
  const func = model.funcAt(literal);
  const run = func === undefined ? 'unknown' : runInDeclaration(model, func);
  return run === 'here' || run === 'perhaps' || run === 'deferred';
}

function mayWait(model: FileModel, node: NodeId, kind: Kind): boolean {
  const { ast } = model;
  switch (kind) {
    case Kind.select_statement:
      return !childrenOf(ast, node).some((clause) => kindOf(ast, clause) === Kind.default_case);
    case Kind.send_statement:
      return kindOf(ast, ast.parent[node] as NodeId) !== Kind.communication_case;
    case Kind.unary_expression:
      return (ast.op[node] as Op) === Op.receive && kindOf(ast, ast.parent[node] as NodeId) !== Kind.receive_statement;
    case Kind.range_clause:
      return model.typeOf(childIn(ast, node, Field.right)).tag === 'chan';
    default:
      return false;
  }
}

const WAITING = /^(?:Lock|RLock|Wait|Acquire)$/;

function addCall(model: FileModel, call: NodeId, scan: BodyScan, seen: Set<string>): void {
  const ref = calleeRefOf(model, call);
  if (ref === undefined) return;
  if ('of' in ref && WAITING.test(ref.name) && isUnknownHere(ref.of)) scan.blocks = true;
  // Other modules' functions are unknown to everybody: they need no line.
  if ('path' in ref && ref.path !== '' && !ref.path.includes('.')) return;
  if ('of' in ref && isUnknownHere(ref.of)) return;
  const key = 'path' in ref ? `${ref.path}.${ref.name}` : `${JSON.stringify(ref.of)}.${ref.name}`;
  if (seen.has(key)) return;
  seen.add(key);
  scan.calls.push(ref);
}

function isUnknownHere(type: Type): boolean {
  const base = type.tag === 'pointer' ? type.to : type;
  return base.tag === 'unknown' || (base.tag === 'named' && base.path !== '');
}

// ---- whether it returns

function endingOf(model: FileModel, func: FuncInfo): Ending {
  if (returnsOrRecovers(model, func)) return 'returns';
  return endingOfStatement(model, func.body);
}

/** True if a `return`, or a deferred literal that may recover, leads back to the caller. */
function returnsOrRecovers(model: FileModel, func: FuncInfo): boolean {
  const { ast } = model;
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.return_statement || kind === Kind.goto_statement) return true;
    if (kind === Kind.defer_statement && /\brecover\b|^defer\s+[\w.]+\(/u.test(model.textOf(node))) return true;
    if (kind === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
  }
  return false;
}

/** By the terminating statements of the specification, and calls that do not come back. */
function endingOfStatement(model: FileModel, statement: NodeId): Ending {
  const { ast } = model;
  switch (kindOf(ast, statement)) {
    case Kind.block:
    case Kind.statement_list: {
      const last = childrenOf(ast, statement).at(-1);
      return last === undefined ? 'returns' : endingOfStatement(model, last);
    }
    case Kind.expression_statement:
      return endingOfCall(model, model.unparenthesized(firstChild(ast, statement)));
    case Kind.select_statement:
      return childrenOf(ast, statement).length === 0 ? by('blocks') : 'returns';
    case Kind.for_statement:
      return isEndless(model, statement) ? by('blocks') : 'returns';
    case Kind.if_statement:
      return endingOfIf(model, statement);
    default:
      return 'returns';
  }
}

/** A chain of else-ifs may be long: a loop, not a recursion. */
function endingOfIf(model: FileModel, first: NodeId): Ending {
  const { ast } = model;
  let ending: Ending = NOWHERE;
  let statement = first;
  while (kindOf(ast, statement) === Kind.if_statement) {
    ending = both(ending, endingOfStatement(model, childIn(ast, statement, Field.consequence)));
    statement = childIn(ast, statement, Field.alternative);
    if (ending === 'returns' || statement === NO_NODE) return 'returns';
  }
  return both(ending, endingOfStatement(model, statement));
}

function both(a: Ending, b: Ending): Ending {
  if (a === 'returns' || b === 'returns') return 'returns';
  return { ways: [...new Set([...a.ways, ...b.ways])], calls: [...a.calls, ...b.calls] };
}

function by(effect: CallEffect): Ending {
  return effect === 'returns' ? 'returns' : { ways: [effect], calls: [] };
}

function endingOfCall(model: FileModel, call: NodeId): Ending {
  if (kindOf(model.ast, call) !== Kind.call_expression) return 'returns';
  const effect = callEffect(model, call);
  if (effect !== 'returns') return by(effect);
  const ref = calleeRefOf(model, call);
  return ref === undefined ? 'returns' : { ways: [], calls: [ref] };
}

/** `for { … }` that no `break` leaves. */
function isEndless(model: FileModel, loop: NodeId): boolean {
  const { ast } = model;
  const body = childIn(ast, loop, Field.body);
  if (body === NO_NODE || childrenOf(ast, loop).length !== 1) return false;
  const end = afterOf(ast, body);
  for (let node = body; node < end; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) === Kind.break_statement) return false;
    if (kindOf(ast, node) === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
  }
  return true;
}
