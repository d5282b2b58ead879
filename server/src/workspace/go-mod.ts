import { parseGoVersion } from './go-version.js';
import { readModLines } from './mod-lines.js';

/** What Leaklens wants to know of a go.mod. */
export interface GoMod {
  /** Module path; none where the file does not say. */
  readonly module: string | undefined;
  /** The `go` line as it is written, '1.24.1'; none where there is none that can be read. */
  readonly go: string | undefined;
  /** What its `godebug` lines set, `default=go1.22`, in their order; none where there is no such line. */
  readonly godebug: readonly string[] | undefined;
}

export function readGoMod(text: string): GoMod {
  const lines = readModLines(text);
  const godebug = lines.filter((line) => line.verb === 'godebug').map(({ words }) => words.join(''));
  return {
    module: lines.find((line) => line.verb === 'module')?.words[0],
    go: goLine(lines),
    godebug: godebug.length === 0 ? undefined : godebug,
  };
}

/** The first `go` line that names a version. */
export function goLine(lines: ReturnType<typeof readModLines>): string | undefined {
  const versions = lines.filter((line) => line.verb === 'go').map((line) => line.words[0] ?? '');
  return versions.find((version) => parseGoVersion(version) !== undefined);
}
