import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { WorkspacePath } from '../base/index.js';
import { skipReasons } from './skip-reasons.js';

const EXCLUDED_FOLDERS: ReadonlySet<string> = new Set(['vendor', 'testdata', 'third_party', 'node_modules']);

/** What the .gitignore files of a folder and of those above it leave out. */
export interface IgnoreRules {
  readonly matcher: Ignore;
}

/** Letter case counts, as git has it but for some file systems. */
export const NO_IGNORE_RULES: IgnoreRules = { matcher: ignore({ ignorecase: false }) };

/**
 * The rules with those of the .gitignore file in `directory` behind them; the last that matches decides, as in git.
 * All go into one matcher: an inner file may take back in a folder that an outer one leaves out.
 */
export function extendIgnoreRules(outer: IgnoreRules, directory: WorkspacePath, text: string): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const patterns = directory === '' ? lines : lines.flatMap((line) => patternFrom(directory, line) ?? []);
  return { matcher: ignore({ ignorecase: false }).add(outer.matcher).add(patterns) };
}

/** Folders that are entered although they are called like those that are left out. */
export type KeptFolders = ReadonlySet<string>;

const NONE: KeptFolders = new Set();

/**
 * Why an entry is left out unless it is named: its name, or a .gitignore file.
 * The caller has not entered an excluded folder.
 */
export function exclusionOf(
  path: WorkspacePath,
  kind: 'file' | 'folder',
  rules: IgnoreRules,
  kept: KeptFolders = NONE,
): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('.') || name.startsWith('_')) return `name begins with ${name.slice(0, 1)}`;
  if (kind === 'folder' && EXCLUDED_FOLDERS.has(name) && !kept.has(name)) return `${name} folder`;
  return isIgnored(path, kind, rules) ? skipReasons.gitignore : undefined;
}

/** Folders are told from files by a slash at their end, for patterns that hold for folders only. */
export function isIgnored(path: WorkspacePath, kind: 'file' | 'folder', rules: IgnoreRules): boolean {
  return path !== '' && rules.matcher.ignores(kind === 'folder' ? `${path}/` : path);
}

/** A line of the .gitignore file in `directory` as the root's own file would say it. */
function patternFrom(directory: WorkspacePath, line: string): string | undefined {
  if (line.startsWith('#')) return undefined;
  const [, negation = '', pattern = ''] = /^(!?)(.*)$/.exec(line) ?? [];
  const body = pattern.replace(/^\//, '');
  if (body.trim() === '') return undefined;
  // Without a slash but at its end, a pattern holds at any depth.
  const isAnchored = /\/(?=.*[^/\s])/.test(pattern);
  const folder = directory.replace(/[\\*?[]/g, '\\$&');
  return `${negation}/${folder}/${isAnchored ? '' : '**/'}${body}`;
}
