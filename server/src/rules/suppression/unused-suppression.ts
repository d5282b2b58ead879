import { defineRule } from '../rule.js';

/** Nothing triggers it: the engine reports it when all findings of the file are known. */
export const unusedSuppression = defineRule({
  code: 'GL9002',
  id: 'unused-suppression',
  title: 'Suppression that silences nothing',
  family: 'suppression',
  severity: 'hint',
  confidence: 'high',
  since: '0.1.0',
  isOffByDefault: true,
  kinds: { unused: 'there is no finding where it holds' },
  docs: {
    why: 'The code that it was written for has gone or was put right. It stays behind as a false warning to readers, and would silence the next mistake at this place.',
    fix: 'Remove it, or the names in it that silence nothing.',
    limits:
      'Off unless `leaklens.json` gives it a severity. Only comments that name a rule of ours are judged: `//leaklens:ignore` and `//nolint` with one of our names. Nothing is said of rules that are off and of functions that are not valid Go.',
    references: [],
  },
  triggers: [],
});
