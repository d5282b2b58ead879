import type { WorkspacePath } from '../base/index.js';
import type { Range } from './place.js';

/** Something in a configuration file that cannot be taken as it stands. What is right beside it stays in force. */
export interface ConfigurationProblem {
  /** Absolute path of the file, in the host's own notation. */
  readonly file: string;
  /** The same as seen from the workspace root; for a file elsewhere its name. */
  readonly path: WorkspacePath;
  readonly range: Range;
  /** What is wrong, and what to do; lower case without a full stop. */
  readonly message: string;
  /** Whether the text of the file alone tells it, or the file system and other files are needed. */
  readonly seenIn: 'text' | 'files';
}

/** `path:line:column: message`, as compilers print it. */
export function problemText({ path, range, message }: ConfigurationProblem): string {
  return `${path}:${range.start.line}:${range.start.column}: ${message}`;
}
