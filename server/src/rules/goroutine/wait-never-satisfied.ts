import type { Channel } from '../../concurrency/index.js';
import { channelOfMake, channelsOf } from '../../concurrency/index.js';
import type { Call, FuncInfo } from '../../semantic/index.js';
import { deferCloseFix } from '../patterns/never-closed-fix.js';
import type { Unmet } from '../patterns/unsatisfied.js';
import { unmetWaits } from '../patterns/unsatisfied.js';
import { emptySelectsIn, isReceivedAtOnce, silentCond } from '../patterns/unsatisfied-conds.js';
import { describeUnmet, placesOfUnmet } from '../patterns/unsatisfied-text.js';
import { placeOf } from '../patterns/unsatisfied-waits.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onCall, onChannel, onFunction } from '../rule.js';

export const waitNeverSatisfied = defineRule({
  code: 'GL1003',
  id: 'wait-never-satisfied',
  title: 'Wait that nothing can end',
  family: 'goroutine',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    'no-sender': 'nothing sends on the channel or closes it',
    'nil-channel': 'the channel is nil',
    'close-skipped': 'a return comes before the close',
    'cond-no-signal': 'nothing signals the condition',
    'empty-select': 'a goroutine blocks in select {}',
    'send-skipped': 'a return comes before the send',
    'too-few-sends': 'more values are received than are sent',
  },
  docs: {
    why: `A receive waits until somebody sends or closes; on a nil channel it waits for ever. A goroutine that waits for what
no code does, or for what one path of the code leaves out, is never collected, and neither is what its stack holds. The
same is true of a \`sync.Cond\` that nothing signals.`,
    fix: `Close or send on every path: \`defer close(done)\` right after the \`make\`, a deferred send in the goroutine, or a
buffered channel and a value on the early return as well. Where the wait may be in vain, put it into a \`select\` with
\`ctx.Done()\`.`,
    limits: `Looked at are channels whose every use is in sight: not those that are returned, stored, or handed to code of
other packages. In a \`select\`, nil channels are an idiom and never reported. What \`main\` and \`init\` do once ends with the
process. Conditions in exported fields, or such as are handed on, are not judged; those in fields give an information,
for a signal may come through an interface. So do \`select {}\` and \`<-make(chan T)\`, which block on purpose.`,
    references: ['https://go.dev/ref/spec#Receive_operator', 'go:sync.Cond'],
  },
  triggers: [onChannel(checkChannel), onFunction(checkFunction), onCall(['(*sync.Cond).Wait'], checkWait)],
});

function checkChannel(context: RuleContext, make: Call): void {
  const channel = channelOfMake(context.model, context.facts, make.node);
  if (channel !== undefined) reportAll(context, channel);
  else if (isReceivedAtOnce(context, make)) {
    const message = 'goroutine receives from a channel that nothing else has: it waits for ever';
    context.report({ at: context.model.spanOf(make.node), kind: 'no-sender', message, confidence: 'medium' });
  }
}

function checkFunction(context: RuleContext, func: FuncInfo): void {
  const { model, facts } = context;
  for (const channel of channelsOf(model, facts, func).channels) {
    if (channel.binding === 'nil') reportAll(context, channel);
  }
  for (const { at, name } of emptySelectsIn(context, func)) {
    const subject = name === '' ? 'goroutine' : `goroutine ${name}`;
    const message = `${subject} blocks for ever in select {}: it never ends`;
    context.report({ at: model.spanOf(at), kind: 'empty-select', message, confidence: 'medium' });
  }
}

function checkWait(context: RuleContext, call: Call): void {
  const cond = silentCond(context, call);
  if (cond === undefined) return;
  const { name, isField } = cond;
  context.report({
    at: context.model.spanOf(call.node),
    kind: 'cond-no-signal',
    message: isField
      ? `nothing in the package signals ${name}: who waits here may never wake up`
      : `nothing signals ${name}: who waits here never wakes up`,
    confidence: isField ? 'medium' : 'high',
  });
}

function reportAll(context: RuleContext, channel: Channel): void {
  for (const unmet of unmetWaits(context, channel)) report(context, channel, unmet);
}

function report(context: RuleContext, channel: Channel, unmet: Unmet): void {
  const { model } = context;
  context.report({
    at: model.spanOf(placeOf(model, channel, unmet.wait)),
    kind: unmet.kind,
    message: describeUnmet(model, channel, unmet),
    confidence: confidenceOf(unmet),
    related: placesOfUnmet(model, channel, unmet),
    ...(unmet.kind === 'close-skipped' ? deferCloseFix(model, channel) : {}),
  });
}

/** A loop without an end may be meant; a case beside the send may be one that is never taken. */
function confidenceOf(unmet: Unmet): 'high' | 'medium' {
  if (unmet.kind === 'no-sender') return unmet.how === 'loops' ? 'medium' : 'high';
  return unmet.kind === 'send-skipped' && !unmet.isSure ? 'medium' : 'high';
}
