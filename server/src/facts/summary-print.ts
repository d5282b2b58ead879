import type { Callee } from './callee-type.js';
import type { Effect } from './effect-set.js';
import type { FunctionFact } from './function-facts.js';
import type { Summaries } from './summaries.js';

/** One line per effect, for people: `ch: send '' every here`. */
export function printSummaries(summaries: Summaries): string {
  return summaries
    .all()
    .map((fact) => {
      const name = fact.receiver === '' ? fact.name : `${fact.receiver}.${fact.name}`;
      const callee = calleeOfFact(fact);
      const words = [
        summaries.neverReturns(callee) ? `never returns: ${summaries.endOf(callee)}` : '',
        fact.startsGoroutine ? 'starts a goroutine' : '',
        summaries.blocks(callee) ? 'may block' : '',
      ].filter((word) => word !== '');
      const head = `func ${name}${words.length === 0 ? '' : `: ${words.join(', ')}`}`;
      const parameters = [-1, ...fact.parameters.keys()];
      const lines = parameters.flatMap((index) =>
        (summaries.effectsOf(callee, index) ?? []).map((effect) => `  ${printEffect(fact, index, effect)}`),
      );
      return [head, ...lines].join('\n');
    })
    .join('\n');
}

function printEffect(fact: FunctionFact, index: number, effect: Effect): string {
  const base = index < 0 ? 'receiver' : (fact.parameters[index] ?? String(index));
  const place = effect.path === '' ? base : `${base}.${effect.path}`;
  const detail = effect.detail === '' ? '' : ` ${effect.detail}`;
  const guard = effect.guard === 'none' ? '' : ` guarded by ${effect.guard}`;
  const paths = effect.paths === 'every' ? 'on every path' : 'on some paths';
  return `${place}: ${effect.verb}${detail}, ${paths}, ${effect.where}${effect.times === 'many' ? ', in a loop' : ''}${guard}`;
}

function calleeOfFact({ receiver, name }: FunctionFact): Callee {
  return receiver === ''
    ? { kind: 'function', path: '', name }
    : {
        kind: 'method',
        receiver: { path: '', name: receiver },
        isPointerReceiver: true,
        name,
        via: [],
        object: undefined,
      };
}
