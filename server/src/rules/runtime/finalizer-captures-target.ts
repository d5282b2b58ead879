import type { Call, OnPaths } from '../../semantic/index.js';
import { capturedTarget } from '../patterns/captured-target.js';
import { callsIn } from '../patterns/calls.js';
import { useAddCleanup } from '../patterns/cleanup-fix.js';
import { givenUp } from '../patterns/given-up.js';
import type { Hold } from '../patterns/hold.js';
import { Holds } from '../patterns/holds.js';
import { describeLink, nameOfTarget, placesOfLink } from '../patterns/link-text.js';
import { isLiteral, isNil } from '../patterns/literals.js';
import { useTheParameter } from '../patterns/parameter-fix.js';
import type { Target } from '../patterns/target.js';
import { isSamePlace, placeOf, targetOf } from '../patterns/target.js';
import type { Fix, RuleConfidence, RuleContext } from '../rule.js';
import { defineRule, onCall } from '../rule.js';

const SET_FINALIZER = 'runtime.SetFinalizer';

export const finalizerCapturesTarget = defineRule({
  code: 'GL4001',
  id: 'finalizer-captures-target',
  title: 'Finalizer keeps the object reachable that it is set on',
  family: 'runtime',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    captures: 'the finalizer captures the object, or another variable that holds the same pointer',
    holder: 'the finalizer captures something that holds the object: a struct, a slice, a map',
    closure: 'the finalizer captures or is a function value that captures the object',
    'method-value': 'the finalizer is a method value, which is bound to the object',
    inside: 'the finalizer captures a pointer or slice into the memory of the object',
    'leads-back': 'the finalizer captures a field whose type can lead back to the object',
  },
  docs: {
    why: `The run time keeps the function of a finalizer alive for as long as the finalizer is set, whatever else is
garbage. If the object can be reached from that function, because it captures the object, a pointer into it or
something that holds it, the object is reachable for ever: the finalizer never runs, and neither the object nor the
file, socket or memory behind it is ever released. The finalizer's parameter is no such reference: the run time passes
the object when it is unreachable already.`,
    fix: `Use the parameter of the finalizer instead of the captured variable, or set a method expression such as
\`(*T).Close\` or a package-level function as the finalizer.`,
    limits: `A variable that is given another value behind the call on every path to the function's return is not
reported, because closures capture by reference; on some paths only, or at a time that is not known, it is reported one
step lower. Links that the types of fields allow but nothing proves are reported one step lower, too. What a function
that is called keeps of its arguments is not followed, nor are values stored into fields, maps and slices after they
were made. A target that is no local variable, its address or a chain of its fields is not looked at.`,
    references: ['go:runtime.SetFinalizer', 'https://go.dev/doc/gc-guide'],
  },
  triggers: [onCall([SET_FINALIZER], check)],
});

function check(context: RuleContext, call: Call): void {
  const { model, facts } = context;
  const [targetArgument, finalizer] = call.args;
  if (targetArgument === undefined || finalizer === undefined || isNil(model, finalizer)) return;
  const target = targetOf(model, facts, call.node, targetArgument);
  if (target === undefined) return;
  const holds = new Holds(model, facts, target);
  const links = isLiteral(model, finalizer)
    ? holds.capturedBy(model.unparenthesized(finalizer))
    : [holds.of(finalizer)];
  const found = links
    .filter((link) => link !== undefined)
    .map((link) => ({ link, cut: givenUp(model, target, holds, link, laterCalls(context, target)) }))
    .filter(({ cut }) => cut !== 'every');
  const certain = found.find(({ link, cut }) => cut === 'none' && link.isCertain);
  const worst = certain ?? found.find(({ link }) => link.isCertain) ?? found[0];
  if (worst === undefined) return;
  report(context, call, target, worst.link, worst.cut);
}

/** Other calls in the same function that set or clear the finalizer of the same object. */
function laterCalls(context: RuleContext, target: Target): readonly Call[] {
  return callsIn(context.model, target.func.node, SET_FINALIZER).filter((other) => {
    const argument = other.args[0];
    if (other.node === target.call || argument === undefined) return false;
    return isSamePlace(target, placeOf(context.model, context.facts, argument));
  });
}

function report(context: RuleContext, call: Call, target: Target, link: Hold, cut: OnPaths): void {
  const { model } = context;
  const name = nameOfTarget(model, target);
  context.report({
    at: model.spanOf(call.callee),
    kind: link.kind === 'target' || link.kind === 'alias' ? 'captures' : link.kind,
    message: `finalizer of ${name} ${describeLink(model, target, link)}: ${consequence(link, cut)}`,
    confidence: confidenceOf(link, cut),
    related: placesOfLink(model, target, link),
    fixes: cut === 'none' ? fixesFor(context, call, target, link) : [],
  });
}

function fixesFor(context: RuleContext, call: Call, target: Target, link: Hold): Fix[] {
  const captured = capturedTarget(context.model, context.facts, call, target, link);
  if (captured === undefined) return [];
  return [...useTheParameter(context, captured), ...useAddCleanup(context, call, captured)];
}

function consequence(link: Hold, cut: OnPaths): string {
  if (!link.isCertain) return 'if it does, the finalizer never runs';
  if (cut === 'some') return 'where that is not changed later, the finalizer never runs';
  return 'it stays reachable, so the finalizer never runs';
}

function confidenceOf(link: Hold, cut: OnPaths): RuleConfidence {
  const steps = (link.isCertain ? 0 : 1) + (cut === 'some' ? 1 : 0);
  return steps === 0 ? 'high' : steps === 1 ? 'medium' : 'low';
}
