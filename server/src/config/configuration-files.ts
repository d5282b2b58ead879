import type { StrictDecoder } from '../text/index.js';

/** What the configuration may use of the outside; `Platform` has it. Nothing throws: what cannot be read is an answer. */
export interface ConfigurationFiles {
  read(file: string): Promise<Uint8Array | { readonly failure: string }>;
  /** The path with all symbolic links followed. */
  realPath(path: string): Promise<string | { readonly failure: string }>;
  stat(path: string): Promise<{ readonly type: string } | { readonly failure: string }>;
  /** Joins with the host's separator. */
  join(directory: string, ...names: string[]): string;
}

/** The host's files and how their text is decoded. */
export interface ConfigurationDisk {
  readonly files: ConfigurationFiles;
  readonly decodeUtf8: StrictDecoder;
}

/** The answer for a file that is not there. */
export const NOT_THERE = 'no such file or directory';

/** True if the path leads, with all links followed, to the folder or into it. */
export async function isReallyInside(path: string, folder: string, files: ConfigurationFiles): Promise<boolean> {
  const [real, within] = [await files.realPath(path), await files.realPath(folder)];
  if (typeof real !== 'string' || typeof within !== 'string') return false;
  const separator = files.join('a', 'b').slice(1, 2);
  return real === within || real.startsWith(within.endsWith(separator) ? within : `${within}${separator}`);
}

/**
 * The folder that a configuration may come from at most, for a folder that no editor opened: the repository around it,
 * else the workspace of go.work, else the module, else the folder itself. Absolute paths.
 */
export async function findWorkspaceRoot(directory: string, files: ConfigurationFiles): Promise<string> {
  for (const mark of ['.git', 'go.work', 'go.mod']) {
    const found = await nearestWith(mark, directory, files);
    if (found !== undefined) return found;
  }
  return directory;
}

async function nearestWith(name: string, directory: string, files: ConfigurationFiles): Promise<string | undefined> {
  for (let at = directory; ;) {
    if (!('failure' in (await files.stat(files.join(at, name))))) return at;
    const parent = files.join(at, '..');
    if (parent === at) return undefined;
    at = parent;
  }
}
