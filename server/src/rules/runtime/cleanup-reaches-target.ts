import type { Call, NodeId } from '../../semantic/index.js';
import { argumentHold } from '../patterns/argument-hold.js';
import { capturedTarget } from '../patterns/captured-target.js';
import { passTheField } from '../patterns/cleanup-fix.js';
import { isStoppedAtOnce, stopsOf } from '../patterns/cleanup-stops.js';
import type { Hold } from '../patterns/hold.js';
import { isTheTarget } from '../patterns/hold.js';
import { Holds } from '../patterns/holds.js';
import { describeArgument, describeLink, nameOfTarget, placesOfArgument, placesOfLink } from '../patterns/link-text.js';
import { isLiteral } from '../patterns/literals.js';
import type { Reach } from '../patterns/reach.js';
import { confidenceOf, consequenceOf, reachesOf, worstOf } from '../patterns/reach.js';
import type { Target } from '../patterns/target.js';
import { targetOf } from '../patterns/target.js';
import type { Fix, RuleContext } from '../rule.js';
import { defineRule, onCall } from '../rule.js';

export const cleanupReachesTarget = defineRule({
  code: 'GL4002',
  id: 'cleanup-reaches-target',
  title: 'Cleanup or its argument keeps the object reachable that it is added to',
  family: 'runtime',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    closure: 'the function captures the object, something that leads to it, or is a method value bound to it',
    arg: 'the argument is the object, or a pointer or slice into its memory',
    'arg-holds': 'the argument is a struct, a map, a slice or a function that holds the object',
    'arg-leads-back': 'the argument is a field that leads back to the object, or whose type can',
  },
  docs: {
    why: `The run time keeps the function of a cleanup and its argument alive until the cleanup has run, and it runs
when nothing leads to the object any more. If the function or the argument leads to the object, that never happens:
neither the object nor the file, socket or memory behind it is ever released. \`runtime.AddCleanup\` panics in the
plainest of these cases only: where the argument is the very pointer, and from Go 1.26 on where the argument points into
the object or the function itself holds the pointer. Behind a struct, an interface, a slice, a second function or a
variable that is captured by reference nobody notices.`,
    fix: `Hand the cleanup what it needs of the object, not the object: take a file descriptor, a name or an identifier
out of it and pass that as the argument.`,
    limits: `A captured variable that is given another value behind the call on every path to the function's return is
not reported, because closures capture by reference, and neither is a cleanup that is stopped on every path; on some
paths only they are reported one step lower, and not at all where another function does that at a time that is not
known. Links that types allow but nothing proves, and fields of parameters and receivers, which others may change, are
reported one step lower, too. What a function that is called keeps of its arguments is not followed. A target that is
no local variable, its address or a chain of its fields is not looked at.`,
    references: ['go:runtime.AddCleanup', 'https://go.dev/doc/gc-guide'],
  },
  triggers: [onCall(['runtime.AddCleanup'], check)],
});

function check(context: RuleContext, call: Call): void {
  const { model, facts } = context;
  const [pointer, cleanup, argument] = call.args;
  if (pointer === undefined || cleanup === undefined || argument === undefined) return;
  const target = targetOf(context, call.node, pointer);
  if (target === undefined || isStoppedAtOnce(model, call)) return;
  const holds = new Holds(model, facts, target);
  const links = isLiteral(model, cleanup) ? holds.capturedBy(model.unparenthesized(cleanup)) : [holds.of(cleanup)];
  const argumentLink = argumentHold(model, facts, target, holds, argument);
  const reached = reachesOf(model, target, holds, [...links, argumentLink], stopsOf(model, call));
  const worst = worstOf(reached);
  if (worst === undefined) return;
  const fixes = reached.length === 1 && worst.cut === 'none' ? fixesFor(context, call, target, worst.link) : [];
  report(context, call, target, worst, worst.link === argumentLink ? argument : undefined, fixes);
}

function report(
  context: RuleContext,
  call: Call,
  target: Target,
  reach: Reach,
  argument: NodeId | undefined,
  fixes: readonly Fix[],
): void {
  const { model } = context;
  const { link } = reach;
  const cleanup = `cleanup of ${nameOfTarget(model, target)}`;
  const text =
    argument === undefined
      ? `${cleanup} ${describeLink(model, target, link)}`
      : `argument of the ${cleanup} ${describeArgument(model, target, link, argument)}`;
  context.report({
    at: model.spanOf(call.callee),
    kind: argument === undefined ? 'closure' : kindOfArgument(link),
    message: `${text}: ${consequenceOf(reach, 'cleanup')}`,
    confidence: confidenceOf(reach),
    related: argument === undefined ? placesOfLink(model, target, link) : placesOfArgument(model, target, link),
    fixes,
  });
}

function fixesFor(context: RuleContext, call: Call, target: Target, link: Hold): Fix[] {
  const captured = capturedTarget(context.model, context.facts, call, target, link);
  return captured === undefined ? [] : passTheField(context, call, captured);
}

function kindOfArgument(link: Hold): string {
  if (link.kind === 'leads-back') return 'arg-leads-back';
  return isTheTarget(link) || link.kind === 'inside' ? 'arg' : 'arg-holds';
}
