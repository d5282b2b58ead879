import type { NodeId } from '../../semantic/index.js';
import { NO_NODE } from '../../semantic/index.js';
import { repeatedDeferFix } from '../patterns/deferred-loop-fix.js';
import type { RepeatedDefer } from '../patterns/deferred-loop.js';
import { isBounded, isMadeOnce, repeatedDefers, severityOf } from '../patterns/deferred-loop.js';
import type { Report, RuleContext } from '../rule.js';
import { defineRule, onLoop } from '../rule.js';

export const deferInLoop = defineRule({
  code: 'GL3012',
  id: 'defer-in-loop',
  title: 'Deferred call that waits for the end of the function, in a loop',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    release: 'what each iteration acquires is released when the function returns',
    lock: 'the second iteration waits for the lock that the first one holds',
    endless: 'the function never returns, so the deferred call never runs',
    other: 'the deferred calls add up until the function returns',
  },
  docs: {
    why: `A deferred call runs when the function returns, not at the end of the iteration. In a loop files, connections,
contexts and locks add up until then, together with the deferred calls and all that they capture; in a loop without an end
they are never released.`,
    fix: `Give the body of the loop a function of its own, so that each iteration ends with a return; or release at the end of
the iteration, and before every \`continue\`.`,
    limits: `A loop whose iteration always leaves the function after the defer statement, by \`return\` or \`break\`, is none here.
What is put where the loop
does not end, as into a list that is read behind it, and what was there before the loop, is meant to stay. Loops of at
most 16 iterations have low confidence, and what does not look like a release is a hint.`,
    references: ['https://go.dev/ref/spec#Defer_statements'],
  },
  triggers: [onLoop(check)],
});

function check(context: RuleContext, loop: NodeId): void {
  for (const repeated of repeatedDefers(context, loop)) report(context, repeated);
}

function report(context: RuleContext, repeated: RepeatedDefer): void {
  const { model } = context;
  const { start, end } = repeated.loop === NO_NODE ? { start: 0, end: 0 } : model.spanOf(repeated.loop);
  const head = model.text.slice(start, end).split('\n', 1)[0] ?? '';
  context.report({
    at: model.spanOf(repeated.statement),
    kind: repeated.kind,
    message: messageOf(context, repeated),
    severity: severityOf(context, repeated),
    ...confidenceOf(context, repeated),
    related:
      repeated.loop === NO_NODE ? [] : [{ at: { start, end: start + head.trimEnd().length }, message: 'the loop' }],
    // What is no release may have to wait.
    ...(repeated.kind === 'other' ? {} : repeatedDeferFix(context, repeated)),
  });
}

function confidenceOf(context: RuleContext, repeated: RepeatedDefer): Pick<Report, 'confidence' | 'doubt'> {
  if (isBounded(context, repeated)) return { confidence: 'low', doubt: 'the loop runs a few times only' };
  if (isMadeOnce(context, repeated)) return { confidence: 'medium', doubt: 'it may be made once for all iterations' };
  return { confidence: 'high' };
}

function messageOf({ model }: RuleContext, { kind, does, statement }: RepeatedDefer): string {
  const name = model.funcAt(statement)?.name ?? 'the function';
  switch (kind) {
    case 'lock':
      return `${does} runs when ${name} returns: the next iteration waits for the lock for ever`;
    case 'endless':
      return `${does} never runs: the loop has no end, and ${name} does not return`;
    case 'release':
      return `${does} runs when ${name} returns, not at the end of the iteration: what it releases adds up`;
    case 'other':
      return `the deferred call runs when ${name} returns, not at the end of the iteration`;
  }
}
