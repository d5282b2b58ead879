import type { Pair } from '../../knowledge/index.js';
import type { Call } from '../../semantic/index.js';
import { isInLoop } from '../../semantic/index.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import { tickFix } from '../patterns/timer-fix.js';
import { mayBeLeft, receiveOf, timersAreKept, NO_VERSION } from '../patterns/timers.js';
import type { RuleContext } from '../rule.js';
import { defineRule, onAcquire, onCall } from '../rule.js';

const CODE = 'GL3002';

export const tickerNotStopped = defineRule({
  code: CODE,
  id: 'ticker-not-stopped',
  title: 'Ticker or timer that is not stopped on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    ...releaseKinds,
    tick: 'the ticker of time.Tick cannot be stopped, and the function can return',
    inline: 'only the channel of a new ticker is used, so that nothing can stop it',
  },
  docs: {
    why: `Before Go 1.23 the run-time kept a ticker until it was stopped, and a timer until it fired: one that a function
leaves behind wakes the process for ever, and what its channel holds is never collected. Since Go 1.23 tickers and timers
that nobody refers to are collected without \`Stop\`. Which of the two holds is decided by the \`go\` line of the main
module, so a library for older versions has to stop them.`,
    fix: `\`defer ticker.Stop()\` behind \`time.NewTicker\`. Instead of \`time.Tick\` make a ticker and stop it.`,
    limits: `What counts is the \`go\` line of go.mod, unless \`asynctimerchan\` or \`default\` is set by its \`godebug\`
lines or by \`//go:debug\` in the same file of package main; \`//go:build\` lines of files do not. From Go 1.23 on
nothing is reported, and without go.mod it is an information. A ticker that is returned, stored, or given to another
function counts as handed over.`,
    references: ['go:time.NewTicker', 'go:time.Tick', 'https://go.dev/doc/go1.23#timer-changes'],
  },
  triggers: [onAcquire(CODE, check), onCall(['time.Tick'], checkTick), onCall(['time.NewTicker'], checkInline)],
});

function check(context: RuleContext, call: Call, pair: Pair): void {
  const confidence = timersAreKept(context.go);
  if (confidence === undefined) return;
  // A timer is kept until it fires: what adds up are those of a loop.
  const isTimer = pair.endsBy !== undefined;
  checkRelease(context, call, pair, {
    judge: (_, { acquisition }, kind) =>
      isTimer && kind !== 'loop' && !isInLoop(context.model, acquisition.call.node)
        ? 'silent'
        : { confidence, doubt: NO_VERSION },
    judgeDropped: () => (isTimer ? 'silent' : { confidence, doubt: NO_VERSION }),
  });
}

function checkTick(context: RuleContext, call: Call): void {
  const { model } = context;
  const confidence = timersAreKept(context.go);
  const func = model.funcAt(call.node);
  const isProgram = model.bindings.packageName === 'main' && !isInLoop(model, call.node);
  if (confidence === undefined || func === undefined || isProgram || !mayBeLeft(context, call)) return;
  const message = `the ticker of time.Tick cannot be stopped: it goes on when ${func.name} returns`;
  context.report({
    at: model.spanOf(call.callee),
    kind: 'tick',
    message,
    confidence,
    doubt: NO_VERSION,
    ...tickFix(model, call),
  });
}

function checkInline(context: RuleContext, call: Call): void {
  const { model } = context;
  const confidence = timersAreKept(context.go);
  if (confidence === undefined || receiveOf(model, call) === undefined) return;
  const message = 'only the channel of this ticker is used: nothing can stop it';
  context.report({ at: model.spanOf(call.callee), kind: 'inline', message, confidence, doubt: NO_VERSION });
}
