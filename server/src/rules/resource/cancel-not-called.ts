import { judgeCancel } from '../patterns/contexts.js';
import { checkRelease, releaseKinds } from '../patterns/release.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3001';

export const cancelNotCalled = defineRule({
  code: CODE,
  id: 'cancel-not-called',
  title: 'Cancel function that is not called on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `A context that can be cancelled is registered with its parent until one of them is cancelled, and a timer runs until
the deadline. Under a parent that lives as long as the process, each one that is not cancelled stays.`,
    fix: `\`defer cancel()\` right after the call. Where the context has to outlive the function, hand \`cancel\` to whoever ends
the work.`,
    limits: `A cancel function that is returned, stored, sent or given to another function counts as handed over, and so does
one that is given to \`_\` on a line of its own. Contexts of \`Background\` and \`TODO\` register nowhere: dropping their
cancel function is an information.`,
    references: ['go:context.WithCancel', 'go:context.WithTimeout', 'go:os/signal.NotifyContext'],
  },
  triggers: [
    onAcquire(CODE, (context, call, pair) => {
      checkRelease(context, call, pair, {
        judge: (_, leak) => judgeCancel(context, leak.acquisition),
        judgeDropped: judgeCancel,
      });
    }),
  ],
});
