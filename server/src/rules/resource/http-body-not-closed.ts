import { checkRelease, releaseKinds } from '../patterns/release.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3004';

export const httpBodyNotClosed = defineRule({
  code: CODE,
  id: 'http-body-not-closed',
  title: 'Response body that is not closed on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `It is the caller who closes the body of a response. Until then the connection and the two goroutines that read and
write it stay, and the connection is not used again. No finalizer helps.`,
    fix: `\`defer resp.Body.Close()\` right after the error check, before the status is looked at: a response with status 500
has a body as well.`,
    limits: `A response that is returned, stored, or given to a function that nobody can look into counts as handed over.
Responses of clients of other libraries are not known unless the project declares them.`,
    references: ['go:net/http.Response', 'go:net/http.Client.Do'],
  },
  triggers: [onAcquire(CODE, checkRelease)],
});
