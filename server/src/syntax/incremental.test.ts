import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { inRoot } from '../../tools/lib/root.mjs';
import type { FlatAst, TextChange } from './index.js';
import { createTreeStore } from './index.js';

const store = await createTreeStore(readParserWasm());

afterEach(() => {
  expect(store.liveTrees).toBe(0);
});

const folder = inRoot('test-fixtures/syntax');
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.go'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));

const pieces = [
  ...['{', '}', '(', ')', '[', ']', '\n', '\r\n', ';', ',', '.', '=', ':=', ':', '"', '`', '/*', '*/', '// ', '<-'],
  ...['x', 'f(x)', '😀', '世界', 'func ', 'type ', 'if ', 'case ', 'var ', 'x.y()\n', 'go func() {\r\n}()\r\n', ''],
];
/** What may stand on a line of its own nearly everywhere. */
const lines = [
  'x()\n',
  'return\n',
  '// ä\r\n',
  '/* 😀\n */\n',
  'go func() {\n}()\n',
  'var 世界 = "😀"\r\n',
  'type T struct{}\n',
  '\n',
];

interface Step {
  readonly at: number;
  readonly length: number;
  readonly insert: string;
}

const anywhere = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(300)),
  insert: fc.constantFrom(...pieces),
});
const wholeLine = fc.record({ at: fc.nat(), length: fc.constant(-1), insert: fc.constantFrom(...lines) });

describe('reparsed after edits, the tree equals that of a fresh parse', () => {
  test('edits anywhere, several at a time, most of them breaking the code', () => {
    const { edits } = check(anywhere, 150);
    expect(edits).toBeGreaterThan(500);
  });

  test('whole lines, so that much of the code stays right and the old tree is used', () => {
    const { edits, right } = check(wholeLine, 150);
    expect(edits).toBeGreaterThan(500);
    expect(right).toBeGreaterThan(200);
  });

  test('typed and taken back letter by letter', () => {
    const source = sources.find((text) => text.includes('func channels(')) ?? '';
    const typed = '\tfor i, 世 := range f("😀") {\n\t\tgo g(i, 世) // é\n\t}\n';
    const at = source.indexOf('\tselect {\n\tcase');
    store.open('k', source);
    let text = source;
    for (let i = 0; i < typed.length; i++) {
      text = replaced(text, at + i, at + i, typed.charAt(i));
      expect(store.edit('k', [{ start: at + i, end: at + i, newLength: 1 }], text)).toEqual(store.parseOnce(text));
    }
    for (let i = typed.length - 1; i >= 0; i--) {
      text = replaced(text, at + i, at + i + 1, '');
      expect(store.edit('k', [{ start: at + i, end: at + i + 1, newLength: 0 }], text)).toEqual(store.parseOnce(text));
    }
    expect(text).toBe(source);
    store.close('k');
  });

  test('a change and its reverse in one call', () => {
    const source = sources[0] ?? '';
    const ast = store.open('k', source);
    const changes = [
      { start: 5, end: 9, newLength: 100 },
      { start: 5, end: 105, newLength: 4 },
    ];
    expect(store.edit('k', changes, source)).toEqual(ast);
    store.close('k');
  });
});

/** Runs sessions of edits; counts them, and those whose text is right Go before and after. */
function check(step: fc.Arbitrary<Step>, sessions: number): { edits: number; right: number } {
  const call = fc.array(step, { minLength: 1, maxLength: 3 });
  const session = fc.record({
    source: fc.nat(),
    isCrlf: fc.boolean(),
    calls: fc.array(call, { minLength: 3, maxLength: 10 }),
  });
  let edits = 0;
  let right = 0;
  const property = fc.property(session, ({ source, isCrlf, calls }) => {
    const original = sources[source % sources.length] ?? '';
    let text = isCrlf ? original.replaceAll('\n', '\r\n') : original;
    let isRight = store.open('k', text).errors.length === 0;
    for (const steps of calls) {
      const next = applySteps(text, steps);
      const edited = store.edit('k', next.changes, next.text);
      expectSame(edited, store.parseOnce(next.text));
      if (isRight && edited.errors.length === 0) right++;
      isRight = edited.errors.length === 0;
      text = next.text;
      edits++;
    }
    store.close('k');
  });
  fc.assert(property, { seed: 20260727, numRuns: sessions });
  return { edits, right };
}

/** Byte by byte first: the matcher takes most of the time of such a test, and is needed only to show a difference. */
function expectSame(actual: FlatAst, wanted: FlatAst): void {
  const arrays = ['kind', 'field', 'op', 'flags', 'start', 'end', 'parent', 'after', 'comments'] as const;
  const isSame = arrays.every((name) => Buffer.from(actual[name].buffer).equals(Buffer.from(wanted[name].buffer)));
  if (!isSame) expect(actual).toEqual(wanted);
  const rest = ({ size, errors, missing, hasHiddenError }: FlatAst): unknown => ({
    size,
    errors,
    missing,
    hasHiddenError,
  });
  expect(rest(actual)).toEqual(rest(wanted));
}

function applySteps(old: string, steps: readonly Step[]): { text: string; changes: TextChange[] } {
  let text = old;
  const changes = steps.map(({ at, length, insert }) => {
    const somewhere = at % (text.length + 1);
    const start = length < 0 ? text.lastIndexOf('\n', somewhere) + 1 : somewhere;
    const end = Math.min(start + Math.max(length, 0), text.length);
    text = replaced(text, start, end, insert);
    return { start, end, newLength: insert.length };
  });
  return { text, changes };
}

function replaced(text: string, start: number, end: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(end);
}
