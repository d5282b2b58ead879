/** Entry point inside the extension host. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../run-mocha.mjs';

const TEST_LIMIT_MS = 30_000;

/** Called by VS Code: runs the suites that were built beside this file. Throws where a test failed. */
export async function run(): Promise<void> {
  const suites = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  const files = suites.sort().map((name) => path.join(__dirname, name));
  const failed = await runMocha(files, TEST_LIMIT_MS);
  if (failed > 0) throw new Error(`${failed} failed`);
}
