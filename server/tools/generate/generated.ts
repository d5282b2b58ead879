import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { inRoot } from '../lib/root.mjs';

/** What a generated file should contain; paths are relative to the repository, with '/'. */
export interface GeneratedFile {
  readonly path: string;
  /** `undefined` where the file should not be there. */
  readonly content: string | undefined;
}

/** The files that are not what they should be. */
export function staleFiles(files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  return files.filter(({ path, content }) => readOrNothing(path) !== content);
}

/** Files of a folder that nothing generates any more, as files that should not be there. */
export function leftovers(folder: string, files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  if (!existsSync(inRoot(folder))) return [];
  const wanted = new Set(files.map((file) => file.path));
  const present = readdirSync(inRoot(folder)).map((name) => `${folder}/${name}`);
  return present.filter((path) => !wanted.has(path)).map((path) => ({ path, content: undefined }));
}

function readOrNothing(path: string): string | undefined {
  return existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : undefined;
}
