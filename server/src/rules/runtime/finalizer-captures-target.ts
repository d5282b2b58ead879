import type { Call } from '../../semantic/index.js';
import { capturedTarget } from '../patterns/captured-target.js';
import { callWithArgument } from '../patterns/calls.js';
import { useAddCleanup } from '../patterns/cleanup-fix.js';
import type { Hold } from '../patterns/hold.js';
import { Holds } from '../patterns/holds.js';
import { describeLink, nameOfTarget, placesOfLink } from '../patterns/link-text.js';
import { isLiteral, isNil } from '../patterns/literals.js';
import { useTheParameter } from '../patterns/parameter-fix.js';
import type { Reach } from '../patterns/reach.js';
import { confidenceOf, consequenceOf, reachesOf, worstOf } from '../patterns/reach.js';
import type { Target } from '../patterns/target.js';
import { isSamePlace, placeOf, targetOf } from '../patterns/target.js';
import type { Fix, RuleContext } from '../rule.js';
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
reported, because closures capture by reference; on some paths only it is reported one step lower, and not at all where
another function changes it at a time that is not known. Links that types allow but nothing proves, and fields of
parameters and receivers, which others may change, are reported one step lower, too. What a function that is called
keeps of its arguments is not followed. A target that is no local variable, its address or a chain of its fields is not
looked at.`,
    references: ['go:runtime.SetFinalizer', 'https://go.dev/doc/gc-guide'],
  },
  triggers: [onCall([SET_FINALIZER], check)],
});

function check(context: RuleContext, call: Call): void {
  const { model, facts } = context;
  const [targetArgument, finalizer] = call.args;
  if (targetArgument === undefined || finalizer === undefined || isNil(model, finalizer)) return;
  const target = targetOf(context, call.node, targetArgument);
  if (target === undefined) return;
  const holds = new Holds(model, facts, target);
  const links = isLiteral(model, finalizer)
    ? holds.capturedBy(model.unparenthesized(finalizer))
    : [holds.of(finalizer)];
  const worst = worstOf(reachesOf(model, target, holds, links, laterCalls(context, target)));
  if (worst !== undefined) report(context, call, target, worst);
}

/** Other calls in the same function that set or clear the finalizer of the same object. */
function laterCalls({ model, facts }: RuleContext, target: Target): readonly Call[] {
  return model.referencesOf(target.root).flatMap(({ node }) => {
    const call = callWithArgument(model, node);
    const argument = call?.args[0];
    if (call === undefined || argument === undefined || call.node === target.call) return [];
    const isSame = isSamePlace(target, placeOf(model, facts, argument));
    return isSame && model.importedCallees(call).includes(SET_FINALIZER) ? [call] : [];
  });
}

function report(context: RuleContext, call: Call, target: Target, reach: Reach): void {
  const { model } = context;
  const { link, cut } = reach;
  const name = nameOfTarget(model, target);
  context.report({
    at: model.spanOf(call.callee),
    kind: link.kind === 'target' || link.kind === 'alias' ? 'captures' : link.kind,
    message: `finalizer of ${name} ${describeLink(model, target, link)}: ${consequenceOf(reach, 'finalizer')}`,
    confidence: confidenceOf(reach),
    related: placesOfLink(model, target, link),
    fixes: cut === 'none' ? fixesFor(context, call, target, link) : [],
  });
}

function fixesFor(context: RuleContext, call: Call, target: Target, link: Hold): Fix[] {
  const captured = capturedTarget(context.model, context.facts, call, target, link);
  if (captured === undefined) return [];
  return [...useTheParameter(context, captured), ...useAddCleanup(context, call, captured)];
}
