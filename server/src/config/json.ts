import type { Node, ParseError } from 'jsonc-parser';
import { createScanner, parseTree } from 'jsonc-parser';
import type { Span } from '../text/index.js';

/** JSON with comments and trailing commas, as a tree; what is not JSON is left out of it and listed. */
export interface JsonDocument {
  /** None where there is nothing but white space and comments. */
  readonly root: Node | undefined;
  readonly problems: readonly JsonProblem[];
}

/** In UTF-16 code units. */
export interface JsonProblem extends Span {
  readonly message: string;
}

/** Nobody writes more; the parser calls itself for each level. */
const MAX_DEPTH = 50;

/** The tokens that open and close a level, as the scanner numbers them: braces and brackets. */
const OPENS: ReadonlySet<number> = new Set([1, 3]);
const CLOSES: ReadonlySet<number> = new Set([2, 4]);
const END = 17;

/** By the parser's numbers of errors, from 0. */
const MESSAGES: readonly string[] = [
  'this is no JSON',
  'this is no JSON value; strings need double quotes',
  'this is no number',
  'the name of a setting is missing; it needs double quotes',
  'a value is missing',
  'a colon is missing',
  'a comma is missing',
  'a closing brace } is missing',
  'a closing bracket ] is missing',
  'nothing may stand behind the closing brace',
  'this comment is not closed',
  'this comment is not closed; */ is missing',
  'this string is not closed; a double quote is missing',
  'this number is not complete',
  'a \\u needs four hexadecimal digits behind it',
  'a string has no such escape; a backslash is written \\\\',
  'a string may not hold this character; write it as an escape',
];

/** Reads JSON with comments. Never fails: the tree holds what could be read. */
export function readJson(text: string): JsonDocument {
  const tooDeep = placeTooDeep(text);
  if (tooDeep !== undefined) {
    return {
      root: undefined,
      problems: [{ start: tooDeep, end: tooDeep + 1, message: `this is nested more than ${MAX_DEPTH} levels deep` }],
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  return { root, problems: distinct(errors) };
}

/** Where the level opens that is one too many. */
function placeTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END; token = scanner.scan()) {
    if (OPENS.has(token)) depth++;
    if (CLOSES.has(token)) depth--;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** One mistake often makes several errors at one place: the first says it. */
function distinct(errors: readonly ParseError[]): JsonProblem[] {
  const seen = new Set<number>();
  return errors.flatMap(({ error, offset, length }) => {
    if (seen.has(offset)) return [];
    seen.add(offset);
    return [{ start: offset, end: offset + length, message: MESSAGES[error] ?? 'this is no JSON' }];
  });
}
