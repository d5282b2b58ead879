import { endsAsGoexit, endsProcess, panics } from '../knowledge/index.js';
import type { CallEffect, Cfg, FileModel, FlowQuestions, FuncInfo } from '../semantic/index.js';
import { questionsOfFile, rangeKindOf } from '../semantic/index.js';
import { calleeOf } from './callee.js';
import { calleeName } from './callee-type.js';
import type { PackageFacts } from './package-facts.js';

const kept = new WeakMap<PackageFacts, WeakMap<FileModel, Partial<FlowQuestions>>>();

/** The control flow of a function with what the package knows: calls that do not come back, what is ranged over. */
export function cfgOf(model: FileModel, facts: PackageFacts, func: FuncInfo): Cfg {
  return model.cfgWith(func, knownFlow(model, facts));
}

/** The same object for the same package and file: graphs are kept by it. */
export function knownFlow(model: FileModel, facts: PackageFacts): Partial<FlowQuestions> {
  const ofFacts = kept.get(facts) ?? new WeakMap<FileModel, Partial<FlowQuestions>>();
  kept.set(facts, ofFacts);
  const known = ofFacts.get(model);
  if (known !== undefined) return known;
  const file = questionsOfFile(model);
  const made: Partial<FlowQuestions> = {
    effectOf: (call) => {
      const effect = file.effectOf(call);
      return effect === 'returns' ? effectOf(model, facts, call) : effect;
    },
    rangeKindOf: (expression) => {
      const kind = file.rangeKindOf(expression);
      return kind === 'range-unknown' ? rangeKindOf(facts.underlying(model.typeOf(expression))) : kind;
    },
  };
  ofFacts.set(model, made);
  return made;
}

function effectOf(model: FileModel, facts: PackageFacts, node: Parameters<FileModel['callAt']>[0]): CallEffect {
  const callee = calleeOf(model, facts, model.callAt(node));
  const name = calleeName(callee);
  if (name === undefined) return 'returns';
  if (panics.has(name)) return 'panics';
  if (endsAsGoexit.has(name)) return 'ends-goroutine';
  if (endsProcess.has(name)) return 'ends-process';
  return facts.summaries.endOf(callee);
}
