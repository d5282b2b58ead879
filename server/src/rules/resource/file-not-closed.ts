import { checkRelease, releaseKinds } from '../patterns/release.js';
import { defineRule, onAcquire } from '../rule.js';

const CODE = 'GL3006';

export const fileNotClosed = defineRule({
  code: CODE,
  id: 'file-not-closed',
  title: 'File that is not closed on every path',
  family: 'resource',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  kinds: releaseKinds,
  docs: {
    why: `Every open file holds a descriptor. The run-time closes a file that nobody refers to any more when it is collected,
but a process that opens faster than the collector runs gets EMFILE, and then nothing opens: no file, no connection, no
database table. Raw descriptors and mappings are never closed for you.`,
    fix: `\`defer f.Close()\` right after the error check. Where the function hands the file on, close it before every return
that does not: the error path between two opens is the one that is forgotten.`,
    limits: `A file that is returned, stored, sent, or given to a function that nobody can look into counts as handed over.
Readers around it (\`bufio\`, \`gzip\`, \`json\`) do not: closing them leaves the file open. What \`main\` opens once ends with
the process.`,
    references: ['go:os.File', 'go:os.File.Close'],
  },
  triggers: [onAcquire(CODE, checkRelease)],
});
