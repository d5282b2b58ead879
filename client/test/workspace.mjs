import { cpSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../test-fixtures');

/**
 * Fills the folder that the tests open: the sample node, and beside it the files that they change and mend.
 * @param {string} folder exists and is empty
 */
export function fillWorkspace(folder) {
  cpSync(path.join(fixtures, 'sample-node'), folder, { recursive: true });
  cpSync(path.join(fixtures, 'editor'), path.join(folder, 'editor'), { recursive: true });
}
