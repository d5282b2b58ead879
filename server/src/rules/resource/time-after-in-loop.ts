import type { Call } from '../../semantic/index.js';
import { durationOf } from '../patterns/durations.js';
import { oneTimerFix } from '../patterns/timer-fix.js';
import { loopThatLeaves, receiveAround, receiveOf, timersAreKept, NO_VERSION } from '../patterns/timers.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onCall } from '../rule.js';

/** Timers that fire within that many milliseconds do not add up to much. */
const SHORT = 1000;

export const timeAfterInLoop = defineRule({
  code: 'GL3003',
  id: 'time-after-in-loop',
  title: 'Timer that every iteration of a loop leaves behind',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: { 'left-behind': 'another case of the select goes on with the next iteration' },
  docs: {
    why: `\`time.After\` in a \`select\` makes a timer for each iteration. When another case wins, the timer stays until it
fires, and before Go 1.23 its channel with it: a busy loop with a timeout of a minute keeps a minute of timers.`,
    fix: `Make one timer before the loop, stop it with \`defer\`, and \`Reset\` it at the top of the body. Where the timeout is
for all of the loop, take \`time.After\` out of it.`,
    limits: `Only the innermost loop is looked at, and only cases that lead back to it. A timer that is received from in every
iteration is one at a time. From Go 1.23 on nothing is reported, and without go.mod it is an information;
so are timers of a second at most.`,
    references: ['go:time.After', 'https://go.dev/doc/go1.23#timer-changes'],
  },
  triggers: [
    onCall(['time.After'], (context, call) => {
      report(context, call, receiveAround(context.model, call.node));
    }),
    onCall(['time.NewTimer'], (context, call) => {
      report(context, call, receiveOf(context.model, call));
    }),
  ],
});

function report(context: RuleContext, call: Call, receive: ReturnType<typeof receiveOf>): void {
  const { model } = context;
  const confidence = timersAreKept(context.go);
  const loop = receive === undefined ? undefined : loopThatLeaves(context, receive);
  if (confidence === undefined || receive === undefined || loop === undefined) return;
  const duration = call.args[0] === undefined ? undefined : durationOf(model, call.args[0]);
  const isShort = duration !== undefined && duration <= SHORT;
  const length = call.args[0] === undefined ? 'it fires' : `${model.textOf(call.args[0])} have passed`;
  context.report({
    at: model.spanOf(call.callee),
    kind: 'left-behind',
    message: `each iteration that another case ends leaves a timer behind until ${length}`,
    confidence,
    doubt: NO_VERSION,
    ...(isShort ? { severity: 'information' } : {}),
    related: [{ at: headOf(model.text, model.spanOf(loop)), message: 'the loop' }],
    ...oneTimerFix(model, call, receive, loop),
  });
}

function headOf(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd < 0 || lineEnd > end ? end : lineEnd };
}
