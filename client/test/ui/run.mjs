/** Runs the UI tests; see test-vscode.mjs for what they need. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMocha } from '../run-mocha.mjs';

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'workbench.test.mjs');
process.exit((await runMocha([file], 60_000)) > 0 ? 1 : 0);
