import type { DirectiveSettings } from '../../config/index.js';
import type { FlatAst } from '../../syntax/index.js';
import { Kind, endOf, kindOf, startOf } from '../../syntax/index.js';
import type { Span } from '../../text/index.js';
import type { Comment, Directive, NamedRule } from './directive.js';
import { isDirectlyAbove, lineBelow, nodeBelow, placeOf } from './extent.js';
import type { RuleNames } from './rule-names.js';

/** `below`: its line, or alone on a line what follows; `node`: what follows; `line-or-next`: its line, or the one below. */
type Reach = 'below' | 'node' | 'line' | 'line-or-next' | 'next-line' | 'file' | 'region';

/** A comment of another tool as it is written. */
interface ForeignComment {
  readonly reach: Reach;
  /** Names of checks, perhaps with `*`; `all` for every check of every tool. */
  readonly checks: readonly string[] | 'all';
  /** Where a name stands that may be ours. */
  readonly names?: readonly (Span & { readonly name: string })[];
}

/** What a comment may look like; `read` gets what the groups of the pattern caught, and where the first of them begins. */
interface Convention {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[], start: number) => ForeignComment;
}

/** Names without which gosec and revive mean all of their own checks. */
const GOSEC_CHECKS = ['g108', 'g118', 'g601'];
const REVIVE_CHECKS = ['range-val-in-closure', 'range-val-address'];

const CONVENTIONS: readonly Convention[] = [
  {
    pattern: /^\s*nolint(?::\s*([\w-]+(?:\s*,\s*[\w-]+)*))?(?![\w-])/d,
    read: ([list = ''], start) => {
      const names = namesIn(list, start);
      const isAll = list === '' || names.some(({ name }) => name.toLowerCase() === 'all');
      return { reach: 'below', checks: isAll ? 'all' : names.map(({ name }) => name), names };
    },
  },
  {
    pattern: /^lint:(file-)?ignore\s+(\S+)\s+\S/d,
    read: ([file = '', list = '']) => ({ reach: file === '' ? 'below' : 'file', checks: list.split(',') }),
  },
  {
    pattern: /^\s*revive:disable(-line|-next-line)?(?::([^\s]+))?(?:\s|$)/d,
    read: ([where = '', list = '']) => ({
      reach: where === '' ? 'region' : where === '-line' ? 'line' : 'next-line',
      checks: list === '' ? REVIVE_CHECKS : list.split(','),
    }),
  },
  {
    pattern: /(?:#nosec|^\s*gosec:disable)\b((?:[\s,]+G\d+)*)/d,
    read: ([list = '']) => ({ reach: 'below', checks: list === '' ? GOSEC_CHECKS : list.trim().split(/[\s,]+/) }),
  },
  {
    pattern: /^(?:goland:)?noinspection\s+([\w,\s]+)/d,
    read: ([list = '']) => ({ reach: 'node', checks: list.trim().split(/[\s,]+/) }),
  },
  {
    pattern: /^\s*nosemgrep(?::\s*([\w.-]+(?:\s*,\s*[\w.-]+)*))?(?![\w-])/d,
    read: ([list = '']) => ({
      reach: 'line-or-next',
      checks: list === '' ? 'all' : list.split(/\s*,\s*/).map((name) => name.slice(name.lastIndexOf('.') + 1)),
    }),
  },
  {
    pattern: /^\s*codeql\[([^\]]+)\]/d,
    read: ([list = '']) => ({ reach: 'next-line', checks: list.split(/\s*,\s*/) }),
  },
  { pattern: /(?:^|\s)NOSONAR(?!\w)/d, read: () => ({ reach: 'line', checks: 'all' }) },
  { pattern: /^bodyclose:handled\b/d, read: () => ({ reach: 'node', checks: ['bodyclose'] }) },
];

/** What is needed to read comments of other tools. */
export interface ForeignContext {
  readonly ast: FlatAst;
  readonly text: string;
  readonly names: RuleNames;
  readonly aliases: DirectiveSettings['aliases'];
}

