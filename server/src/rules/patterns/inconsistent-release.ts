import { acquisitionAt, evidentIn, leakOf } from '../../obligations/index.js';
import type { Evident } from '../../obligations/index.js';
import type { FuncInfo } from '../../semantic/index.js';
import type { RuleContext } from '../rule.js';
import { endsWithProcess } from './release.js';
import { releaseFix } from './release-fix.js';
import { describeInconsistent, placesOfLeak } from './release-text.js';

/**
 * Reports what a function releases on one path and not on another, for results that no pair tells anything about; they
 * count as pairs of the rule with this code.
 */
export function checkInconsistentRelease(context: RuleContext, func: FuncInfo, code: string): void {
  const { model, facts, pairs } = context;
  for (const evident of evidentIn(model, facts, func, pairs, code)) reportInconsistent(context, evident);
}

function reportInconsistent(context: RuleContext, { call, pair }: Evident): void {
  const { model, facts } = context;
  const acquisition = acquisitionAt(model, facts, call, pair);
  if (acquisition === undefined || endsWithProcess(model, acquisition)) return;
  const leak = leakOf(model, facts, acquisition);
  // A function that has to be called is told by its name; returning it on another path is evidence enough.
  const isFunction = pair.release.includes('()');
  if (leak === undefined || !(isFunction || leak.events.some(({ does }) => does === 'release'))) return;
  if (!leak.lost.some(({ how }) => how === 'returns')) return;
  context.report({
    at: model.spanOf(call.callee),
    kind: 'inconsistent',
    message: describeInconsistent(model, leak),
    related: placesOfLeak(model, leak),
    confidence: 'medium',
    doubt: 'only the function itself tells that it has to be released',
    ...releaseFix(model, leak, 'inconsistent', 'medium'),
  });
}
