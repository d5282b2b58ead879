/** `npm run package`: builds and packs the extension for all platforms; fails where it is too large. */
import { readFileSync, statSync } from 'node:fs';
import { inRoot } from './lib/root.mjs';
import { runAsScript, setUpBuild } from './setup.mjs';

const LIMIT_BYTES = 1_000_000;

await runAsScript(import.meta.url, async () => {
  await setUpBuild();
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const name = `leaklens-${version}.vsix`;
  const { packageExtension } = await import('../../client/tools/package-extension.mjs');
  await packageExtension(inRoot(name));
  const sizeBytes = statSync(inRoot(name)).size;
  console.log(`${name}: ${sizeBytes} bytes`);
  if (sizeBytes <= LIMIT_BYTES) return 0;
  console.error(`${name} is larger than ${LIMIT_BYTES} bytes: look at what went into dist`);
  return 1;
});
