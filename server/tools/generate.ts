/**
 * Writes everything that follows from the grammar and the rules. With `--check` it only says what is not as it should be.
 */
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { GeneratedFile } from './generate/generated.js';
import { staleFiles } from './generate/generated.js';
import type { generatePages } from './generate/pages.js';
import { generateSources } from './generate/sources.js';
import { bundleTool } from './lib/bundle-tool.mjs';
import { inRoot } from './lib/root.mjs';
import { writeAtomically } from './lib/stamp.mjs';

const isCheck = process.argv.includes('--check');
const stale = [...settle(await generateSources())];
// The pages come from the rules, so the code that makes them is bundled when the list of rules is right.
const pages = (await import(pathToFileURL(await bundleTool('generate/pages')).href)) as {
  generatePages: typeof generatePages;
};
stale.push(...settle(await pages.generatePages()));

for (const { path } of stale)
  console.log(isCheck ? `${path} is not as it should be: run npm run generate` : `wrote ${path}`);
if (stale.length === 0) console.log('all generated files are as they should be');
process.exitCode = isCheck && stale.length > 0 ? 1 : 0;

/** Answers the files that are not as they should be, after it wrote them if it may. */
function settle(files: readonly GeneratedFile[]): readonly GeneratedFile[] {
  const found = staleFiles(files);
  for (const { path, content } of isCheck ? [] : found) {
    if (content === undefined) rmSync(inRoot(path));
    else writeAtomically(inRoot(path), content);
  }
  return found;
}
