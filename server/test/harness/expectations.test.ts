import { describe, expect, it } from 'vitest';
import { readExpectations } from './expectations.js';

describe('readExpectations', () => {
  it('reads a want with all its parts', () => {
    const [want] = readExpectations('a\nb() // want at "b(" GL4001 `b .*` fix: none unrun: too slow\n');
    expect(want).toMatchObject({ kind: 'want', line: 2, at: 'b(', code: 'GL4001', fixes: [], unrun: 'too slow' });
    const [refused] = readExpectations('b() // want `b .*` fix: none panics: closes over ptr\n');
    expect(refused).toMatchObject({ fixes: [], panics: 'closes over ptr', unrun: undefined });
    expect(want?.kind === 'want' && want.message.test('b leaks')).toBe(true);
  });

  it('matches messages in full', () => {
    const [want] = readExpectations('x // want `leaks`');
    expect(want?.kind === 'want' && want.message.test('it leaks')).toBe(false);
  });

  it('reads several wants of one line', () => {
    expect(readExpectations('x // want `one` `two`')).toHaveLength(2);
  });

  it('moves a want to another line', () => {
    expect(readExpectations('x\n// want -1 `one`')).toMatchObject([{ line: 1 }]);
  });

  it('reads ok and known-miss with their reasons', () => {
    expect(readExpectations('x // ok\r\ny // ok: b is a copy\nz // known-miss: c is not followed')).toMatchObject([
      { kind: 'ok', line: 1, reason: '' },
      { kind: 'ok', line: 2, reason: 'b is a copy' },
      { kind: 'known-miss', line: 3, reason: 'c is not followed' },
    ]);
  });

  it('finds none in ordinary comments', () => {
    expect(readExpectations('x // what they want\n// okay\n')).toEqual([]);
  });

  it.each(['x // want', 'x // want leaks', 'x // want `a` b', 'x // ok then', 'x // known-miss'])(
    'refuses %s',
    (source) => {
      expect(() => readExpectations(source)).toThrow(/^line 1: /);
    },
  );
});
