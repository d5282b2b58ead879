import { channelOfMake } from '../../concurrency/index.js';
import type { Call, FuncInfo } from '../../semantic/index.js';
import { blockedSends } from '../patterns/blocked-send.js';
import { blockedFieldSends } from '../patterns/blocked-send-field.js';
import { cureOf, stopFix } from '../patterns/blocked-send-fix.js';
import { describe, describeField, markOf, placesOf, placesOfField } from '../patterns/blocked-send-text.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onChannel, onFunction } from '../rule.js';

export const goroutineBlockedSend = defineRule({
  code: 'GL1001',
  id: 'goroutine-blocked-send',
  title: 'Goroutine sends on a channel whose receiver may have left',
  family: 'goroutine',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    'early-return': 'the function returns before it has received',
    'n-cast': 'more goroutines send than values are received',
    'small-buffer': 'the buffer is smaller than what may be left in it',
    'double-send': 'a goroutine sends more often than somebody receives',
    'no-receiver': 'nothing receives from the channel',
    'abandoned-loop': 'the receiver leaves a goroutine that sends in a loop',
    'receiver-left': 'the goroutine that receives may end before the sender',
  },
  docs: {
    why: `A send on a channel without room waits for a receiver. If the function that should receive has returned, because
of an error, a timeout or the first of several answers, the goroutine waits for ever: it is never collected, and
neither is what its stack reaches.`,
    fix: `Give the channel room for every value that may be sent (\`make(chan T, 1)\`, \`make(chan T, len(xs))\`), so that no
sender has to wait; or send in a \`select\` together with \`<-ctx.Done()\` or a channel that the receiver closes.`,
    limits: `Only channels that a function makes and keeps in variables are followed: into function literals, into
functions of the package that get them as arguments, through copies and directional conversions. A channel that is
returned, stored or handed to unknown code is not reported. One in an unexported field is judged where the package
uses it in plain sight, and whoever sends and whoever receives stop by the close of the same other field. Counts of loops are compared by their bounds; where
nobody can tell how often a loop runs, no finding rests on it. A receiver that waits for the goroutine (\`wg.Wait()\`,
a \`done\` channel) is taken to know what it does. A goroutine that sends in a loop that its receiver leaves is of
medium confidence: it may know that no more is wanted. Channels of \`main\` end with the process.`,
    references: ['https://go.dev/ref/spec#Send_statements', 'https://go.dev/blog/pipelines'],
  },
  triggers: [onChannel(check), onFunction(checkFields)],
});

function checkFields(context: RuleContext, func: FuncInfo): void {
  const { model } = context;
  for (const blocked of blockedFieldSends(context, func)) {
    context.report({
      at: model.spanOf(blocked.send),
      kind: 'receiver-left',
      message: describeField(model, blocked),
      confidence: 'medium',
      related: placesOfField(model, blocked),
      ...stopFix(model, blocked),
    });
  }
}

function check(context: RuleContext, make: Call): void {
  const { model, facts } = context;
  const channel = channelOfMake(model, facts, make.node);
  if (channel === undefined) return;
  for (const blocked of blockedSends(model, facts, channel)) {
    context.report({
      at: markOf(model, blocked),
      kind: blocked.kind,
      message: describe(model, blocked),
      confidence: blocked.confidence,
      related: placesOf(model, blocked),
      ...cureOf(model, facts, blocked),
    });
  }
}
