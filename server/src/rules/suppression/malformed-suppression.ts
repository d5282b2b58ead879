import { defineRule } from '../rule.js';

/** Nothing triggers it: the engine reports it while it reads the comments of the file. */
export const malformedSuppression = defineRule({
  code: 'GL9001',
  id: 'malformed-suppression',
  title: 'Suppression that does not say what it silences',
  family: 'suppression',
  severity: 'information',
  confidence: 'high',
  since: '0.1.0',
  kinds: {
    'unknown-rule': 'it names a rule that does not exist',
    'no-rule': 'it names no rule',
    'unknown-directive': 'the word behind `leaklens:` means nothing',
    'no-reason': 'it gives no reason, and the configuration asks for one',
    'reason-without-dashes': 'words stand between the rules and `--`',
    'blank-before': 'a blank makes it a remark',
    'invalid-date': 'the day behind `until=` does not exist',
    'wrong-place': 'it stands where it means something else',
  },
  docs: {
    why: 'A comment that is not understood silences nothing, or less than its author believes. What is right of it stays in force.',
    fix: 'Write `//leaklens:ignore CODE[,CODE] [until=YYYY-MM-DD] -- reason` behind the line or above the statement, or `//leaklens:ignore-file CODE -- reason` at the head of the file.',
    limits:
      'Comments of other tools are never called malformed. A reason is asked for only with `"directives": { "requireReason": true }` in `leaklens.json`.',
    references: [],
  },
  triggers: [],
});
