import { describe, expect, it } from 'vitest';
import { finalizerLines, readGoFile, watchTargets } from './instrument.js';

const source = `package p

import "runtime"

func f() *conn {
	c := newConn()
	runtime.SetFinalizer((*conn)(c), func(*conn) { use(c, 1) }) // want
	runtime.SetFinalizer(c, nil)
	return c
}

func (c *conn) SetFinalizer(target any) { use(target) }

func (b *box[T]) g() {
}

func h[T any](x T) {
}
`;

describe('readGoFile', () => {
  it('names functions as values, and tells generic ones', () => {
    const { packageName, functions } = readGoFile(source);
    expect(packageName).toBe('p');
    expect(functions).toEqual([
      { expression: 'f', isGeneric: false, firstLine: 5, lastLine: 10 },
      { expression: '(*conn).SetFinalizer', isGeneric: false, firstLine: 12, lastLine: 12 },
      { expression: '(*box).g', isGeneric: true, firstLine: 14, lastLine: 15 },
      { expression: 'h', isGeneric: true, firstLine: 17, lastLine: 18 },
    ]);
  });
});

describe('watchTargets', () => {
  it('wraps the target where a finalizer is set, and moves no line', () => {
    const watched = watchTargets(source, 'p/a.go');
    expect(watched).toContain(
      'runtime.SetFinalizer(proof.Watch("p/a.go:7", (*conn)(c)), func(*conn) { use(c, 1) }) // want',
    );
    expect(watched.match(/proof\.Watch/g)).toHaveLength(1);
    expect(watched.split('\n')).toHaveLength(source.split('\n').length);
    expect(finalizerLines(source)).toEqual([7]);
  });

  it.each([
    ['\t(runtime.SetFinalizer)(c, f)', '(runtime.SetFinalizer)(proof.Watch("a.go:1", c), f)'],
    ['\tSetFinalizer(c, f)', 'SetFinalizer(proof.Watch("a.go:1", c), f)'],
    ['\tdefer other.SetFinalizer(m["a,b"], f)', 'defer other.SetFinalizer(proof.Watch("a.go:1", m["a,b"]), f)'],
    ['\tset(c, f)', 'set(proof.Watch("a.go:1", c), f)'],
    ['\truntime.AddCleanup(c, f, 1)', 'runtime.AddCleanup(proof.Watch("a.go:1", c), f, 1)'],
  ])('knows %s', (line, watched) => {
    expect(watchTargets(line, 'a.go').trim()).toBe(watched);
  });

  it.each(['// runtime.SetFinalizer(c, f)', '\treset(c, f)', '\tr.set++', '\tSetFinalizer := f'])(
    'leaves %s',
    (line) => {
      expect(watchTargets(line, 'a.go')).toBe(line);
    },
  );
});
