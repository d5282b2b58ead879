import type { Callee, PackageFacts, Provided, TypeName } from '../facts/index.js';
import { calleeOf } from '../facts/index.js';
import type { Pair } from '../knowledge/index.js';
import type { Call, FileModel, NodeId, Type } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, childrenOf, fieldOf, kindOf, parentOf } from '../semantic/index.js';
import type { PairIndex } from './pair-index.js';
import { nameOfCallee } from './pair-index.js';
import { ReleaseForms } from './release-forms.js';

/** Functions that hand on what another one hands on are followed this far. */
const MAX_STEPS = 4;

/**
 * The pairs that a call acquires by because of what the function does that is called: one of the package, or of a
 * package of the module, which returns what it acquires itself. `openLog` that returns the file of `os.Open`, `newStore`
 * whose result has it in a field that its `Close` closes, a function that returns `f.Close`.
 */
export function derivedPairsOf(model: FileModel, facts: PackageFacts, call: Call, pairs: PairIndex): readonly Pair[] {
  const ofFacts = kept.get(facts) ?? new WeakMap<FileModel, Map<NodeId, readonly Pair[]>>();
  kept.set(facts, ofFacts);
  const ofFile = ofFacts.get(model) ?? new Map<NodeId, readonly Pair[]>();
  ofFacts.set(model, ofFile);
  const known = ofFile.get(call.node);
  if (known !== undefined) return known;
  const made = derive(model, facts, call, pairs);
  ofFile.set(call.node, made);
  return made;
}

/** Two rules ask about the same call. */
const kept = new WeakMap<PackageFacts, WeakMap<FileModel, Map<NodeId, readonly Pair[]>>>();

function derive(model: FileModel, facts: PackageFacts, call: Call, pairs: PairIndex): readonly Pair[] {
  const callee = calleeOf(model, facts, call);
  if (callee.kind !== 'function' && callee.kind !== 'method') return [];
  const name = nameOfCallee(facts, callee);
  // While questions are recorded each asker has to ask, so that each is told when the answer changes.
  if (name === undefined || facts.summaries.isRecording) return new Deriver(facts, pairs).pairsOf(callee, 0);
  const ofFacts = keptByName.get(facts) ?? new WeakMap<FileModel, Map<string, readonly Pair[]>>();
  keptByName.set(facts, ofFacts);
  const ofFile = ofFacts.get(model) ?? new Map<string, readonly Pair[]>();
  ofFacts.set(model, ofFile);
  const known = ofFile.get(name) ?? new Deriver(facts, pairs).pairsOf(callee, 0);
  ofFile.set(name, known);
  return known;
}

/** Per file: each has to ask for the packages that it needs, so that it is checked again when they are known. */
const keptByName = new WeakMap<PackageFacts, WeakMap<FileModel, Map<string, readonly Pair[]>>>();

/** Names under which functions of other packages, and methods, hand out what has to be released. */
const HANDING_OUT =
  /^(?:must)?(?:open|new|create|dial|listen|connect|accept|begin|acquire|start|subscribe|.*iterator|.*snapshot)/iu;

/**
 * Whether to ask what the called function hands out: reading its body, and the package that it is in, is not for
 * nothing. Only a result that a variable gets is asked about.
 */
export function mayHandOut(model: FileModel, call: Call): boolean {
  const { ast } = model;
  const list = parentOf(ast, model.parenthesized(call.node));
  const isGiven = kindOf(ast, list) === Kind.expression_list && fieldOf(ast, list) !== Field.left;
  if (!isGiven || call.callee === NO_NODE || kindOf(ast, parentOf(ast, list)) === Kind.return_statement) return false;
  if (kindOf(ast, call.callee) === Kind.selector_expression) {
    return HANDING_OUT.test(model.textOf(childIn(ast, call.callee, Field.field)));
  }
  const kind = model.symbolAt(call.callee)?.kind;
  if (kind !== 'function' && kind !== 'outside') return false;
  return HANDING_OUT.test(model.textOf(call.callee)) || givesError(model, parentOf(ast, list));
}

/** True for an assignment whose last target gets an error, by its name. */
function givesError(model: FileModel, statement: NodeId): boolean {
  const left = childIn(model.ast, statement, Field.left);
  const last = left === NO_NODE ? undefined : childrenOf(model.ast, left).at(-1);
  return last !== undefined && /err/i.test(model.textOf(last));
}

/** Why such findings are less certain. */
const HELD = 'it has to be released because of what it holds, which somebody else may release';

class Deriver {
  constructor(
    private readonly facts: PackageFacts,
    private readonly pairs: PairIndex,
  ) {}

  pairsOf(callee: Callee, steps: number): readonly Pair[] {
    const provided = steps < MAX_STEPS ? this.facts.summaries.provisionsOf(callee) : undefined;
    const found = new Map<string, Pair>();
    for (const one of provided ?? []) {
      for (const pair of this.sourcesOf(one, steps)) {
        const own = this.handedOn(one, pair);
        if (own !== undefined) found.set(`${one.result} ${own.release.join()}`, own);
      }
    }
    return [...found.values()];
  }

  /** The pairs by which the function that is called gets what it provides. */
  private sourcesOf({ callee, from }: Provided, steps: number): readonly Pair[] {
    const name = nameOfCallee(this.facts, callee);
    const direct = name === undefined ? [] : this.pairs.pairsNamed(name);
    const all = direct.length > 0 ? direct : this.pairsOf(callee, steps + 1);
    return all.filter(
      ({ resource, ownership }) => resource.of === 'result' && resource.index === from && ownership !== 'callee',
    );
  }

  /** The pair as it is for the caller of the function. */
  private handedOn({ how, result, path, type }: Provided, pair: Pair): Pair | undefined {
    const resource = { of: 'result', index: result } as const;
    const common = { ...pair, acquire: [], resource, error: 'last' } as const;
    switch (how) {
      case 'value':
        return common;
      case 'closer':
        return isFormOf(pair, path)
          ? { ...common, release: ['()'], noun: `function that ends the ${pair.noun}` }
          : undefined;
      case 'field': {
        const release = type?.tag === 'named' ? this.releasingMethods(type, path, pair) : [];
        return release.length === 0
          ? undefined
          : { ...common, release, noun: nounOf(type, pair), confidence: 'medium', doubt: HELD };
      }
    }
  }

  /** The methods of a type that release what its field has: `Close`. */
  private releasingMethods(receiver: TypeName, field: string, pair: Pair): readonly string[] {
    const forms = new ReleaseForms(pair);
    const { summaries } = this.facts;
    return summaries.methodsOf(receiver).filter((name) => {
      const method: Callee = { kind: 'method', receiver, isPointerReceiver: true, name, via: [], object: undefined };
      const effects = summaries.effectsOf(method, -1) ?? [];
      const own = effects.flatMap((effect) => {
        const [first, ...rest] = effect.path === '' ? [] : effect.path.split('.');
        return first === field ? [{ ...effect, path: rest.join('.') }] : [];
      });
      return forms.ofEffects(own, []) === 'release';
    });
  }
}

function isFormOf(pair: Pair, path: string): boolean {
  return pair.release.includes(path === '' ? '()' : path);
}

function nounOf(type: Type | undefined, pair: Pair): string {
  return type?.tag === 'named' ? type.name : pair.noun;
}
