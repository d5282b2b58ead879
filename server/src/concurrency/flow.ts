import type { PackageFacts } from '../facts/index.js';
import { cfgOf as cfgOfFunction, knownFlow } from '../facts/index.js';
import type { Cfg, FileModel, FlowQuestions, FuncId, FuncInfo } from '../semantic/index.js';
import { bodyInPlace, runsInPlace } from '../semantic/index.js';

const questions = new WeakMap<PackageFacts, WeakMap<FileModel, Partial<FlowQuestions>>>();
const keptAround = new WeakMap<FileModel, ReadonlySet<FuncId>>();

/**
 * The control flow of a function as a goroutine runs it: with what the package knows, and with the statements of
 * literals that are called where they stand among those of the function.
 */
export function cfgOf(model: FileModel, facts: PackageFacts, func: FuncInfo): Cfg {
  const around = keptAround.get(model) ?? aroundInPlace(model);
  keptAround.set(model, around);
  return around.has(func.id) ? model.cfgWith(func, flowInPlace(model, facts)) : cfgOfFunction(model, facts, func);
}

/** The functions with a literal directly in them that runs in place. */
function aroundInPlace(model: FileModel): ReadonlySet<FuncId> {
  const inPlace = model.bindings.functions.filter((func) => runsInPlace(model, func));
  return new Set(inPlace.map(({ parent }) => parent));
}

/** The same object for the same package and file: graphs are kept by it. */
function flowInPlace(model: FileModel, facts: PackageFacts): Partial<FlowQuestions> {
  const ofFacts = questions.get(facts) ?? new WeakMap<FileModel, Partial<FlowQuestions>>();
  questions.set(facts, ofFacts);
  const known = ofFacts.get(model);
  if (known !== undefined) return known;
  const made: Partial<FlowQuestions> = {
    ...knownFlow(model, facts),
    bodyInPlace: (call) => bodyInPlace(model, call),
  };
  ofFacts.set(model, made);
  return made;
}
