import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceText } from '../../text/index.js';
import { toOffset } from './positions.js';

const text = new SourceText('aé😀z\nsecond\r\nthird', 'lsp');

describe.each([
  ['utf-16', 0, 0, 0],
  ['utf-16', 0, 2, 2],
  ['utf-16', 0, 4, 4],
  ['utf-16', 0, 99, 5],
  ['utf-16', 1, 6, 12],
  ['utf-16', 1, 7, 12],
  ['utf-16', 2, 0, 14],
  ['utf-16', 9, 0, 19],
  ['utf-8', 0, 1, 1],
  ['utf-8', 0, 3, 2],
  ['utf-8', 0, 7, 4],
  ['utf-8', 0, 8, 5],
  ['utf-8', 0, 99, 5],
  // Within a character: its start.
  ['utf-8', 0, 2, 1],
  ['utf-8', 0, 5, 2],
  ['utf-8', 9, 9, 19],
] as const)('in %s, %i:%i', (encoding, line, character, offset) => {
  test(`is offset ${offset}`, () => {
    expect(toOffset(text, { line, character }, encoding)).toBe(offset);
  });
});

test.each([NaN, -1, 0.5, Infinity, '3', null, undefined])('%s counts as 0', (value) => {
  const position = { line: value as number, character: value as number };
  expect(toOffset(text, position, 'utf-16')).toBe(0);
  expect(toOffset(text, position, 'utf-8')).toBe(0);
});

test('columns in bytes lead back to the same place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (line, count) => {
      const source = new SourceText(line.replaceAll(/[\r\n]/g, ''), 'lsp');
      const offset = [...source.text].slice(0, count).join('').length;
      const character = Buffer.byteLength(source.text.slice(0, offset), 'utf8');
      expect(toOffset(source, { line: 0, character }, 'utf-8')).toBe(offset);
    }),
  );
});
