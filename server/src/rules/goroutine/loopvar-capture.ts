import type { GoVersion } from '../../workspace/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { NodeId } from '../../semantic/index.js';
import type { LoopCapture } from '../patterns/loop-capture.js';
import { capturesOfAssigned, capturesOfDeclared } from '../patterns/loop-capture.js';
import { copyAtTop, copyBefore, listed, passAsArgument } from '../patterns/loop-copy-fix.js';
import { describeCarrier, kindOfCapture, placesOfCaptures } from '../patterns/loop-text.js';
import { loopAt } from '../patterns/loop.js';
import type { Fix, RuleContext } from '../rule.js';
import { defineRule, onLoop } from '../rule.js';

export const loopvarCapture = defineRule({
  code: 'GL1010',
  id: 'loopvar-capture',
  title: 'Variable that all iterations of a loop share outlives its iteration',
  family: 'goroutine',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    go: 'a goroutine captures the variable',
    defer: 'a deferred function captures the variable',
    errgroup: 'a function that an errgroup runs captures the variable',
    'parallel-subtest': 'a parallel subtest captures the variable',
    'stored-closure': 'a function that is stored outside of the loop captures the variable',
    address: 'a pointer to the variable outlives the iteration',
    'shared-var': 'a goroutine captures a variable that the loop assigns and does not declare',
  },
  docs: {
    why: `Before Go 1.22 a for statement has one variable for all its iterations. A function that runs when its iteration
is over, and a pointer that is kept, see what later iterations put there: goroutines work on the wrong element, mostly
the last, race with the loop, and keep the last element alive. Which Go counts is decided for each file: by its
\`//go:build\` line where that implies a version, else by the \`go\` line of go.mod. A variable that the loop only assigns
is shared in every version.`,
    fix: `Copy the variable at the top of the loop's body (\`p := p\`), pass it to the goroutine as an argument, or set the
\`go\` line of go.mod to 1.22 or later once the whole module is ready for it.`,
    limits: `Functions that are handed to functions of the module or of other packages are not followed, but for
\`errgroup\`, \`sync.WaitGroup.Go\`, \`time.AfterFunc\`, \`context.AfterFunc\`, \`Cleanup\` and parallel subtests. A loop that waits
in the same iteration for a wait group or channel that the goroutine uses is not reported. Of low confidence is
where iteration and goroutine go on to share something else, such as a pipe, by which the one may wait for the other.
One step lower are methods that take the address of the variable, and variables that the loop assigns and does not
declare; those only in goroutines without a lock. One finding stands for all captures of a loop. Without go.mod and build line the
version is unknown, and only the latter are reported.`,
    references: ['https://go.dev/blog/loopvar-preview', 'https://go.dev/issue/60078'],
  },
  triggers: [onLoop(check)],
});

function check(context: RuleContext, node: NodeId): void {
  const { model, facts, go } = context;
  const loop = loopAt(model, node);
  if (loop === undefined) return;
  if (isShared(go)) {
    const captures = capturesOfDeclared(model, facts, loop);
    const why = `which all iterations share in Go ${go.major}.${go.minor}`;
    report(context, captures, why, () => [
      ...copyAtTop(model, loop, captures),
      ...passAsArgument(model, facts, captures),
    ]);
  }
  const assigned = capturesOfAssigned(model, facts, loop);
  report(context, assigned, 'which the loop assigns and does not declare', () => copyBefore(model, loop, assigned));
}

/** Since Go 1.22 each iteration has variables of its own. */
function isShared(go: GoVersion | undefined): go is GoVersion {
  return go !== undefined && !isAtLeast(go, 1, 22);
}

/** One finding for the captures of a loop, at the first of which nothing is in doubt. */
function report(context: RuleContext, captures: readonly LoopCapture[], why: string, fixes: () => Fix[]): void {
  const { model } = context;
  const main = (['high', 'medium', 'low'] as const).flatMap((step) =>
    captures.filter((one) => one.confidence === step),
  )[0];
  if (main === undefined) return;
  const isAssigned = main.variable.kind !== 'loop-variable';
  const together = captures.filter(({ carrier }) => carrier === main.carrier).map(({ variable }) => variable);
  const names = listed([...new Set(together)].sort((a, b) => a.id - b.id));
  const { subject, consequence } = describeCarrier(model, main);
  context.report({
    at: model.spanOf(main.what === 'closure' ? main.use : main.carrier),
    kind: isAssigned ? 'shared-var' : kindOfCapture(main),
    message: `${subject} ${names}, ${why}: ${consequence}`,
    related: placesOfCaptures(model, main, captures),
    fixes: fixes(),
    confidence: main.confidence,
  });
}
