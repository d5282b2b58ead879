/** Why a file or folder is left out on purpose, in the words of a report. */
export const skipReasons = {
  generated: 'generated file',
  ignoredByConstraint: 'build constraint ignore',
  binary: 'binary file',
  tooLarge: 'larger than 16 MB',
  symbolicLink: 'symbolic link',
  notRegular: 'not a regular file',
  gitignore: 'excluded by .gitignore',
  configured: 'excluded by leaklens.json',
  notIncluded: 'not included by leaklens.json',
  tests: 'test file',
  cancelled: 'audit cancelled',
} as const;

/** Larger files are not read: no Go source that a person wrote comes near. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** What `skipReasons` for a crash begins with; the message of the crash follows. */
export const ANALYSIS_FAILED = 'analysis failed: ';

const BY_DESIGN: ReadonlySet<string> = new Set([
  skipReasons.generated,
  skipReasons.ignoredByConstraint,
  skipReasons.gitignore,
  skipReasons.configured,
  skipReasons.notIncluded,
  skipReasons.tests,
]);

/** True if nobody need worry about it: the file or folder is of a kind that is never looked at. */
export function isSkippedByDesign(reason: string): boolean {
  return BY_DESIGN.has(reason) || reason.endsWith(' folder') || reason.startsWith('name begins with ');
}
