/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One change of a text, in UTF-16 code units of the text before. */
export interface Typed {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

const STATEMENTS: readonly [string, ...string[]] = [
  'return',
  'break',
  'continue',
  'x := 1',
  '_ = x',
  'close(ch)',
  'panic("no")',
  'go func() {}()',
  '// 1',
];
const LETTERS: readonly [string, ...string[]] = ['a', '1', ' ', '(', ')', '{', '}', '.', '"', '\n', ';', '/*', ':='];

/** A change such as people make while they type: a letter, a line, a name. The text need not stay right. */
export function randomChange(text: string, random: Random): Typed {
  const at = Math.floor(random() * text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  switch (Math.floor(random() * 8)) {
    case 0:
      return { start: at, end: at, newText: oneOf(LETTERS, random) };
    case 1:
      return { start: at, end: Math.min(at + 1, text.length), newText: '' };
    case 2:
      return { start: lineStart, end: lineEnd, newText: '' };
    case 3:
      return { start: lineStart, end: lineStart, newText: `\t${oneOf(STATEMENTS, random)}\n` };
    case 4:
      return { start: lineStart, end: lineStart, newText: `${oneOf(text.split('\n'), random)}\n` };
    case 5:
      return { start: lineStart, end: lineStart, newText: '\n' };
    default:
      return otherName(text, at, random);
  }
}

/** Puts another name of the text in the place of the next one. */
function otherName(text: string, at: number, random: Random): Typed {
  const names = [...text.matchAll(/[\p{L}_][\p{L}\p{Nd}_]*/gu)];
  const name = names.find(({ index }) => index >= at) ?? names[0];
  const other = oneOf(names, random)?.[0] ?? '';
  return name === undefined
    ? { start: at, end: at, newText: 'x' }
    : { start: name.index, end: name.index + name[0].length, newText: other };
}

function oneOf<T>(values: readonly [T, ...T[]], random: Random): T;
function oneOf<T>(values: readonly T[], random: Random): T | undefined;
function oneOf<T>(values: readonly T[], random: Random): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/** The smallest change from one text to another. */
export function changeBetween(before: string, now: string): Typed {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === now.at(-1 - same)) same++;
  return { start, end: before.length - same, newText: now.slice(start, now.length - same) };
}
