import { describe, expect, it } from 'vitest';
import { parseOutput, planOutputs } from './outputs.js';

const text = { format: 'text', path: undefined } as const;
const json = { format: 'json', path: undefined } as const;
const file = { format: 'sarif', path: '/w/x.sarif' } as const;

describe('parseOutput', () => {
  it.each([
    ['json', json],
    ['json=-', json],
    ['sarif=x.sarif', file],
    ['sarif=/abs/a=b', { format: 'sarif', path: '/abs/a=b' }],
  ])('reads %s', (argument, expected) => {
    expect(parseOutput(argument, '/w')).toEqual(expected);
  });

  it.each([
    ['xml=x', 'unknown format: xml; choose from text, json, sarif'],
    ['=x', 'unknown format: ; choose'],
    ['json=', '--output json=: the path is missing'],
  ])('refuses %s', (argument, message) => {
    expect(() => parseOutput(argument, '/w')).toThrow(message);
  });
});

describe('planOutputs', () => {
  it('writes text to the standard output unless something else goes there', () => {
    expect(planOutputs(undefined, [])).toEqual([text]);
    expect(planOutputs(undefined, [file])).toEqual([text, file]);
    expect(planOutputs('json', [file])).toEqual([json, file]);
    expect(planOutputs(undefined, [file, json])).toEqual([file, json]);
  });

  it('refuses two reports in one place', () => {
    expect(() => planOutputs('text', [json])).toThrow('two reports would go to the standard output');
    expect(() => planOutputs('text', [file, file])).toThrow('two reports would go to /w/x.sarif');
  });
});
