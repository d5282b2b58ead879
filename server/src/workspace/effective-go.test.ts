import { describe, expect, test } from 'vitest';
import { effectiveGo } from './effective-go.js';
import { parseGoVersion } from './go-version.js';

function effective(goLine: string, buildLine: string): string {
  const head = buildLine === '' ? '' : `${buildLine}\n\n`;
  const version = effectiveGo(parseGoVersion(goLine), `// Package p.\n${head}package p\n`);
  return version === undefined ? 'unknown' : `${version.major}.${version.minor}`;
}

/** By build line: what it makes of a module with 1.16, 1.20, 1.21, 1.22, 1.24, and of a folder without go.mod. */
const modules = ['1.16', '1.20', '1.21', '1.22', '1.24', ''];
const unchanged = ['1.16', '1.20', '1.21', '1.22', '1.24', 'unknown'];
const matrix: readonly (readonly [string, readonly string[]])[] = [
  ['', unchanged],
  ['//go:build go1.16', modules.map(() => '1.21')],
  ['//go:build go1.20', modules.map(() => '1.21')],
  ['//go:build go1.21', modules.map(() => '1.21')],
  ['//go:build go1.22', modules.map(() => '1.22')],
  ['//go:build go1.26', modules.map(() => '1.26')],
  ['//go:build go1', modules.map(() => '1.21')],
  ['//go:build go1.21 && linux', modules.map(() => '1.21')],
  ['//go:build linux && go1.21 && go1.23', modules.map(() => '1.23')],
  ['//go:build go1.21 || linux', unchanged],
  ['//go:build go1.23 || go1.22', modules.map(() => '1.22')],
  ['//go:build (go1.24 && amd64) || (go1.22 && arm64)', modules.map(() => '1.22')],
  ['//go:build !go1.99', unchanged],
  ['//go:build !(!go1.22)', modules.map(() => '1.22')],
  ['//go:build !(!go1.22 || !go1.23)', modules.map(() => '1.23')],
  ['//go:build !(!go1.22 && !go1.23)', modules.map(() => '1.22')],
  ['//go:build go1.21.3', unchanged],
  ['//go:build go1.x', unchanged],
  ['//go:build linux', unchanged],
  ['//go:build go1.22 &&', unchanged],
  ['//go:build (go1.22', unchanged],
  ['// +build go1.22', unchanged],
];

describe('the effective version of a file', () => {
  test.each(matrix)('with the line "%s"', (line, expected) => {
    expect(modules.map((goLine) => effective(goLine, line))).toEqual(expected);
  });

  test.each([
    ['1.21.0', '1.21'],
    ['1.22rc1', '1.22'],
    ['1.24.3', '1.24'],
  ])('by a go line %s alone', (goLine, expected) => {
    expect(effective(goLine, '')).toBe(expected);
  });

  test('only a line before the package clause counts, and only as a line of its own', () => {
    const module = parseGoVersion('1.24');
    expect(effectiveGo(module, 'package p\n\n//go:build go1.21\n')).toEqual(module);
    expect(effectiveGo(module, '/*\n//go:build go1.21\n*/\n\npackage p\n')).toEqual(module);
    expect(effectiveGo(module, '\t//go:build go1.21\n\npackage p\n')).toEqual(module);
    expect(effectiveGo(module, '/* c */\n\n//go:build go1.21\r\n\r\npackage p\n')).toMatchObject({
      major: 1,
      minor: 21,
    });
  });
});

describe('timers that nobody stops', () => {
  /** What becomes of them in a file of package main, by what go.mod says and the head of the file. */
  const fate = (goLine: string, godebug: readonly string[], head = ''): string => {
    const go = effectiveGo(parseGoVersion(goLine), `${head}\n\npackage main\n`, godebug);
    if (go === undefined) return 'no version';
    return go.timers ?? (go.minor >= 23 ? 'collected' : 'kept');
  };

  test.each([
    ['1.22', [], '', 'kept'],
    ['1.23', [], '', 'collected'],
    ['1.22', [], '//go:build go1.23', 'kept'],
    ['1.23', [], '//go:build go1.21', 'collected'],
    ['1.24', ['asynctimerchan=1'], '', 'kept'],
    ['1.24', ['asynctimerchan=2'], '', 'collected'],
    ['1.24', ['default=go1.22'], '', 'kept'],
    ['1.22', ['default=go1.23'], '', 'collected'],
    ['1.24', ['panicnil=1'], '', 'collected'],
    ['1.24', [], '//go:debug asynctimerchan=1', 'kept'],
    ['1.24', ['default=go1.22'], '//go:debug asynctimerchan=0', 'collected'],
    ['1.27', ['asynctimerchan=1'], '', 'collected'],
    ['', [], '', 'no version'],
    ['', [], '//go:build go1.22', 'unknown'],
    ['', [], '//go:build go1.24', 'collected'],
  ] as const)('go %s with %j and "%s": %s', (goLine, godebug, head, expected) => {
    expect(fate(goLine, godebug, head)).toBe(expected);
  });

  test('a line for the run time counts in package main only', () => {
    const go = effectiveGo(parseGoVersion('1.24'), '//go:debug asynctimerchan=1\n\npackage p\n');
    expect(go).toEqual({ major: 1, minor: 24 });
  });
});
