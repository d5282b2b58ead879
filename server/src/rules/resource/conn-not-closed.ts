import { checkRelease, releaseKinds } from '../patterns/release.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3007';

export const connNotClosed = defineRule({
  code: CODE,
  id: 'conn-not-closed',
  title: 'Connection or listener that is not closed on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `A connection holds a descriptor and, in client libraries, goroutines that read and write; on the other side it holds
a peer slot. One that a blocked reader still refers to is never collected, whatever finalizer it has.`,
    fix: `\`defer conn.Close()\` right after the error check. In an accept loop close what is turned away before \`continue\`: a
connection from a banned peer, or one whose handshake failed, is as open as any other.`,
    limits: `A connection that is returned, stored, sent, or given to a function that nobody can look into counts as handed
over; so does one given to \`go serve(conn)\`, unless \`serve\` is in sight and neither closes it nor hands it on.`,
    references: ['go:net.Conn', 'go:net.Listener'],
  },
  triggers: [onAcquire(CODE, checkRelease)],
});
