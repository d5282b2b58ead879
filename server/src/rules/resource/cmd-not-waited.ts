import type { Pair } from '../../knowledge/index.js';
import type { Leak } from '../../obligations/index.js';
import type { Call } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf, usesOf } from '../../semantic/index.js';
import type { Judgement } from '../patterns/release.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3008';
/** They end or reap the process, and leave the pipes and goroutines of its Cmd. */
const HALF: ReadonlySet<string> = new Set(['Kill', 'Signal', 'Wait']);

export const cmdNotWaited = defineRule({
  code: CODE,
  id: 'cmd-not-waited',
  title: 'Command that is started and not waited for on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `Only \`Wait\` releases what \`Start\` took: a process that ended stays as a zombie until somebody has waited for it,
the ends of its pipes stay open, and the goroutines that copy its input and output, or watch its context, stay with them.`,
    fix: `\`cmd.Wait()\` on every path behind \`Start\`; where the process is to run on, \`go cmd.Wait()\` takes its end away in the
background. \`Run\`, \`Output\` and \`CombinedOutput\` wait themselves.`,
    limits: `A command that is returned, stored, or given to a function that nobody can look into counts as handed over, and so
does one whose process is released. Where the process is killed, or waited for by itself, the finding is an information:
its pipes and goroutines stay. So is a command that is started where it is made.`,
    references: ['go:os/exec.Cmd.Start', 'go:os/exec.Cmd.Wait', 'go:os.Process.Release'],
  },
  triggers: [onAcquire(CODE, check)],
});

function check(context: RuleContext, call: Call, pair: Pair): void {
  if (isMadeHere(context, call)) reportMadeHere(context, call);
  else checkRelease(context, call, pair, { judge });
}

function judge({ model }: RuleContext, { acquisition }: Leak): Judgement {
  const { bound } = acquisition;
  if (bound.how !== 'variable') return {};
  const isHalf = usesOf(model, bound.symbol.id).some(({ path, what }) => {
    return path[0] === 'Process' && what.does === 'method' && HALF.has(what.name);
  });
  return isHalf ? { severity: 'information' } : {};
}

/** `exec.Command("open", url).Start()`: nobody has the command. */
function isMadeHere({ model }: RuleContext, { callee }: Call): boolean {
  if (callee === NO_NODE || kindOf(model.ast, callee) !== Kind.selector_expression) return false;
  const operand = model.unparenthesized(childIn(model.ast, callee, Field.operand));
  return kindOf(model.ast, operand) === Kind.call_expression && model.importedCallees(model.callAt(operand)).length > 0;
}

function reportMadeHere(context: RuleContext, { callee }: Call): void {
  const { model } = context;
  const made = model.callAt(model.unparenthesized(childIn(model.ast, callee, Field.operand)));
  const maker = model.textOf(made.callee);
  context.report({
    at: model.spanOf(made.callee),
    kind: 'discarded',
    severity: 'information',
    message: `nothing has the command that ${maker} makes: nobody can wait for it, and its process stays as a zombie when it ends`,
  });
}
