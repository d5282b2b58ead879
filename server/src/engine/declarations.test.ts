import { describe, expect, it } from 'vitest';
import { createTreeStore } from '../syntax/index.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import type { ParsedText } from './declarations.js';
import { bodyChange } from './declarations.js';

const trees = await createTreeStore(readParserWasm());

const SOURCE = `package p

import "time"

var pause = time.Second

func first() {
	time.Sleep(pause)
}

func second(n int) int {
	if n > 1 {
		return 2
	}
	return n
}

func third() { first() }
`;

function parsed(text: string): ParsedText {
  return { text, ast: trees.parseOnce(text) };
}

function changeOf(old: string, now: string): ReturnType<typeof bodyChange> {
  expect(SOURCE).toContain(old);
  return bodyChange(parsed(SOURCE), parsed(SOURCE.replace(old, now)));
}

describe('a change in the body of one function', () => {
  it('is told by its declaration and by how far the rest has moved', () => {
    expect(changeOf('return 2', 'return 200')).toEqual({
      index: 4,
      start: SOURCE.indexOf('func second'),
      end: SOURCE.indexOf('\n\nfunc third'),
      shift: 2,
      movesLines: false,
    });
  });

  it.each([
    ['inserts', 'return n\n', 'n++\n\treturn n\n', true],
    ['deletes lines', '\tif n > 1 {\n\t\treturn 2\n\t}\n', '', true],
    ['deletes', 'n > 1', 'n', false],
    ['fills a literal', 'return n\n', 'return func() int { return n }()\n', false],
    ['is the whole body', '{ first() }', '{}', false],
  ])('may be one that %s', (_, old, now, movesLines) => {
    expect(changeOf(old, now)).toMatchObject({ shift: now.length - old.length, movesLines });
  });

  it('may begin and end in the same text that stands beside it', () => {
    expect(changeOf('first() }', 'first(); first() }')).toMatchObject({ index: 5, shift: 9 });
  });

  it('may break the function, as long as the others stay whole', () => {
    expect(changeOf('return n\n', 'return n +\n')).toMatchObject({ index: 4 });
  });
});

describe('no such change', () => {
  it.each([
    ['in a head', 'second(n int)', 'second(n, m int)'],
    ['of a name', 'func third', 'func fourth'],
    ['of a variable', 'time.Second', 'time.Minute'],
    ['of an import', '"time"', '"times"'],
    ['of a comment between declarations', '\n\nfunc third', '\n\n// third\nfunc third'],
    ['that takes the body away', '{ first() }', ''],
    ['that makes two functions of one', 'return 2\n\t}', 'return 2\n\t}\n}\n\nfunc more(n int) int {'],
    ['that swallows what follows', 'time.Sleep(pause)', '`'],
    [
      'in two functions',
      '\n}\n\nfunc second(n int) int {\n\tif n',
      '\n\treturn\n}\n\nfunc second(n int) int {\n\tif 1',
    ],
    ['at all', 'return 2', 'return 2'],
  ])('is one %s', (_, old, now) => {
    expect(changeOf(old, now)).toBeUndefined();
  });

  it('is one in a long text with changes far from each other', () => {
    const functions = Array.from({ length: 400 }, (_, i) => `func f${i}() { use(${i}) }\n`);
    const [before, now] = [functions, changed(changed(functions, 20), 390)];
    const texts = [before, now].map((lines) => parsed(`package p\n${lines.join('')}`));
    const [a, b] = [texts[0], texts[1]];
    expect(a && b && bodyChange(a, b)).toBeUndefined();
    const one = parsed(`package p\n${changed(functions, 200).join('')}`);
    expect(a && bodyChange(a, one)).toMatchObject({ index: 201, shift: 8 });
  });
});

function changed(lines: readonly string[], index: number): readonly string[] {
  return lines.map((line, i) => (i === index ? line.replace('{', '{ use(1);') : line));
}
