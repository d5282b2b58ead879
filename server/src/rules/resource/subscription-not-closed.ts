import type { Acquisition } from '../../obligations/index.js';
import type { Judgement } from '../patterns/release.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3014';

export const subscriptionNotClosed = defineRule({
  code: CODE,
  id: 'subscription-not-closed',
  title: 'Subscription or stream that is not ended on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `A feed keeps an entry for each subscriber and waits until each has received: one that stopped receiving blocks the
publisher, and with it everybody else. A stream holds memory, and a place among those that its peer admits, on both
sides.`,
    fix: `\`defer sub.Unsubscribe()\` right after subscribing. A libp2p stream is closed where all went well and reset where it
did not.`,
    limits: `Known are the feeds and clients of go-ethereum, the event bus of CometBFT, streams, event buses and topics of
libp2p, NATS and Redis; others can be declared by the project. A subscription that is tracked by a scope, returned,
stored, or given to a function that nobody can look into counts as handed over, and one from whose \`Err()\` something
was received has ended. A subscription whose result is dropped is an information: it may be meant to last.`,
    references: [
      'https://pkg.go.dev/github.com/ethereum/go-ethereum/event#Subscription',
      'https://pkg.go.dev/github.com/libp2p/go-libp2p/core/network#Stream',
    ],
  },
  triggers: [
    onAcquire(CODE, (context, call, pair) => {
      checkRelease(context, call, pair, { judgeDropped });
    }),
  ],
});

/** What is dropped may be meant to last as long as what it subscribes to. */
function judgeDropped(_context: RuleContext, { pair }: Acquisition): Judgement {
  return { severity: pair.severity === undefined ? 'information' : 'hint' };
}
