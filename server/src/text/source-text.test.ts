import { describe, expect, it } from 'vitest';
import { applyEdits, areDisjoint } from './edits.js';
import { decodeLossy, decodeSource } from './decode.js';
import { SourceText } from './source-text.js';

const strict = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

function decoded(bytes: readonly number[] | string): SourceText {
  const source = decodeSource(
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes),
    strict,
  );
  if (source === 'binary') throw new Error('binary');
  return source;
}

describe('SourceText', () => {
  it('counts lines by LF for Go and by every line end for an editor', () => {
    const text = 'a\r\nb\rc\nd';
    expect(new SourceText(text).lineCount).toBe(3);
    expect(new SourceText(text, 'lsp').lineCount).toBe(4);
    expect(new SourceText(text, 'lsp').positionAt(text.indexOf('c'))).toEqual({ line: 2, column: 0 });
  });

  it('goes from offset to position and back', () => {
    const source = new SourceText('one\n\nthree 😀x\n');
    for (let offset = 0; offset <= source.text.length; offset++) {
      expect(source.offsetAt(source.positionAt(offset))).toBe(offset);
    }
  });

  it('keeps positions outside of the text inside', () => {
    const source = new SourceText('ab\r\ncd');
    expect(source.offsetAt({ line: 0, column: 99 })).toBe(2);
    expect(source.offsetAt({ line: 9, column: 0 })).toBe(6);
    expect(source.offsetAt({ line: -1, column: 0 })).toBe(0);
    expect(source.positionAt(-5)).toEqual({ line: 0, column: 0 });
    expect(source.positionAt(99)).toEqual({ line: 1, column: 2 });
  });

  it('counts columns in bytes as Go tools do', () => {
    const source = new SourceText('x\né漢😀y');
    expect(source.byteColumnAt(source.text.indexOf('y'))).toBe(2 + 3 + 4);
    expect(source.positionAt(source.text.indexOf('y')).column).toBe(4);
  });

  it('leaves line ends out of the line', () => {
    const source = new SourceText('ab\r\ncd\n');
    expect(source.lineEnd(0)).toBe(2);
    expect(source.lineEnd(1)).toBe(6);
    expect(source.lineEnd(2)).toBe(7);
  });
});

describe('decodeSource', () => {
  it('takes a byte-order mark off and counts it in bytes of the first line only', () => {
    const source = decoded('\uFEFFpackage p\nvar x int');
    expect(source.text.startsWith('package')).toBe(true);
    expect(source.byteColumnAt(8)).toBe(11);
    expect(source.byteColumnAt(source.text.indexOf('x'))).toBe(4);
  });

  it('replaces each byte that is no UTF-8 and keeps byte columns right', () => {
    const source = decoded([0x22, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x22, 0x78]);
    expect(source.text).toBe('"\ufffd\ufffd(\ufffd\ufffd"x');
    expect(source.decoding.invalidBytes).toEqual([1, 2, 4, 5]);
    expect(source.byteColumnAt(source.text.indexOf('x'))).toBe(7);
  });

  it('refuses what Go refuses: overlong forms, surrogates, code points that are too large', () => {
    for (const bytes of [
      [0xc0, 0x80],
      [0xe0, 0x80, 0x80],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ]) {
      expect(decodeLossy(Uint8Array.from(bytes)).invalidBytes).toHaveLength(bytes.length);
    }
  });

  it('agrees with the platform on valid text of any length', () => {
    const text = 'aé漢😀\n'.repeat(5000);
    expect(decodeLossy(new TextEncoder().encode(text))).toEqual({ text, invalidBytes: [] });
  });

  it('knows binary files by their NUL', () => {
    expect(decodeSource(Uint8Array.from([0x70, 0, 0x71]), strict)).toBe('binary');
  });
});

describe('edits', () => {
  it('are applied by the offsets of the text before them', () => {
    const edits = [
      { start: 4, end: 5, newText: 'E' },
      { start: 0, end: 0, newText: '<' },
      { start: 1, end: 3, newText: '' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('<adEf');
  });

  it('are disjoint unless they share text or a place of insertion', () => {
    const at = (start: number, end: number): { start: number; end: number; newText: string } => ({
      start,
      end,
      newText: '',
    });
    expect(areDisjoint([at(0, 2), at(2, 4)])).toBe(true);
    expect(areDisjoint([at(0, 3), at(2, 4)])).toBe(false);
    expect(areDisjoint([at(2, 2), at(2, 2)])).toBe(false);
  });
});
