import { readFileSync, readdirSync } from 'node:fs';
import prettier from 'prettier';
import { inRoot } from '../lib/root.mjs';
import type { GeneratedFile } from './generated.js';
import { generateKinds } from './kinds.js';
import { generateRulesIndex } from './rules-index.js';

const RULES = 'server/src/rules';
const NO_FAMILY = new Set(['patterns']);

/** The generated sources: they depend on files and names only, on no code of ours that they are part of. */
export async function generateSources(): Promise<readonly GeneratedFile[]> {
  const index = generateRulesIndex(ruleFiles());
  const path = `${RULES}/index.ts`;
  return [
    {
      path: 'server/src/syntax/kinds.ts',
      content: generateKinds(readFileSync(inRoot('grammars/go/node-types.json'), 'utf8')),
    },
    { path, content: await format(path, index) },
  ];
}

/**
 * The files that define a rule: below a family's folder, named by the rule's id. What else lies there helps them and
 * defines none. Relative to the folder of the rules, sorted.
 */
function ruleFiles(): readonly string[] {
  const families = readdirSync(inRoot(RULES), { withFileTypes: true });
  return families
    .filter((entry) => entry.isDirectory() && !NO_FAMILY.has(entry.name))
    .flatMap((family) => readdirSync(inRoot(RULES, family.name)).map((file) => `${family.name}/${file}`))
    .filter(
      (file) => /(?<!\.test)\.ts$/.test(file) && readFileSync(inRoot(RULES, file), 'utf8').includes('defineRule({'),
    )
    .sort();
}

async function format(path: string, text: string): Promise<string> {
  const filepath = inRoot(path);
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}
