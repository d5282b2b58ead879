/** Bundles tools that are written in TypeScript. */
import { existsSync } from 'node:fs';
import { inRoot } from './root.mjs';

/**
 * Bundles `server/tools/NAME.ts` into the cache. The packages must have been installed.
 * @param {string} name may have folders in it
 * @returns {Promise<string>} absolute path of the module
 */
export async function bundleTool(name) {
  const entry = inRoot('server/tools', `${name}.ts`);
  if (!existsSync(entry)) throw new Error(`no such tool: server/tools/${name}.ts`);
  const { build } = await import('esbuild');
  const outfile = inRoot('.cache/tools', `${name}.mjs`);
  await build({
    absWorkingDir: inRoot(),
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'silent',
  });
  return outfile;
}
