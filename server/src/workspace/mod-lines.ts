/** One directive of go.mod or go.work; lines of a block repeat its verb. */
export interface ModLine {
  readonly verb: string;
  readonly words: readonly string[];
}

/**
 * The directives of a go.mod or go.work file. Tolerates a byte-order mark, CRLF, comments, blocks, and both forms of
 * quotes; what makes no sense to the go command is passed on as it stands.
 */
export function readModLines(text: string): ModLine[] {
  const lines: ModLine[] = [];
  let block: string | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const words = wordsOf(line);
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (block === undefined && words.length === 2 && rest[0] === '(') block = first;
    else if (block === undefined) lines.push({ verb: first, words: rest });
    else if (first === ')') block = undefined;
    else lines.push({ verb: block, words });
  }
  return lines;
}

/** Words of one line without its comment; quotes are taken off. A parenthesis is a word of its own. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  const word = /\s+|(\/\/.*)|"((?:[^"\\]|\\.)*)"|`([^`]*)`|([()])|([^\s"`()]+?)(?=\s|\/\/|[()]|$)|./gy;
  for (const match of line.matchAll(word)) {
    const [, comment, quoted, raw, parenthesis, plain] = match;
    if (comment !== undefined) break;
    const text = quoted?.replace(/\\(.)/g, '$1') ?? raw ?? parenthesis ?? plain;
    if (text !== undefined) words.push(text);
  }
  return words;
}
