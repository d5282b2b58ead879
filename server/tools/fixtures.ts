/**
 * Compares the rule fixtures with what the engine says of them. With `--update` it rewrites what is derived: the
 * .golden files, findings.txt and the sample's expected.txt. It never touches what a fixture's comments want.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { rules } from '../src/rules/index.js';
import { complaintsAbout } from '../test/harness/compare.js';
import { lint } from '../test/harness/engine.js';
import { renderGolden } from '../test/harness/fixes.js';
import { fixturePath, isGoldenRequired, packagesOf, rulesWithFixtures } from '../test/harness/packages.js';
import type { FixturePackage } from '../test/harness/packages.js';
import { SAMPLE_REPORT, reportOnSample } from '../test/harness/sample.js';
import { renderFindings } from '../test/harness/snapshot.js';

const complaints: string[] = [];
const findings: string[] = [];
const isUpdate = process.argv.includes('--update');

for (const unit of rulesWithFixtures().flatMap(packagesOf)) await visit(unit);
if (isUpdate) {
  writeFileSync(fixturePath('findings.txt'), findings.join('\n'));
  writeFileSync(SAMPLE_REPORT, await reportOnSample());
}
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
process.stdout.write(complaints.length === 0 ? 'all fixtures are met\n' : `${complaints.length} complaints\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;

async function visit(unit: FixturePackage): Promise<void> {
  const report = await lint(unit);
  const code = rules.find((rule) => rule.id === unit.rule)?.code ?? '';
  complaints.push(...unit.files.flatMap((file) => complaintsAbout(file, report.findings, code)));
  if (report.findings.length > 0) findings.push(renderFindings(report.findings));
  for (const file of isUpdate ? unit.files : []) {
    const golden = fixturePath(`${file.path}.golden`);
    if (isGoldenRequired(file.path) || existsSync(golden)) writeFileSync(golden, renderGolden(file, report.findings));
  }
}
