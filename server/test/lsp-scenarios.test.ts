import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../tools/lib/root.mjs';
import { runScenario } from './lsp/scenario.js';

const folder = inRoot('test-fixtures/lsp');
const scenarios = readdirSync(folder).filter((name) => name.endsWith('.txtar'));

/** What comes of the steps is the recorded one. After a wanted change: npx vitest run -u lsp-scenarios */
test.each(scenarios)('%s', async (name) => {
  const file = path.join(folder, name);
  await expect(await runScenario(readFileSync(file, 'utf8'))).toMatchFileSnapshot(file);
});

test('there are scenarios', () => {
  expect(scenarios.length).toBeGreaterThan(10);
});
