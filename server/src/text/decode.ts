import { SourceText } from './source-text.js';

/** Turns valid UTF-8 into a string, or answers `undefined`; a host passes the platform's own, which is faster than ours. */
export type StrictDecoder = (bytes: Uint8Array) => string | undefined;

/** The reasons for which bytes are no Go source at all. */
export type NotText = 'binary';

const BOM = 0xfeff;

/**
 * The text of a file. Bytes that are no UTF-8 become one U+FFFD each, as Go's own scanner counts them, and are
 * remembered, so that columns in bytes stay right. A byte-order mark is taken off and remembered.
 * A NUL byte means that the file is not text: Go refuses it everywhere in a source.
 */
export function decodeSource(bytes: Uint8Array, decodeStrictly: StrictDecoder): SourceText | NotText {
  if (bytes.includes(0)) return 'binary';
  const strict = decodeStrictly(bytes);
  const { text, invalidBytes } = strict === undefined ? decodeLossy(bytes) : { text: strict, invalidBytes: [] };
  const hasBom = text.charCodeAt(0) === BOM;
  if (!hasBom) return new SourceText(text, 'go', { hasBom, invalidBytes });
  return new SourceText(text.slice(1), 'go', { hasBom, invalidBytes: invalidBytes.map((at) => at - 1) });
}

/** UTF-8 with every byte that is part of no valid sequence replaced by U+FFFD. Offsets are UTF-16 code units. */
export function decodeLossy(bytes: Uint8Array): { text: string; invalidBytes: number[] } {
  const parts: string[] = [];
  const invalidBytes: number[] = [];
  let units: number[] = [];
  let length = 0;
  for (let i = 0; i < bytes.length;) {
    const { codePoint, size } = decodeOne(bytes, i);
    if (codePoint === undefined) invalidBytes.push(length);
    const value = codePoint ?? 0xfffd;
    units.push(value);
    length += value > 0xffff ? 2 : 1;
    i += size;
    if (units.length === 4096) {
      parts.push(String.fromCodePoint(...units));
      units = [];
    }
  }
  parts.push(String.fromCodePoint(...units));
  return { text: parts.join(''), invalidBytes };
}

/** The code point at `at`; none where the bytes are overlong, a surrogate, too large or cut off. */
function decodeOne(bytes: Uint8Array, at: number): { codePoint: number | undefined; size: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { codePoint: first, size: 1 };
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const least = size === 4 ? 0x10000 : size === 3 ? 0x800 : 0x80;
  if (first < 0xc2 || first > 0xf4) return { codePoint: undefined, size: 1 };
  let codePoint = first & (0xff >> (size + 1));
  for (let k = 1; k < size; k++) {
    const byte = bytes[at + k] ?? 0;
    if ((byte & 0xc0) !== 0x80) return { codePoint: undefined, size: 1 };
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const isValid = codePoint >= least && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint < 0xe000);
  return isValid ? { codePoint, size } : { codePoint: undefined, size: 1 };
}
