/** `npm run check`: types, lint, format, layers, generated files, grammar. Runs all of them, then names what failed. */
import { availableParallelism } from 'node:os';
import { checkSteps } from './lib/check-steps.mjs';
import { root } from './lib/root.mjs';
import { runSteps } from './lib/steps.mjs';
import { runAsScript, setUpPackages } from './setup.mjs';

await runAsScript(import.meta.url, async () => {
  await setUpPackages();
  const results = await runSteps(checkSteps, { cwd: root, atOnce: availableParallelism() });
  const failed = results.filter((result) => !result.isPassed).map((result) => result.name);
  if (failed.length === 0) {
    console.log(`check: all ${results.length} steps passed`);
    return 0;
  }
  console.log(`check: ${failed.length} of ${results.length} steps failed: ${failed.join(', ')}`);
  return 1;
});
