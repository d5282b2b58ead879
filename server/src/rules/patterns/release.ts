import type { Pair } from '../../knowledge/index.js';
import type { Acquisition, FieldLeak, Leak } from '../../obligations/index.js';
import { acquisitionAt, fieldLeakOf, isReleasedAtOnce, leakOf } from '../../obligations/index.js';
import type { Call, FileModel, FuncInfo } from '../../semantic/index.js';
import { isInLoop } from '../../semantic/index.js';
import type { Report, RuleConfidence, RuleContext, RuleSeverity } from '../rule.js';
import { namedFix, releaseFix } from './release-fix.js';
import type { ReleaseKind } from './release-kinds.js';
import { describeDropped, describeField, describeLeak, placesOfLeak } from './release-text.js';

/** What a rule says besides about its own resources. */
export interface ReleaseOptions {
  /** What lowers the effect or the certainty of a leak; `silent` where it is none. */
  readonly judge?: (context: RuleContext, leak: Leak, kind: ReleaseKind) => Judgement;
  /** The same for a result that is dropped. */
  readonly judgeDropped?: (context: RuleContext, acquisition: Acquisition) => Judgement;
}

export { releaseKinds } from './release-kinds.js';
export type { ReleaseKind } from './release-kinds.js';

export type Judgement =
  { readonly severity?: RuleSeverity; readonly confidence?: RuleConfidence; readonly doubt?: string } | 'silent';

/** Reports what a call acquires by a pair and the function around it does not release on every path. */
export function checkRelease(context: RuleContext, call: Call, pair: Pair, options: ReleaseOptions = {}): void {
  if (pair.ownership === 'callee') return;
  const { resource, release } = pair;
  if (resource.of === 'result' && isReleasedAtOnce(context.model, call, resource.index, release)) return;
  const acquisition = acquisitionAt(context.model, context.facts, call, pair);
  if (acquisition === undefined || endsWithProcess(context.model, acquisition)) return;
  if (acquisition.bound.how === 'dropped') reportDropped(context, acquisition, options);
  const leak = leakOf(context.model, context.facts, acquisition);
  if (leak !== undefined) reportLeak(context, leak, options);
  const field = fieldLeakOf(context.model, context.facts, acquisition);
  if (field !== undefined) reportField(context, acquisition, field, options);
}

function reportField(context: RuleContext, acquisition: Acquisition, field: FieldLeak, options: ReleaseOptions): void {
  const judgement = options.judgeDropped?.(context, acquisition) ?? {};
  if (judgement === 'silent') return;
  const { model } = context;
  context.report({
    at: model.spanOf(acquisition.call.callee),
    kind: 'field-never-released',
    message: describeField(acquisition, field),
    ...gradeOf(acquisition, { severity: acquisition.pair.severity ?? 'information', ...judgement }, 'high'),
  });
}

function reportDropped(context: RuleContext, acquisition: Acquisition, { judgeDropped }: ReleaseOptions): void {
  const judgement = judgeDropped?.(context, acquisition) ?? {};
  if (judgement === 'silent') return;
  const { model } = context;
  context.report({
    at: model.spanOf(acquisition.call.callee),
    kind: 'discarded',
    message: describeDropped(model, acquisition),
    ...gradeOf(acquisition, judgement, 'high'),
    ...namedFix(model, acquisition),
  });
}

function reportLeak(context: RuleContext, leak: Leak, { judge }: ReleaseOptions): void {
  const kind = kindOf(leak);
  const judgement = judge?.(context, leak, kind) ?? {};
  if (judgement === 'silent') return;
  const { model } = context;
  const { acquisition } = leak;
  const grade = gradeOf(acquisition, judgement, leak.isExact ? 'high' : 'medium');
  context.report({
    at: model.spanOf(acquisition.call.callee),
    kind,
    message: describeLeak(model, leak, kind),
    related: placesOfLeak(model, leak),
    ...grade,
    ...releaseFix(model, leak, kind, grade.confidence),
  });
}

/** The lowest confidence that somebody has; severity and note of the pair. */
function gradeOf(
  { pair }: Acquisition,
  judgement: Exclude<Judgement, 'silent'>,
  found: RuleConfidence,
): Pick<Report, 'severity' | 'doubt'> & { readonly confidence: RuleConfidence } {
  const order: readonly RuleConfidence[] = ['high', 'medium', 'low'];
  const causes: readonly (readonly [RuleConfidence, string])[] = [
    [found, 'the function has more conditions than are followed'],
    [pair.confidence ?? 'high', pair.doubt ?? 'the call does not always give something that has to be released'],
    [judgement.confidence ?? 'high', judgement.doubt ?? 'what was acquired may not matter here'],
  ];
  const [confidence, doubt] = causes.reduce((least, one) =>
    order.indexOf(one[0]) > order.indexOf(least[0]) ? one : least,
  );
  const severity = judgement.severity ?? pair.severity;
  return { confidence, ...(confidence === 'high' ? {} : { doubt }), ...(severity === undefined ? {} : { severity }) };
}

function kindOf({ lost, events, isHeld }: Leak): ReleaseKind {
  const hows = new Set(lost.map(({ how }) => how));
  if (hows.has('returns')) {
    if (isHeld) return 'error-path';
    return events.some(({ does }) => does !== 'replace') ? 'path' : 'never';
  }
  return hows.has('again') ? 'loop' : 'overwritten';
}

/** What `main`, `init` and the function behind a command of the command line acquire once ends with the process. */
export function endsWithProcess(model: FileModel, { func, call }: Acquisition): boolean {
  const isStart = func.name === 'init' || (func.name === 'main' && model.bindings.packageName === 'main');
  return (isStart || isCommand(model, func)) && !isInLoop(model, call.node);
}

/** Types that frameworks for command lines hand to the function of a command, which runs once. */
const COMMANDS: ReadonlySet<string> = new Set([
  'github.com/spf13/cobra.Command',
  'github.com/urfave/cli.Context',
  'github.com/urfave/cli/v2.Context',
  'github.com/urfave/cli/v3.Command',
]);

function isCommand(model: FileModel, { node }: FuncInfo): boolean {
  const type = model.signatureOf(node);
  if (type.tag !== 'func') return false;
  return type.params.some((param) => {
    const base = param.tag === 'pointer' ? param.to : param;
    return base.tag === 'named' && COMMANDS.has(`${base.path}.${base.name}`);
  });
}
