import { channelOfMake } from '../../concurrency/index.js';
import type { Channel } from '../../concurrency/index.js';
import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { closeFix } from '../patterns/never-closed-fix.js';
import type { UnclosedLoop } from '../patterns/never-closed.js';
import { unclosedLoop } from '../patterns/never-closed.js';
import { unclosedField } from '../patterns/never-closed-field.js';
import { stoppedTicker } from '../patterns/never-closed-ticker.js';
import { leavesWithout, placesAround } from '../patterns/unsatisfied-text.js';
import { channelIn, placeOf, subjectOf } from '../patterns/unsatisfied-waits.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onCall, onChannel, onLoop } from '../rule.js';

export const rangeNeverClosed = defineRule({
  code: 'GL1002',
  id: 'range-never-closed',
  title: 'Loop over a channel that is never closed',
  family: 'goroutine',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    'never-closed': 'nothing closes the channel',
    'closed-on-some-paths': 'a return comes before the close',
    'stopped-ticker': 'a ticker is stopped, which does not close its channel',
  },
  docs: {
    why: `A \`range\` over a channel ends when the channel is closed and drained, and in no other way. Workers that range over
a channel which nobody closes wait for the next value for ever: they stay behind on every call, with all that their
stacks hold. The same is true of loops that receive until \`, ok\` is false. \`Stop\` of a ticker or timer does not close its channel.`,
    fix: `Close the channel where its last value has been sent: \`defer close(ch)\` right after the \`make\` where the function
itself sends, or \`close(ch)\` behind the last send where it waits for the workers before it returns. With several senders,
close it once when all of them are done: \`go func() { wg.Wait(); close(ch) }()\`.`,
    limits: `Looked at are channels whose every use is in sight: not those that are returned, stored, or handed to code of
other packages. A loop that its body can leave by \`break\` or \`return\` is taken to be left that way. Channels that \`main\`
and \`init\` make end with the process. A field that no method of its package closes gives an information.`,
    references: ['https://go.dev/ref/spec#For_range', 'https://go.dev/blog/pipelines'],
  },
  triggers: [onChannel(check), onLoop(checkField), onCall(['time.NewTicker', 'time.NewTimer'], checkTicker)],
});

function check(context: RuleContext, make: Call): void {
  const channel = channelOfMake(context.model, context.facts, make.node);
  if (channel === undefined) return;
  const unclosed = unclosedLoop(context, channel);
  if (unclosed !== undefined) report(context, channel, unclosed);
}

function checkField(context: RuleContext, loop: NodeId): void {
  const found = unclosedField(context, loop);
  if (found === undefined) return;
  context.report({
    at: context.model.spanOf(found.range),
    kind: 'never-closed',
    confidence: 'medium',
    message: `nothing in the package closes ${found.name}: the goroutine that ranges over it may never end`,
    noFix: 'which method ends the goroutine has to be decided',
  });
}

function checkTicker(context: RuleContext, make: Call): void {
  const { model } = context;
  const found = stoppedTicker(context, make);
  if (found === undefined) return;
  const { name } = found.ticker;
  context.report({
    at: model.spanOf(found.range),
    kind: 'stopped-ticker',
    message: `goroutine ranges over ${name}.C, which Stop does not close: it waits for ever once ${name} is stopped`,
    related: [
      { at: model.spanOf(found.make), message: `${name} is made here` },
      { at: model.spanOf(found.stop), message: `${name} is stopped here` },
    ],
    noFix: 'what tells the goroutine to return has to be decided: a context or a channel that is closed beside Stop',
  });
}

function report(context: RuleContext, channel: Channel, unclosed: UnclosedLoop): void {
  const { model } = context;
  const { loop, leave } = unclosed;
  context.report({
    at: model.spanOf(placeOf(model, channel, loop)),
    kind: leave === undefined ? 'never-closed' : 'closed-on-some-paths',
    message: messageFor(model, channel, unclosed),
    related: placesAround(model, channel, loop, leave),
    ...closeFix(model, channel),
  });
}

function messageFor(model: FileModel, channel: Channel, { loop, leave }: UnclosedLoop): string {
  const subject = subjectOf(model, channel, loop);
  const name = channelIn(model, channel, loop);
  const isRange = loop.kind === 'range';
  const does = isRange ? `${subject} ranges over ${name}` : `${subject} receives from ${name} until it is closed`;
  if (leave === undefined) {
    const nothing = isRange ? ', which nothing closes' : ', but nothing closes it';
    return `${does}${nothing}: it waits for ever after the last value`;
  }
  return `${does}, but ${leavesWithout(model, channel, leave, 'closing it')}: then it waits for ever`;
}
