import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceText } from '../../text/index.js';
import { applyChanges } from './changes.js';
import { toOffset } from './positions.js';

interface Change {
  readonly range?: { start: { line: number; character: number }; end: { line: number; character: number } };
  readonly text: string;
}

/** The specification to the letter: one change after the other. */
function applyOneByOne(text: string, changes: readonly Change[]): string {
  return changes.reduce((before, { range, text: newText }) => {
    if (range === undefined) return newText;
    const source = new SourceText(before, 'lsp');
    const [start = 0, end = 0] = [range.start, range.end]
      .map((at) => toOffset(source, at, 'utf-16'))
      .sort((a, b) => a - b);
    return before.slice(0, start) + newText + before.slice(end);
  }, text);
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '\r', 'é', '😀'), maxLength: 30 });
const position = fc.record({ line: fc.nat(6), character: fc.nat(8) });
const partial = fc.record({ range: fc.record({ start: position, end: position }), text });
const whole = fc.record({ text });

test('many changes at once come to the same as one after the other', () => {
  const changes = fc.array(fc.oneof({ weight: 9, arbitrary: partial }, { weight: 1, arbitrary: whole }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(text, changes, (before, events) => {
      expect(applyChanges(new SourceText(before, 'lsp'), events, 'utf-16').text.text).toBe(
        applyOneByOne(before, events),
      );
    }),
    { numRuns: 2000 },
  );
});

test('the changes that are handed on lead from the old text to the new', () => {
  fc.assert(
    fc.property(text, fc.array(partial, { maxLength: 8 }), (before, events) => {
      const { text: after, changes = [] } = applyChanges(new SourceText(before, 'lsp'), events, 'utf-16');
      const replayed = changes.reduce(
        (current, { start, end }, i) => current.slice(0, start) + (events[i]?.text ?? '') + current.slice(end),
        before,
      );
      expect(replayed).toBe(after.text);
      expect(changes.map((change) => change.newLength)).toEqual(events.map((event) => event.text.length));
    }),
    { numRuns: 2000 },
  );
});

test('the whole text in place of changes says nothing of how it came about', () => {
  const events = [
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, text: 'x' },
    { text: 'new' },
  ];
  const { text: after, changes } = applyChanges(new SourceText('old', 'lsp'), events, 'utf-16');
  expect([after.text, changes]).toEqual(['new', undefined]);
});

test('forty thousand changes from the end to the start are one pass over the text', () => {
  const lines = 40_000;
  const before = new SourceText('x := call(y)\n'.repeat(lines), 'lsp');
  const events = Array.from({ length: lines }, (_, i) => {
    const line = lines - 1 - i;
    return { range: { start: { line, character: 0 }, end: { line, character: 1 } }, text: 'value' };
  });
  const started = performance.now();
  const { text: after } = applyChanges(before, events, 'utf-16');
  expect(after.text).toBe('value := call(y)\n'.repeat(lines));
  // A pass for each change takes a minute.
  expect(performance.now() - started).toBeLessThan(10_000);
});
