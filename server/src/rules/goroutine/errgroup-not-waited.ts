import type { Pair } from '../../knowledge/index.js';
import type { Acquisition } from '../../obligations/index.js';
import { acquisitionAt, leakOf } from '../../obligations/index.js';
import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { parentOf, usesOf } from '../../semantic/index.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import type { Report, RuleContext } from '../rule.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL1008';
const MAKER = 'golang.org/x/sync/errgroup.WithContext';

export const errgroupNotWaited = defineRule({
  code: CODE,
  id: 'errgroup-not-waited',
  title: 'Group of goroutines that is not waited for on every path',
  family: 'goroutine',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `Goroutines of a group that nobody waits for run on behind the function that started them, their errors are lost, and
the context of \`errgroup.WithContext\` stays registered with its parent: only the first error or \`Wait\` cancels it.`,
    fix: `Call \`Wait\` before every return behind the first \`Go\`, and use its error. Where the function leaves early, cancel
the context that the group was made with first, so that \`Wait\` comes back.`,
    limits: `A group that is returned, stored, or given to a function that nobody can look into counts as handed over; a
\`Wait\` in another goroutine counts as well. Groups in fields are not followed.`,
    references: ['https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Wait'],
  },
  triggers: [onAcquire(CODE, check)],
});

/** One finding for each group: at the first `Go` that is not waited for, or where the group was made. */
function check(context: RuleContext, call: Call, pair: Pair): void {
  const { model, facts } = context;
  const acquisition = acquisitionAt(model, facts, call, pair);
  if (acquisition === undefined || earlierStarts(model, acquisition).some((node) => isLost(context, node, pair)))
    return;
  const made = callThatMakes(model, acquisition);
  const report = (found: Report): void => {
    context.report(made === undefined ? found : { ...found, at: model.spanOf(model.callAt(made).callee) });
  };
  checkRelease({ ...context, report }, call, pair);
}

function isLost({ model, facts }: RuleContext, call: NodeId, pair: Pair): boolean {
  const acquisition = acquisitionAt(model, facts, model.callAt(call), pair);
  return acquisition !== undefined && leakOf(model, facts, acquisition) !== undefined;
}

/** The calls before this one that start goroutines of the same group. */
function earlierStarts(model: FileModel, { bound, call, func }: Acquisition): readonly NodeId[] {
  if (bound.how !== 'variable') return [];
  return usesOf(model, bound.symbol.id).flatMap(({ what, path, func: where }) => {
    const isStart = what.does === 'method' && path.length === 0 && (what.name === 'Go' || what.name === 'TryGo');
    return isStart && where === func.id && what.call < call.node ? [what.call] : [];
  });
}

/** `errgroup.WithContext(ctx)`, if that is where the variable has its group from. */
function callThatMakes(model: FileModel, { bound }: Acquisition): NodeId | undefined {
  if (bound.how !== 'variable') return undefined;
  const given = model.referencesOf(bound.symbol.id).filter(({ access }) => access === 'declare' || access === 'write');
  const [only, ...others] = given;
  if (only === undefined || others.length > 0) return undefined;
  const statement = parentOf(model.ast, parentOf(model.ast, only.node));
  const [call] = model.callsIn(statement);
  return call !== undefined && model.importedCallees(call).includes(MAKER) ? call.node : undefined;
}
