import { describe, expect, it } from 'vitest';
import type { Finding } from '../src/engine/index.js';
import type { GoPackage } from './harness/engine.js';
import { lint } from './harness/engine.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';
import { inVariant, variants } from './harness/variants.js';

const packages = rulesWithFixtures().flatMap(packagesOf);

describe.each(variants)('the findings are the same with $name', (variant) => {
  it.each(packages)('in $directory', async (unit) => {
    const { findings, parseErrors } = await lint(unit);
    const other = await inVariant(unit, variant, findings);
    const after = await lint(other);
    expect([...after.parseErrors.keys()]).toEqual([...parseErrors.keys()]);
    expect(after.findings.map(said)).toEqual(findings.map(said));
    if (variant.keepsLines) expect(after.findings.map(mark)).toEqual(findings.map(mark));
  });

  if (variant.keepsLines) {
    it.each(packages)('and the fixes do the same in $directory', async (unit) => {
      const { findings } = await lint(unit);
      const fixed = await inVariant(withFixes(unit, findings), variant, []);
      const other = withoutMarks(await inVariant(unit, variant, []));
      expect(withFixes(other, (await lint(other)).findings).files).toEqual(withoutMarks(fixed).files);
    });
  }

  it('and it does rewrite something', async () => {
    const rewritten = await Promise.all(
      packages.map(async (unit) => inVariant(unit, variant, (await lint(unit)).findings)),
    );
    expect(rewritten.flatMap((unit) => unit.files)).not.toEqual(packages.flatMap((unit) => unit.files));
  });
});

/** All but positions. Messages quote the code, and with it the parentheses that a variant puts in. */
function said(finding: Finding): string {
  const { code, kind, severity, confidence, path, message, related, fixes } = finding;
  return [
    `${path} ${finding.function}: ${severity} ${confidence} ${code}/${kind}`,
    message,
    ...related.map((place) => place.message),
    ...fixes.map((fix) => `${fix.kind}: ${fix.title}`),
  ]
    .join('\n')
    .replaceAll(/[()]/g, '');
}

function withFixes(unit: GoPackage, findings: readonly Finding[]): GoPackage {
  const chosen = fixesOfKind(findings, 'safe');
  return { ...unit, files: unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) })) };
}

/** Offsets of findings do not count a byte-order mark. */
function withoutMarks(unit: GoPackage): GoPackage {
  return {
    ...unit,
    files: unit.files.map((file) => ({ path: file.path, source: file.source.replace(/^\uFEFF/, '') })),
  };
}

function mark(finding: Finding): string {
  return finding.fingerprint;
}
