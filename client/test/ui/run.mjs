/** Runs the UI tests; see test-vscode.mjs for what they need. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMocha } from '../run-mocha.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const files = ['workbench.test.mjs', 'findings-view.test.mjs', 'chinese.test.mjs'].map((name) => path.join(here, name));
process.exit((await runMocha(files, 60_000)) > 0 ? 1 : 0);
