import { expect, test } from 'vitest';
import type { Diagnostic, Uri } from 'vscode';
import { labelsIn, nextStep, stepsOf } from './steps.js';

function uriOf(path: string): Uri {
  return { toString: () => path } as unknown as Uri;
}

function rangeAt(line: number): Diagnostic['range'] {
  return { start: { line, character: 0 }, end: { line: line + 1, character: 0 } } as Diagnostic['range'];
}

const diagnostic = {
  range: rangeAt(4),
  message: 'c leaks',
  relatedInformation: [
    { location: { uri: uriOf('b.go'), range: rangeAt(1) }, message: 'made here' },
    { location: { uri: uriOf('a.go'), range: rangeAt(2) }, message: 'left here' },
    { location: { uri: uriOf('a.go'), range: rangeAt(4) }, message: 'started here' },
  ],
} as unknown as Diagnostic;
const steps = stepsOf({ uri: uriOf('a.go'), diagnostic });

test('the finding is the first step, and each step has its number in whatever file it lies', () => {
  expect(steps.map(({ message }) => message)).toEqual(['c leaks', 'made here', 'left here', 'started here']);
  expect(labelsIn(uriOf('a.go'), steps)).toEqual([
    { line: 2, text: '③ left here' },
    { line: 4, text: '①  ④ started here' },
  ]);
  expect(labelsIn(uriOf('b.go'), steps)).toEqual([{ line: 1, text: '② made here' }]);
  expect(labelsIn(uriOf('c.go'), steps)).toEqual([]);
});

test('a finding without other places is a path of one step; many steps have plain numbers', () => {
  const { range, message } = diagnostic;
  expect(stepsOf({ uri: uriOf('a.go'), diagnostic: { range, message } as Diagnostic })).toHaveLength(1);
  const many = Array.from({ length: 22 }, (_, line) => ({ uri: uriOf('a.go'), range: rangeAt(line), message: 'x' }));
  expect(labelsIn(uriOf('a.go'), many).slice(18)).toEqual([
    { line: 18, text: '⑲ x' },
    { line: 19, text: '⑳ x' },
    { line: 20, text: '(21) x' },
    { line: 21, text: '(22) x' },
  ]);
});

test('steps are gone through round and round', () => {
  expect([nextStep(undefined, 1, 3), nextStep(0, 1, 3), nextStep(2, 1, 3)]).toEqual([0, 1, 0]);
  expect([nextStep(undefined, -1, 3), nextStep(0, -1, 3), nextStep(2, -1, 3)]).toEqual([2, 2, 1]);
});
