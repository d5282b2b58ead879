import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.js';
import { complaintsAbout } from './harness/compare.js';
import type { GoPackage } from './harness/engine.js';
import { lint } from './harness/engine.js';
import { readExpectations } from './harness/expectations.js';
import { applyFixes, fixesOfKind, renderGolden } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { fixturePath, isGoldenRequired, packagesOf, rulesWithFixtures } from './harness/packages.js';
import { renderFindings } from './harness/snapshot.js';

const UPDATE = 'after looking at the difference: npm run fixtures -- --update';
const packages = rulesWithFixtures().flatMap(packagesOf);

describe('fixtures of the rules', () => {
  it('exist for every rule, and for nothing else', () => {
    expect(rulesWithFixtures()).toEqual(rules.map((rule) => rule.id).sort());
  });

  it.each(rulesWithFixtures())('of %s show what a rule must show', (rule) => {
    const files = packagesOf(rule).flatMap((unit) => unit.files);
    const kinds = files.flatMap((file) => readExpectations(file.source)).map((expectation) => expectation.kind);
    const example = files.find((file) => file.path === `${rule}/example.go`);
    const clean = files.find((file) => file.path === `${rule}/clean.go`);
    expect(
      readExpectations(example?.source ?? '').map(({ kind }) => kind),
      'example.go: one bad, one good',
    ).toEqual(['want', 'ok']);
    expect(clean, 'clean.go').toBeDefined();
    expect(
      readExpectations(clean?.source ?? '').filter(({ kind }) => kind !== 'ok'),
      'clean.go is clean',
    ).toEqual([]);
    expect(kinds.filter((kind) => kind === 'ok').length, 'lines marked ok').toBeGreaterThanOrEqual(3);
  });
});

describe.each(packages)('$directory', (unit) => {
  it('gives the findings that its comments want, and no others', async () => {
    const { findings } = await lint(unit);
    const complaints = unit.files.flatMap((file) => complaintsAbout(file, findings, codeOf(unit.rule)));
    expect(complaints.join('\n')).toBe('');
  });

  it('parses, unless it is about what does not', async () => {
    const { parseErrors } = await lint(unit);
    expect(parseErrors.size > 0).toBe(unit.directory.split('/').includes('broken'));
  });

  it('has fixes that give the golden files', async () => {
    const { findings } = await lint(unit);
    for (const file of unit.files) {
      const golden = fixturePath(`${file.path}.golden`);
      if (!isGoldenRequired(file.path) && !existsSync(golden)) continue;
      expect(renderGolden(file, findings), UPDATE).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
    }
  });

  it.each(['safe', 'review'] as const)('has nothing left of what its fixes cure (%s)', async (kind) => {
    const { findings, parseErrors } = await lint(unit);
    const chosen = fixesOfKind(findings, kind);
    const cured = new Set(chosen.map(({ finding }) => finding));
    const after = await lint(fixed(unit, (file) => applyFixes(file, chosen)));
    expect(after.parseErrors).toEqual(parseErrors);
    // A line that is cured is cured for good: its finding is gone, all others stay as they were.
    expect(after.findings.map(said)).toEqual(findings.filter((finding) => !cured.has(finding)).map(said));
  });
});

describe('all findings over all fixtures', () => {
  it('read as they did', async () => {
    const reports = await Promise.all(packages.map(lint));
    const rendered = renderFindings(reports.flatMap(({ findings }) => findings));
    expect(rendered, UPDATE).toBe(readFileSync(fixturePath('findings.txt'), 'utf8'));
  });
});

function codeOf(id: string): string {
  return rules.find((rule) => rule.id === id)?.code ?? '';
}

function fixed(unit: FixturePackage, change: (file: FixturePackage['files'][number]) => string): GoPackage {
  return { ...unit, files: unit.files.map((file) => ({ path: file.path, source: change(file) })) };
}

function said(finding: { readonly function: string; readonly message: string; readonly code: string }): string {
  // Fixes move the lines below them.
  return `${finding.function}: ${finding.code} ${finding.message.replace(/\bline \d+/g, 'line #')}`;
}
