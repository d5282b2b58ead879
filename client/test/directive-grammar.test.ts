import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../server/tools/lib/root.mjs';

interface Grammar {
  readonly repository: { readonly directive: { readonly match: string } };
}

const { repository } = JSON.parse(
  readFileSync(inRoot('syntaxes/leaklens.directive.tmLanguage.json'), 'utf8'),
) as Grammar;
/** JavaScript reads this pattern as the editor's engine does. */
const pattern = new RegExp(repository.directive.match);

/** The parts that get a colour of their own. */
function partsOf(comment: string): readonly string[] | undefined {
  return pattern
    .exec(comment)
    ?.slice(1)
    .filter((part: string | undefined) => part !== undefined);
}

test.each([
  ['//leaklens:ignore GL4001 -- kept', ['leaklens:ignore', 'GL4001', '--', 'kept']],
  ['//leaklens:ignore-file range-never-closed', ['leaklens:ignore-file', 'range-never-closed']],
  [
    '//leaklens:ignore GL1001, GL1002 -- 有意为之 -- 见文档',
    ['leaklens:ignore', 'GL1001, GL1002', '--', '有意为之 -- 见文档'],
  ],
  [
    '//leaklens:ignore GL4001 until=2027-01-31 -- until then',
    ['leaklens:ignore', 'GL4001', 'until', '=', '2027-01-31', '--', 'until then'],
  ],
  ['x() //leaklens:ignore GL4001', ['leaklens:ignore', 'GL4001']],
])('%s', (comment, parts) => {
  expect(partsOf(comment)).toEqual(parts);
});

test.each([
  '// leaklens:ignore GL4001',
  '//leaklens:ignored GL4001',
  '//leaklens:ignore GL4001 until=tomorrow -- reason',
  '//nolint:bodyclose',
])('%s is no directive', (comment) => {
  expect(partsOf(comment)).toBeUndefined();
});
