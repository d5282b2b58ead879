import { workspacePath } from '../../base/index.js';
import { decodeLossy } from '../../text/index.js';
import type { ListedModule } from '../../workspace/index.js';
import type { Platform } from '../platform.js';

/** The nearest go.mod above the audited folder, for part of a module may be audited alone. */
export async function findOuterModule(
  root: string,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
): Promise<ListedModule | undefined> {
  const { files, decodeUtf8 } = platform;
  const inside: string[] = [];
  for (let directory = root; ;) {
    const parent = files.join(directory, '..');
    if (parent === directory) return undefined;
    inside.unshift(directory.slice(parent.length).replace(/^[\\/]+/, ''));
    const bytes = await files.read(files.join(parent, 'go.mod'));
    if (!('failure' in bytes)) {
      const text = decodeUtf8(bytes) ?? decodeLossy(bytes).text;
      return { directory: workspacePath(''), inside: inside.join('/'), text };
    }
    directory = parent;
  }
}
