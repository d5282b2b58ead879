import { lockKinds } from '../patterns/lock-kinds.js';
import { checkLocks } from '../patterns/lock-release.js';
import { defineRule, onFunction } from '../rule.js';

export const lockNotReleased = defineRule({
  code: 'GL6001',
  id: 'lock-not-released',
  title: 'Lock that is not released on every path, or taken twice',
  family: 'lock',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: lockKinds,
  docs: {
    why: `Whoever wants a lock that is never released waits for ever: goroutines pile up behind it, one for each request or
peer. A goroutine that locks what it holds stops itself. \`RUnlock\` of what \`Lock\` took, and \`Unlock\` of what \`RLock\` took,
end the process.`,
    fix: `\`defer c.mu.Unlock()\` right after \`Lock\`. Where the lock has to go before the function ends, unlock before every
\`return\`, \`continue\` and \`break\` in between, or put what is locked into a function of its own. Methods that need the lock
held have a name that says so, and do not lock.`,
    limits: `Locks are told by the variable and the fields that lead to them. What lies behind calls, and elements other than
those of one unchanged index, is not compared. Where a function of the package unlocks what it has not locked, the lock
goes from hand to hand, and early returns are not reported. Two read locks of one goroutine, and locks that different
goroutines take in different order, are not looked for.`,
    references: ['go:sync.Mutex', 'go:sync.RWMutex'],
  },
  triggers: [onFunction(checkLocks)],
});
