import { isSameData } from '../base/index.js';
import type { FileModel, FuncInfo, NodeId } from '../semantic/index.js';
import { Field, NO_NODE, childIn, childrenIn, childrenOf, firstChild } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import type { ParameterEffect } from './effect.js';
import type { BodyScan } from './function-body.js';
import { scanBody } from './function-body.js';
import type { Ending } from './function-ending.js';
import { endingOf } from './function-ending.js';
import type { LockFact } from './lock-facts.js';
import { readLocks } from './lock-facts.js';
import { readEffects } from './parameter-effects.js';
import type { Provision } from './provisions.js';
import { readProvisions } from './provisions.js';

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
  /** What its results come from, as far as that are results of calls. */
  readonly provisions: readonly Provision[];
  /** What it does with locks that its caller can name. */
  readonly locks: readonly LockFact[];
  /** The effects on one parameter (-1: the receiver), in source order. */
  effectsOn(parameter: number): readonly ParameterEffect[];
}

/** A fact that holds on to the file in which it was read. */
export interface FunctionHere extends FunctionFact {
  /** The same function in a later text of the file, where `declaration` is its own text again: what was answered stays. */
  movedTo(model: FileModel, declaration: NodeId): FunctionHere;
}

/** The facts of a declared function or method; none where it has no body or a syntax error, and of other declarations. */
export function readFunction(model: FileModel, declaration: NodeId): FunctionHere | undefined {
  const func = model.funcAt(declaration);
  if (func?.node !== declaration || func.body === NO_NODE || model.isBroken(func)) return undefined;
  return new FunctionInFile(model, func, { effects: new Map() });
}

/**
 * Has functions that were handed out answer from a later text of their file, so that whoever has them need not hear of
 * it. That is possible if they are the same functions and everything that was asked about them has the same answer
 * there. False: nothing was done.
 */
export function follow(functions: readonly FunctionFact[], later: readonly FunctionFact[]): boolean {
  if (functions.length !== later.length) return false;
  const pairs = functions.map((fact, i) => [fact, later[i]] as const);
  const areSame = pairs.every(
    ([fact, other]) => fact instanceof FunctionInFile && other instanceof FunctionInFile && fact.isLike(other),
  );
  if (!areSame) return false;
  for (const [fact, other] of pairs) {
    if (fact instanceof FunctionInFile && other instanceof FunctionInFile) fact.follow(other);
  }
  return true;
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

  get locks(): readonly LockFact[] {
    return this.fact.locks;
  }

  get provisions(): readonly Provision[] {
    return this.fact.provisions;
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
  locks: [],
  provisions: [],
  effectsOn: () => [],
};

/** All answers about a function, as plain data. */
function settled(fact: FunctionFact): FunctionFact {
  const { receiver, name, parameters, ending, startsGoroutine, blocks, calls, locks, provisions } = fact;
  const effects = [-1, ...parameters.keys()].map((parameter) => fact.effectsOn(parameter));
  const effectsOn = (parameter: number): readonly ParameterEffect[] => effects[parameter + 1] ?? [];
  return { receiver, name, parameters, ending, startsGoroutine, blocks, calls, locks, provisions, effectsOn };
}

/** All that was asked about the body of a function; plain data. `isLike` compares each of them. */
interface Answers {
  readonly effects: Map<number, readonly ParameterEffect[]>;
  ending?: Ending;
  body?: BodyScan;
  locks?: readonly LockFact[];
  provisions?: readonly Provision[];
}

class FunctionInFile implements FunctionHere {
  readonly receiver: string;
  readonly name: string;

  constructor(
    private model: FileModel,
    private func: FuncInfo,
    private answers: Answers,
  ) {
    this.receiver = receiverName(model, func);
    this.name = model.textOf(childIn(model.ast, func.node, Field.name));
  }

  get parameters(): readonly string[] {
    return parameterNames(this.model, this.func);
  }

  get ending(): Ending {
    this.answers.ending ??= endingOf(this.model, this.func);
    return this.answers.ending;
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

  get locks(): readonly LockFact[] {
    this.answers.locks ??= readLocks(this.model, this.func);
    return this.answers.locks;
  }

  get provisions(): readonly Provision[] {
    this.answers.provisions ??= readProvisions(this.model, this.func);
    return this.answers.provisions;
  }

  effectsOn(parameter: number): readonly ParameterEffect[] {
    const known = this.answers.effects.get(parameter);
    if (known !== undefined) return known;
    const effects = readEffects(this.model, this.func, parameter);
    this.answers.effects.set(parameter, effects);
    return effects;
  }

  movedTo(model: FileModel, declaration: NodeId): FunctionHere {
    const func = model.funcAt(declaration);
    if (func?.node !== declaration) throw new Error(`${this.name} is not where it was`);
    return new FunctionInFile(model, func, this.answers);
  }

  /** True if `other` gives every answer that this one has given. */
  isLike(other: FunctionInFile): boolean {
    const { answers } = this;
    if (this.receiver !== other.receiver || this.name !== other.name) return false;
    if (answers === other.answers) return true;
    const asked = Object.keys(answers) as (keyof Answers)[];
    return asked.every((what) =>
      what === 'effects'
        ? [...answers.effects].every(([parameter, effects]) => isSameData(effects, other.effectsOn(parameter)))
        : isSameData(answers[what], other[what]),
    );
  }

  /** Answers like `other` from here on, which has to be like it. */
  follow({ model, func, answers }: FunctionInFile): void {
    this.model = model;
    this.func = func;
    this.answers = answers;
  }

  private get body(): BodyScan {
    this.answers.body ??= scanBody(this.model, this.func);
    return this.answers.body;
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
