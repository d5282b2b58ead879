import { isAbsolute, relative, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { workspacePath } from '../../base/index.js';
import type { WorkspacePath } from '../../base/index.js';

/** The absolute path of a `file` URI; none for other schemes and for garbage. */
export function toPath(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** Encoded as VS Code does. */
export function toUri(path: string): string {
  return URI.file(path).toString();
}

/** The way from a folder to what lies inside of it, '/'-separated; none for what lies elsewhere. */
export function relativePath(folder: string, path: string): WorkspacePath | undefined {
  const way = relative(folder, path);
  const isOutside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isOutside ? undefined : workspacePath(way.split(sep).join('/'));
}
