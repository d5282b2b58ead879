import { describe, expect, test } from 'vitest';
import type { FileModel, NodeId } from '../../semantic/index.js';
import type { Edit } from '../../text/index.js';
import { lineAfter, lineAt, lineBefore, lineEndAt, ownLine } from './lines.js';

const NODE = 1 as NodeId;

/** A file in which the one node of interest is the given part of the text. */
function fileWith(text: string, part: string): FileModel {
  const start = text.indexOf(part);
  return { text, spanOf: () => ({ start, end: start + part.length }) } as unknown as FileModel;
}

function applied(text: string, edit: Edit | undefined): string | undefined {
  return edit === undefined ? undefined : text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
}

describe.each(['\n', '\r\n'])('with lines that end in %j', (end) => {
  const text = ['func f() {', '\ta()', '\tb() // why', '\tc(); d()', '}'].join(end);

  test('a line of its own before and behind a statement has its indentation and the line end of the file', () => {
    const model = fileWith(text, 'b()');
    expect(applied(text, lineBefore(model, NODE, 'x()'))).toBe(text.replace('\tb()', `\tx()${end}\tb()`));
    expect(applied(text, lineAfter(model, NODE, 'x()'))).toBe(text.replace('// why', `// why${end}\tx()`));
  });

  test('statements that share their line have none', () => {
    expect(lineAfter(fileWith(text, 'c()'), NODE, 'x()')).toBeUndefined();
    expect(lineBefore(fileWith(text, 'd()'), NODE, 'x()')).toBeUndefined();
    expect(ownLine(fileWith(text, 'c()'), NODE)).toBeUndefined();
  });

  test('the line of a statement goes from its first blank to behind its end', () => {
    const line = ownLine(fileWith(text, 'b()'), NODE);
    expect(text.slice(line?.start, line?.end)).toBe(`\tb() // why${end}`);
    expect(line).toMatchObject({ indentation: '\t', comment: '// why' });
    expect(ownLine(fileWith(text, 'a()'), NODE)?.comment).toBe('');
  });

  test('a last line without an end gets a line behind it', () => {
    const last = `package p${end}\tb()`;
    expect(applied(last, lineAfter(fileWith(last, 'b()'), NODE, 'x()'))).toBe(`${last}${end}\tx()`);
    expect(lineEndAt(last, last.length)).toBe(end);
  });

  test('lines count from 1', () => {
    const model = fileWith(text, 'b()');
    expect([0, text.indexOf('a()'), text.indexOf('b()'), text.length].map((offset) => lineAt(model, offset))).toEqual([
      1, 2, 3, 5,
    ]);
  });
});