/** The comments of other tools that silence a rule of ours, because they silence a check for the same mistake. */
export function readForeign(comments: readonly Comment[], context: ForeignContext): Directive[] {
  return comments.flatMap((comment) => {
    const foreign = readComment(comment);
    return foreign === undefined ? [] : (directiveOf(comment, foreign, comments, context) ?? []);
  });
}

function readComment(comment: Comment): ForeignComment | undefined {
  for (const { pattern, read } of CONVENTIONS) {
    const match = pattern.exec(comment.body);
    if (match === null) continue;
    const [from = 0] = match.indices?.[1] ?? [];
    return read(
      match.slice(1).map((group) => group ?? ''),
      comment.bodyStart + from,
    );
  }
  return undefined;
}

function directiveOf(
  comment: Comment,
  foreign: ForeignComment,
  comments: readonly Comment[],
  context: ForeignContext,
): Directive | undefined {
  const { names, aliases } = context;
  const scope = scopeOf(comment, foreign.reach, comments, context);
  const named = (foreign.names ?? []).flatMap(({ name, start, end }): NamedRule[] => {
    const code = names.codeOf(name);
    return code === undefined ? [] : [{ code, start, end }];
  });
  const isAll = foreign.checks === 'all' || foreign.checks.some((name) => name.toLowerCase() === 'leaklens');
  const checks = foreign.checks === 'all' ? [] : foreign.checks;
  const codes = new Set([...named.map(({ code }) => code), ...checks.flatMap((check) => codesOf(check, aliases))]);
  if (scope === undefined || (!isAll && codes.size === 0)) return undefined;
  return { at: comment, scope, codes: isAll ? 'all' : codes, named };
}

function codesOf(check: string, aliases: DirectiveSettings['aliases']): readonly string[] {
  const wanted = check.toLowerCase();
  if (!wanted.includes('*')) return Object.hasOwn(aliases, wanted) ? (aliases[wanted] ?? []) : [];
  const prefix = wanted.slice(0, wanted.indexOf('*'));
  return Object.entries(aliases).flatMap(([name, codes]) => (name.startsWith(prefix) ? codes : []));
}

function scopeOf(
  comment: Comment,
  reach: Reach,
  comments: readonly Comment[],
  { ast, text }: ForeignContext,
): Span | undefined {
  const { isAlone, line } = placeOf(text, comment);
  switch (reach) {
    case 'file':
      return { start: 0, end: text.length };
    case 'line':
      return line;
    case 'next-line':
      return lineBelow(text, line);
    case 'line-or-next':
      return isAlone ? lineBelow(text, line) : line;
    case 'region':
      return { start: comment.start, end: endOfRegion(comment, comments) ?? text.length };
    case 'below':
      return isAlone ? scopeBelow(comment, { ast, text }) : line;
    case 'node':
      return scopeBelow(comment, { ast, text });
  }
}

/** What follows directly: a statement or declaration, or above the package clause the file. */
function scopeBelow(comment: Comment, { ast, text }: Pick<ForeignContext, 'ast' | 'text'>): Span | undefined {
  const node = nodeBelow(ast, comment);
  if (node === undefined || !isDirectlyAbove(ast, text, comment, node)) return undefined;
  if (kindOf(ast, node) === Kind.package_clause) return { start: 0, end: text.length };
  return { start: startOf(ast, node), end: endOf(ast, node) };
}

function endOfRegion(comment: Comment, comments: readonly Comment[]): number | undefined {
  return comments.find(({ start, body }) => start > comment.start && /^\s*revive:enable\b/.test(body))?.start;
}

/** The names of a list with their places. */
function namesIn(list: string, start: number): (Span & { readonly name: string })[] {
  return [...list.matchAll(/[\w-]+/g)].map((match) => {
    const at = start + match.index;
    return { name: match[0], start: at, end: at + match[0].length };
  });
}
