/** Source text of server/src/rules/index.ts from the rules' files, `FAMILY/RULE-ID.ts`. Each exports its rule in camel case. */
export function generateRulesIndex(files: readonly string[]): string {
  const names = files.map((file) => [nameOf(file), file.replace(/\.ts$/, '.js')] as const);
  return [
    '// Generated from the folders beside it by `npm run generate`. Do not edit.',
    '/**',
    ' * rules: each leak pattern, stated. A rule is a pure function of its context: it knows no files, caches or time.',
    ' */',
    ...names.map(([name, module]) => `import { ${name} } from './${module}';`),
    "import type { Rule } from './rule.js';",
    '',
    "export * from './rule.js';",
    '',
    '/** All rules. */',
    `export const rules: readonly Rule[] = [${names.map(([name]) => name).join(', ')}];`,
    '',
  ].join('\n');
}

function nameOf(file: string): string {
  const id = file.replace(/^.*\/|\.ts$/g, '');
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
