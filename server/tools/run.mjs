/**
 * Runs a tool that is written in TypeScript: `node run.mjs NAME args…` bundles `server/tools/NAME.ts` into the cache
 * and runs it with the arguments, in the folder that the caller stands in.
 */
import { pathToFileURL } from 'node:url';
import { bundleTool } from './lib/bundle-tool.mjs';
import { callerFolder } from './lib/root.mjs';
import { runAsScript, setUpPackages } from './setup.mjs';

await runAsScript(import.meta.url, async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) throw new Error('which tool? usage: node server/tools/run.mjs NAME [arguments]');
  await setUpPackages();
  const module = await bundleTool(name);
  process.setSourceMapsEnabled(true);
  process.chdir(callerFolder());
  process.argv = [process.execPath, module, ...args];
  await import(pathToFileURL(module).href);
  return Number(process.exitCode ?? 0);
});
