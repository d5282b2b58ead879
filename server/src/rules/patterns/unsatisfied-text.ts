import type { Channel, Operation } from '../../concurrency/index.js';
import type { FileModel, NodeId } from '../../semantic/index.js';
import { NO_NODE } from '../../semantic/index.js';
import type { Related } from '../rule.js';
import { lineAt } from './lines.js';
import type { Leave } from './unsatisfied-paths.js';
import type { Unmet } from './unsatisfied.js';
import { channelIn, subjectOf, whoIs } from './unsatisfied-waits.js';

/** What is wrong with a wait, and what follows. */
export function describeUnmet(model: FileModel, channel: Channel, unmet: Unmet): string {
  const { wait } = unmet;
  const subject = subjectOf(model, channel, wait);
  const name = channelIn(model, channel, wait);
  const does = `${subject} ${VERBS[wait.kind]} ${name}`;
  switch (unmet.kind) {
    case 'nil-channel':
      return `${does}, which is nil: nothing assigns it, so it waits for ever`;
    case 'no-sender':
      return unmet.how === 'loops'
        ? `${subject} ends only by ${name}, but nothing sends on it or closes it: it never ends`
        : `${does}, but nothing sends on it or closes it: it waits for ever`;
    case 'close-skipped':
      return unmet.how === 'loops'
        ? `${subject} ends only by ${name}, but ${leavesWithout(model, channel, unmet.leave, 'closing it')}: then it never ends`
        : `${subject} waits for ${name}, but ${leavesWithout(model, channel, unmet.leave, 'closing it')}: then it waits for ever`;
    case 'send-skipped':
      return `${does}, but ${leavesWithout(model, channel, unmet.leave, 'sending')}: then it waits for ever`;
    case 'too-few-sends': {
      const { received, sent } = unmet;
      const are = sent === 1 ? 'only 1 is' : `only ${sent} are`;
      return `${subject} receives ${received} values from ${name}, but ${are} sent: it waits for ever`;
    }
  }
}

const VERBS = { send: 'sends on', receive: 'receives from', range: 'ranges over', close: 'closes' } as const;

/** Places that explain it. */
export function placesOfUnmet(model: FileModel, channel: Channel, unmet: Unmet): readonly Related[] {
  if (unmet.kind !== 'nil-channel') {
    return placesAround(model, channel, unmet.wait, 'leave' in unmet ? unmet.leave : undefined);
  }
  const declaration = model.symbol(channel.symbol)?.declaration ?? NO_NODE;
  return at(model, declaration, `${channel.name} is declared here`);
}

/** How something is left out: `closeAll returns at line 12 without closing it`. */
export function leavesWithout(model: FileModel, channel: Channel, leave: Leave, what: string): string {
  const verb = leave.how === 'again' ? 'goes on' : 'returns';
  return `${whoIs(model, channel, leave.thread)} ${verb} at line ${lineAt(model, leave.offset)} without ${what}`;
}

/** Places that explain a wait: where the channel is made, the goroutine starts, the way out, sends and closes. */
export function placesAround(
  model: FileModel,
  channel: Channel,
  wait: Operation,
  leave: Leave | undefined,
): readonly Related[] {
  const { name } = channel;
  const made = at(model, channel.make, `${name} is made here`);
  const start = at(model, wait.thread.start, 'the goroutine starts here');
  const out = leave === undefined ? [] : [{ at: { start: leave.offset, end: leave.offset }, message: outOf(leave) }];
  const others = channel.operations.filter(({ kind }) => kind === 'send' || kind === 'close');
  const sites = others.map(({ kind, node }) =>
    at(model, node, kind === 'send' ? `${name} gets a value here` : closing(name)),
  );
  const all = [...made, ...start, ...out, ...sites.flat()];
  return all.filter((one, i) => all.findIndex((other) => other.at.start === one.at.start) === i);
}

function outOf(leave: Leave): string {
  return leave.how === 'again' ? 'the next one is made here' : 'returns here without it';
}

function closing(name: string): string {
  return `${name} is closed here`;
}

function at(model: FileModel, node: NodeId, message: string): Related[] {
  return node === NO_NODE ? [] : [{ at: model.spanOf(node), message }];
}
