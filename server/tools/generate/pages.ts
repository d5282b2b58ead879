import { existsSync, readFileSync } from 'node:fs';
import prettier from 'prettier';
import { workspacePath } from '../../src/base/index.js';
import { configurationSchema } from '../../src/config/index.js';
import type { Rule } from '../../src/rules/index.js';
import { byCode, rules } from '../../src/rules/index.js';
import { lint } from '../../test/harness/engine.js';
import { readExpectations } from '../../test/harness/expectations.js';
import { packagesOf } from '../../test/harness/packages.js';
import { inRoot } from '../lib/root.mjs';
import { makeExample } from './example.js';
import type { GeneratedFile } from './generated.js';
import { leftovers } from './generated.js';
import { renderRulePage, renderRuleTable, replaceBetween } from './rule-page.js';

const FIXTURES = 'test-fixtures/rules';
const PAGES = 'server/docs/rules';
const README = 'README.md';
const SCHEMA = 'server/src/config/leaklens.schema.json';

/** Everything that is written about the rules: a page for each, the table of the README, the schema of the configuration. */
export async function generatePages(): Promise<readonly GeneratedFile[]> {
  const pages: GeneratedFile[] = [];
  for (const rule of rules) pages.push({ path: `${PAGES}/${rule.id}.md`, content: await renderPage(rule) });
  const readme = readFileSync(inRoot(README), 'utf8');
  const table = renderRuleTable(byCode(rules), PAGES);
  return [
    ...pages,
    ...leftovers(PAGES, pages),
    { path: README, content: replaceBetween(readme, 'rules', table) },
    { path: SCHEMA, content: await renderSchema() },
  ];
}

/** The schema of `leaklens.json`, for editors. */
async function renderSchema(): Promise<string> {
  const filepath = inRoot(SCHEMA);
  const text = JSON.stringify(configurationSchema(byCode(rules)));
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}

async function renderPage(rule: Rule): Promise<string> {
  const file = `${FIXTURES}/${rule.id}/example.go`;
  const source = readFixture(file, rule);
  // Some rules look at the version that the fixtures are written for.
  const goVersion = packagesOf(rule.id).find(({ directory }) => directory === rule.id)?.goVersion ?? '';
  const unit = { importPath: 'example.com/rules', goVersion, files: [{ path: workspacePath(file), source }] };
  const { findings } = await lint(unit);
  const own = findings.filter((finding) => finding.code === rule.code);
  const golden = readFixture(`${file}.golden`, rule);
  return renderRulePage(rule, makeExample(source, golden, own), knownMisses(rule));
}

function readFixture(file: string, rule: Rule): string {
  if (!existsSync(inRoot(file))) throw new Error(`${file} is missing: the page of ${rule.code} shows it`);
  return readFileSync(inRoot(file), 'utf8');
}

/** The reasons behind the `known-miss` comments of the rule's fixtures. */
function knownMisses(rule: Rule): readonly string[] {
  const expectations = packagesOf(rule.id).flatMap((unit) =>
    unit.files.flatMap((file) => readExpectations(file.source)),
  );
  return [...new Set(expectations.flatMap((each) => (each.kind === 'known-miss' ? [each.reason] : [])))].sort();
}
