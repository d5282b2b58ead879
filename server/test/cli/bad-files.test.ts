import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { LEAK } from './go-samples.js';
import { check, run } from './harness.js';

/** The leak with something before it on its line. */
const leakBehind = (prefix: string): string => LEAK.replace('\truntime.', `\t${prefix}runtime.`);

describe('files that are no Go', () => {
  it('a binary', async () => {
    const elf = Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0xff, 0xfe);
    const checked = await check(temporaryFolder({ 'a.go': LEAK, 'tool.go': elf }));
    expect(checked).toMatchObject({ code: 1, places: ['a.go:9:2/2'] });
    expect(checked.summary.skipped).toEqual([{ path: 'tool.go', reason: 'binary file' }]);
  });

  it('binaries only', async () => {
    const root = temporaryFolder({ 'tool.go': Uint8Array.of(0, 1, 2) });
    const ran = await run(root, ['check']);
    expect(ran.code).toBe(4);
    expect(ran.stdout).toContain('tool.go: binary file\n');
    expect(ran.stderr).toBe(
      'leaklens: none of the Go files in . was analysed; the report says why, or pass --allow-empty\n',
    );
  });

  it('an empty file', async () => {
    const checked = await check(temporaryFolder({ 'a.go': LEAK, 'empty.go': '' }));
    expect(checked).toMatchObject({ code: 1, summary: { analysed: 2, parseErrors: [{ path: 'empty.go', line: 1 }] } });
  });

  it('nothing but empty files', async () => {
    const ran = await run(temporaryFolder({ 'empty.go': '' }), ['check']);
    expect(ran.code).toBe(4);
    expect(ran.stdout).toContain('empty.go:1: not valid Go; what the error breaks was left out\n');
    expect(ran.stderr).toBe(
      'leaklens: no Go file in . could be fully parsed; the report says where they break, or pass --allow-empty\n',
    );
  });

  it('another language, and prose', async () => {
    const checked = await check(
      temporaryFolder({
        'a.go': LEAK,
        'c.go': '#include <stdio.h>\nint main() { return 0; }\n',
        'poem.go': 'Go, go!\n',
      }),
    );
    expect(checked.places).toEqual(['a.go:9:2/2']);
    expect(checked.summary.parseErrors).toEqual([
      { path: 'c.go', line: 1 },
      { path: 'poem.go', line: 1 },
    ]);
  });

  it.each([
    ['string', 'func broken() {\n\ts := "abc\n\tprintln(s)\n}\n'],
    ['raw string', 'func broken() {\n\ts := `abc\n\tprintln(s)\n}\n'],
    ['rune', "func broken() {\n\ts := 'a\n\tprintln(s)\n}\n"],
    ['block comment', 'func broken() {\n\t/* abc\n\tprintln(1)\n}\n'],
  ])('an unterminated %s behind the leak', async (_, broken) => {
    const checked = await check(temporaryFolder({ 'a.go': LEAK + broken }));
    expect(checked.places).toEqual(['a.go:9:2/2']);
    expect(checked.code).toBe(1);
    expect(checked.summary.parseErrors.map(({ path }) => path)).toEqual(['a.go']);
    // The error lies in the broken function, which begins on line 12.
    expect(checked.summary.parseErrors[0]?.line).toBeGreaterThanOrEqual(12);
  });

  it('an unterminated string before the leak, in a function of its own', async () => {
    const broken = LEAK.replace('func open', 'func broken() {\n\tprintln("abc)\n}\n\nfunc open');
    const checked = await check(temporaryFolder({ 'a.go': broken }));
    expect(checked.places).toEqual(['a.go:13:2/2']);
    expect(checked.summary.parseErrors).toEqual([{ path: 'a.go', line: 8 }]);
  });
});

describe('encodings', () => {
  it('CRLF', async () => {
    const checked = await check(temporaryFolder({ 'a.go': LEAK.replaceAll('\n', '\r\n') }));
    expect(checked).toMatchObject({ places: ['a.go:9:2/2'], summary: { parseErrors: [] } });
  });

  it('a byte-order mark counts as three bytes of the first line, as in Go tools', async () => {
    const oneLine =
      'package conn; import "runtime"; type conn struct{ fd int }; func open() *conn { c := &conn{}; ' +
      'runtime.SetFinalizer(c, func(*conn) { println(c.fd) }); return c }\n';
    const checked = await check(temporaryFolder({ 'a.go': `\uFEFF${oneLine}`, 'b.go': `\uFEFF${LEAK}` }));
    expect(checked).toMatchObject({ places: ['a.go:1:95/98', 'b.go:9:2/2'], summary: { parseErrors: [] } });
  });

  it('emoji, CJK and accents before the finding', async () => {
    // A tab, `s := "` up to column 7, then 日 本 😀 é: 5 UTF-16 units, 12 bytes; `"; ` and the call.
    const checked = await check(temporaryFolder({ 'a.go': leakBehind('s := "日本😀é"; _ = s; ') }));
    expect(checked.places).toEqual(['a.go:9:23/30']);
    const [finding] = checked.findings;
    expect(finding?.range.end).toEqual({ line: 9, column: 43, byteColumn: 50 });
  });

  it('emoji in comments and names', async () => {
    const checked = await check(
      temporaryFolder({ 'a.go': leakBehind('/* 👩‍👩‍👧 */ ').replace('println(c', 'println(日本, c') }),
    );
    // Three emoji of 2 units and 4 bytes, two joiners of 1 unit and 3 bytes: 8 units, 18 bytes.
    expect(checked.places).toEqual(['a.go:9:17/27']);
  });

  it('bytes that are no UTF-8', async () => {
    const [before = '', after = ''] = leakBehind('s := "?"; _ = s; ').split('?');
    const bytes = Buffer.concat([Buffer.from(before), Buffer.of(0xff, 0xfe), Buffer.from('日'), Buffer.from(after)]);
    const checked = await check(temporaryFolder({ 'a.go': bytes }));
    // Each byte is one unit and one byte, 日 is one unit and three bytes.
    expect(checked.places).toEqual(['a.go:9:21/23']);
    expect(checked.summary.parseErrors).toEqual([{ path: 'a.go', line: 9 }]);
  });
});

describe('size', () => {
  it('a file of 5 MB', async () => {
    const line = `\t{Name: "${'0123456789abcdef'.repeat(32)}", Value: []byte{1, 2, 3}},\n`;
    const table = `\nvar table = []entry{\n${line.repeat(Math.ceil(5_000_000 / line.length))}}\n`;
    const checked = await check(temporaryFolder({ 'a.go': LEAK + table, 'b/b.go': LEAK }));
    expect(checked).toMatchObject({
      code: 1,
      places: ['a.go:9:2/2', 'b/b.go:9:2/2'],
      summary: { files: 2, analysed: 2, parseErrors: [] },
    });
  });

  it('deeply nested code', async () => {
    const depth = 20_000;
    const nested = `\nvar deep = ${'('.repeat(depth)}1${')'.repeat(depth)}\n`;
    const checked = await check(temporaryFolder({ 'a.go': LEAK + nested, 'b/b.go': LEAK }));
    expect(checked).toMatchObject({ code: 1, places: ['a.go:9:2/2', 'b/b.go:9:2/2'], summary: { analysed: 2 } });
  });

  it('one line of 1 MB', async () => {
    const checked = await check(temporaryFolder({ 'a.go': leakBehind(`s := "${'é'.repeat(500_000)}"; _ = s; `) }));
    expect(checked.places).toEqual(['a.go:9:500018/1000018']);
  });
});
