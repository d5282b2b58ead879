import { readFileSync } from 'node:fs';
import type { FlatAst, TreeStore } from '../../src/syntax/index.js';
import { errorPlaces, FLAG_ERROR, kindNames, kindOf } from '../../src/syntax/index.js';
import type { SourceText } from '../../src/text/index.js';
import { decodeSource } from '../../src/text/index.js';

/** A file that the grammar does not cover. */
export interface BrokenFile {
  readonly path: string;
  /** Line and column of the first place, from 1, the column in bytes as Go's tools count. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
  /** How many places there are. */
  readonly places: number;
  /** Text of the lines on which the places lie. */
  readonly lines: readonly string[];
}

const LONGEST_TEXT = 40;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses a file; nothing where all of it is Go. */
export function findErrors(path: string, bytes: Uint8Array, store: TreeStore): BrokenFile | undefined {
  const source = decodeSource(bytes, decodeStrictly);
  if (source === 'binary') {
    return { path, line: 1, column: 1, what: 'ERROR a NUL byte: no text', places: 1, lines: [] };
  }
  const ast = store.parseOnce(source.text);
  const places = errorPlaces(ast);
  const [first] = places;
  if (first === undefined) return undefined;
  return {
    path,
    line: source.positionAt(first.offset).line + 1,
    column: source.byteColumnAt(first.offset) + 1,
    what: describe(ast, source.text, first),
    places: places.length,
    lines: places.flatMap((place) => linesOf(ast, source, place)),
  };
}

type Place = ReturnType<typeof errorPlaces>[number];

function describe(ast: FlatAst, text: string, { node, offset, token }: Place): string {
  if (token !== undefined) return `MISSING ${JSON.stringify(token)}`;
  if (!isError(ast, node)) return `MISSING ${kindNames[kindOf(ast, node)] ?? ''}`;
  const shown = text.slice(offset, ast.end[node]);
  return `ERROR ${JSON.stringify(shown.length > LONGEST_TEXT ? `${shown.slice(0, LONGEST_TEXT)}…` : shown)}`;
}

/** The lines of the place, without those of nodes around it. */
function linesOf(ast: FlatAst, source: SourceText, { node, offset, token }: Place): string[] {
  const end = token === undefined && isError(ast, node) ? (ast.end[node] ?? offset) : offset;
  const last = source.positionAt(end).line;
  const lines: string[] = [];
  for (let line = source.positionAt(offset).line; line <= last; line++) {
    lines.push(source.text.slice(source.lineStart(line), source.lineEnd(line)));
  }
  return lines;
}

function isError(ast: FlatAst, node: Place['node']): boolean {
  return ((ast.flags[node] ?? 0) & FLAG_ERROR) !== 0;
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads and parses; what cannot be read is broken too. */
export function findErrorsIn(path: string, store: TreeStore): { readonly bytes: number; readonly broken?: BrokenFile } {
  const bytes = readFileSync(path);
  const broken = findErrors(path, bytes, store);
  return broken === undefined ? { bytes: bytes.length } : { bytes: bytes.length, broken };
}
