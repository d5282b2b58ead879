import { writeFileSync } from 'node:fs';

/**
 * Runs files of tests with mocha in this process. Leaves the counts in the file that LEAKLENS_RESULTS names.
 * @param {readonly string[]} files absolute paths
 * @param {number} testLimitMs
 * @returns {Promise<number>} how many failed
 */
export async function runMocha(files, testLimitMs) {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: testLimitMs, forbidOnly: true, forbidPending: true });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const results = process.env['LEAKLENS_RESULTS'];
  if (results !== undefined) writeFileSync(results, JSON.stringify({ passed: stats.passes, failed: stats.failures }));
  return stats.failures;
}
