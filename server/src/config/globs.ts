import picomatch from 'picomatch';
import type { WorkspacePath } from '../base/index.js';

/** Stars make a match costly: with many of them some names would take minutes. */
const MAX_STARS_IN_NAME = 3;
const MAX_STARS = 6;
const MAX_LENGTH = 500;

/** One pattern of a list. */
export interface Glob {
  /** As written. */
  readonly pattern: string;
  /** It begins with `!`: what it matches is taken back. */
  readonly isNegated: boolean;
  /** Takes a path relative to the folder of the pattern, '/'-separated. */
  readonly matches: (path: string) => boolean;
}

/** What is wrong with a pattern; none where it can be used. */
export function globProblem(written: string): string | undefined {
  const body = bodyOf(written);
  if (body === '') return 'this pattern is empty; write a path such as "gen/**" or "*.pb.go"';
  if (body.includes('\0')) return 'a pattern cannot hold a NUL character';
  if (body.length > MAX_LENGTH) return `this pattern is longer than ${MAX_LENGTH} characters`;
  const names = body.split('/');
  if (names.includes('..')) return 'a pattern cannot lead out of the folder of its file; ".." is not taken';
  if (/^[A-Za-z]:/.test(body)) return 'a pattern is relative to the folder of its file; it names no drive';
  const stars = names.map((name) => (name.match(/\*+/g) ?? []).length);
  const isCostly = stars.some((count) => count > MAX_STARS_IN_NAME) || sum(stars) > MAX_STARS;
  if (isCostly) return `too many stars: at most ${MAX_STARS_IN_NAME} in a name and ${MAX_STARS} in all`;
  return undefined;
}

/**
 * Makes a pattern that `globProblem` has nothing against. As in .gitignore: without a slash, but at its end, it holds at any
 * depth; a folder that it matches is matched with all that lies in it.
 */
export function compileGlob(written: string): Glob {
  const body = bodyOf(written);
  const anchored = body.replace(/\/+$/, '');
  const isFolder = anchored !== body;
  const path = literal(anchored.includes('/') ? anchored.replace(/^(?:\.?\/+)+/, '') : `**/${anchored}`);
  const patterns = [...(isFolder ? [] : [path]), `${path}/**/*`].map((pattern) => pattern.normalize('NFC'));
  const match = picomatch(patterns, { dot: true, noextglob: true, nonegate: true, windows: false });
  return {
    pattern: written,
    isNegated: written.startsWith('!'),
    matches: (relative) => relative !== '' && match(relative.normalize('NFC')),
  };
}

/** True if the last pattern of the list that matches is no negated one. */
export function isMatchedBy(globs: readonly Glob[], relative: string): boolean {
  const last = lastOf(globs, (glob) => glob.matches(relative));
  return last !== undefined && !last.isNegated;
}

/** The last item of which it is true. */
export function lastOf<T>(items: readonly T[], isWanted: (item: T) => boolean): T | undefined {
  return items.filter(isWanted).at(-1);
}

/** The path as seen from a folder above it; none for what lies elsewhere. */
export function relativeTo(directory: WorkspacePath, path: WorkspacePath): string | undefined {
  if (directory === '') return path;
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
}

function bodyOf(written: string): string {
  return written.replace(/^!/, '').trim();
}

/** Names may hold what means something to the library alone: only `*`, `?`, `[…]` and `{…}` are patterns. */
function literal(pattern: string): string {
  return pattern.replace(/[()|+^$@!]/g, (char, at: number) => (isInBrackets(pattern, at) ? char : `\\${char}`));
}

function isInBrackets(pattern: string, at: number): boolean {
  const open = pattern.lastIndexOf('[', at);
  return open >= 0 && pattern.lastIndexOf(']', at) < open && pattern.indexOf(']', at) >= 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
