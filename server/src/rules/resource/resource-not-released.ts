import { DECLARED_PAIRS_RULE } from '../../knowledge/index.js';
import { checkInconsistentRelease } from '../patterns/inconsistent-release.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import { defineRule, onAcquire, onFunction } from '../rule.js';

const CODE = DECLARED_PAIRS_RULE;

export const resourceNotReleased = defineRule({
  code: CODE,
  id: 'resource-not-released',
  title: 'Resource that is not released on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: { ...releaseKinds, inconsistent: 'the function releases it on another path' },
  docs: {
    why: `Either the project says that what this call hands out has to be released: \`pairs\` in its configuration names the
call, where the resource is, and what releases it. Or the function itself says so, because it releases it on another
path.`,
    fix: `Release it on every path, or hand it to somebody who does: \`defer\` right after the error check is the surest. For a
declared pair the message ends with what the project says about it.`,
    limits: `What a pair does not name, the rule does not know: a function that only uses what it is given, without keeping
it, has to be listed where its body is not in sight. A declared pair takes the place of the built-in one for the same
call. What only the function itself tells is an information, and only for names that open, make or acquire something.`,
    references: [],
  },
  triggers: [
    onAcquire(CODE, checkRelease),
    onFunction((context, func) => {
      checkInconsistentRelease(context, func, CODE);
    }),
  ],
});
