/** `npm run audit -- PATH`: builds, then audits a Go repository; without PATH the sample node, with a word on the result. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { callerFolder, inRoot } from './lib/root.mjs';
import { runAsScript, setUpBuild } from './setup.mjs';

const SAMPLE = inRoot('test-fixtures/sample-node');
const EXIT_FINDINGS = 1;
const EXIT_INTERNAL = 3;

await runAsScript(import.meta.url, async () => {
  await setUpBuild();
  const folder = callerFolder();
  const { paths, options } = split(process.argv.slice(2));
  const isSample = paths.length === 0;
  const targets = isSample ? [SAMPLE] : paths.map((each) => path.resolve(folder, each));
  console.error(`auditing ${isSample ? 'the sample node, ' : ''}${targets.join(' ')}`);
  const args = [inRoot('dist/cli.js'), 'check', ...targets, ...options];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  if (!isSample || status !== EXIT_FINDINGS) return status ?? EXIT_INTERNAL;
  console.error(
    'the sample has leaks on purpose; for a repository of yours, findings end this command with exit code 1',
  );
  return 0;
});

/**
 * Paths come first; whatever follows the first option is handed on as it is, since options have values.
 * @param {readonly string[]} args
 * @returns {{ paths: string[], options: string[] }}
 */
function split(args) {
  const first = args.findIndex((argument) => argument.startsWith('-'));
  const count = first === -1 ? args.length : first;
  return { paths: args.slice(0, count), options: args.slice(count) };
}
