import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/index.js';
import { composeChanges } from './compose-changes.js';
import { leadsTo, treeEdits } from './tree-edits.js';

const change = (start: number, end: number, newLength: number): { start: number; end: number; newLength: number } => ({
  start,
  end,
  newLength,
});

describe('composeChanges', () => {
  test('a single change stays as it is', () => {
    expect(composeChanges([change(3, 5, 1)])).toEqual([change(3, 5, 1)]);
  });

  test('typing on is one insertion', () => {
    expect(composeChanges([change(3, 3, 1), change(4, 4, 1), change(5, 5, 2)])).toEqual([change(3, 3, 4)]);
  });

  test('a change behind another is moved back to the old text', () => {
    expect(composeChanges([change(0, 0, 10), change(20, 21, 0)])).toEqual([change(0, 0, 10), change(10, 11, 0)]);
  });

  test('a change before another leaves it where it was', () => {
    expect(composeChanges([change(10, 12, 0), change(2, 2, 5)])).toEqual([change(2, 2, 5), change(10, 12, 0)]);
  });

  test('a change over two others swallows both', () => {
    expect(composeChanges([change(4, 5, 3), change(10, 10, 2), change(2, 20, 1)])).toEqual([change(2, 16, 1)]);
  });

  test('what was typed and deleted again is an empty change', () => {
    expect(composeChanges([change(3, 3, 4), change(3, 7, 0)])).toEqual([change(3, 3, 0)]);
  });

  test('the composed changes make the same text as the sequence', () => {
    const step = fc.record({ at: fc.nat(60), length: fc.nat(12), text: fc.stringMatching(/^[a-z\n😀]{0,8}$/u) });
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z\r\n世]{0,50}$/u), steps, (old, edits) => {
        const { text, changes } = run(old, edits);
        const composed = composeChanges(changes);
        expect(leadsTo(composed, old.length, text.length)).toBe(true);
        let shift = 0;
        const pieces = composed.map(({ start, end, newLength }) => {
          const newText = text.slice(start + shift, start + shift + newLength);
          shift += newLength - (end - start);
          return { start, end, newText };
        });
        expect(applyEdits(old, pieces)).toBe(text);
        for (let i = 1; i < composed.length; i++) expect(composed[i]?.start).toBeGreaterThan(composed[i - 1]?.end ?? 0);
      }),
      { seed: 20260727, numRuns: 2000 },
    );
  });
});

describe('treeEdits', () => {
  test('rows and columns are those of the text before and behind each change', () => {
    const old = 'ab\r\ncd\nä😀f\n';
    const text = 'ab\r\ncd\nXY\nZ😀f\n!';
    const edits = treeEdits([change(7, 8, 4), change(12, 12, 1)], old, text);
    expect(edits.map((edit) => ({ ...edit }))).toEqual([
      {
        startIndex: 12,
        oldEndIndex: 12,
        newEndIndex: 13,
        startPosition: { row: 3, column: 0 },
        oldEndPosition: { row: 3, column: 0 },
        newEndPosition: { row: 3, column: 1 },
      },
      {
        startIndex: 7,
        oldEndIndex: 8,
        newEndIndex: 11,
        startPosition: { row: 2, column: 0 },
        oldEndPosition: { row: 2, column: 1 },
        newEndPosition: { row: 3, column: 1 },
      },
    ]);
  });

  test('changes outside the text or of another length are told', () => {
    expect(leadsTo([change(0, 3, 0)], 2, 0)).toBe(false);
    expect(leadsTo([change(0, 1, 1)], 2, 3)).toBe(false);
    expect(leadsTo([change(0, 1, 2)], 2, 3)).toBe(true);
  });
});

interface Step {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

function run(old: string, steps: readonly Step[]): { text: string; changes: ReturnType<typeof change>[] } {
  const changes: ReturnType<typeof change>[] = [];
  let text = old;
  for (const step of steps) {
    const start = Math.min(step.at, text.length);
    const end = Math.min(start + step.length, text.length);
    changes.push(change(start, end, step.text.length));
    text = text.slice(0, start) + step.text + text.slice(end);
  }
  return { text, changes };
}
