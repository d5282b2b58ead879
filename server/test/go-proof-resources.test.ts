import { beforeAll, describe, expect, it } from 'vitest';
import type { FixKind } from '../src/engine/index.js';
import type { ResourceAsk, ResourceFate } from './go/resource-proof.js';
import { runResourceProof, whyNoResourceProof } from './go/resource-proof.js';
import { buildable, claimsOf } from './go/resource-source.js';
import { lint } from './harness/engine.js';
import { readExpectations } from './harness/expectations.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';

/** The rules, and what their proof looks at besides what is open after the return. */
const RULES: readonly (readonly [rule: string, code: string, ask: ResourceAsk])[] = [
  ['cancel-not-called', 'GL3001', 'nothing'],
  ['ticker-not-stopped', 'GL3002', 'timers'],
  ['time-after-in-loop', 'GL3003', 'many timers'],
  ['http-body-not-closed', 'GL3004', 'nothing'],
  ['sql-not-closed', 'GL3005', 'nothing'],
  ['file-not-closed', 'GL3006', 'nothing'],
  ['conn-not-closed', 'GL3007', 'nothing'],
  ['cmd-not-waited', 'GL3008', 'nothing'],
  ['defer-in-loop', 'GL3012', 'peak'],
  ['resource-not-released', 'GL3000', 'nothing'],
  ['errgroup-not-waited', 'GL1008', 'goroutines'],
  ['trace-not-stopped', 'GL5001', 'nothing'],
];
const units = RULES.filter(([rule]) => rulesWithFixtures().includes(rule)).flatMap(([rule, code, ask]) =>
  packagesOf(rule).map((unit) => ({ directory: unit.directory, unit, code, ask })),
);
const reason = whyNoResourceProof();
const GO_TIMEOUT_MS = 600_000;

describe('the fixtures of what must be released', () => {
  it('are run, nearly all of them', () => {
    const marks = units.flatMap(({ unit }) => unit.files.flatMap(({ source }) => readExpectations(source)));
    const built = units.flatMap(({ unit }) => buildable(unit.files).flatMap(({ source }) => readExpectations(source)));
    const run = built.filter(({ unrun }) => unrun === undefined);
    expect(run.length).toBeGreaterThan(0.85 * marks.length);
  });

  it('say why where they are not built', () => {
    const left = units.flatMap(({ unit }) => {
      const built = new Set(buildable(unit.files).map((file) => file.path));
      return unit.files.filter((file) => !built.has(file.path));
    });
    const silent = left.flatMap(({ path, source }) =>
      readExpectations(source).flatMap(({ unrun, line }) => (unrun === undefined ? [`${path}:${line}`] : [])),
    );
    expect(silent).toEqual([]);
  });
});

describe.runIf(reason === undefined).each(units)('under real Go, $directory', ({ unit, code, ask }) => {
  let fates: ReadonlyMap<string, ResourceFate> = new Map();

  beforeAll(async () => {
    const names = claimsOf(unit.files, code).map(({ called }) => called);
    fates = await runResourceProof(unit.files, unit, names, ask);
  }, GO_TIMEOUT_MS);

  it('something stays open where that is wanted or a known miss, and nowhere else', () => {
    expect(disagreements(unit, code, fates)).toEqual([]);
  });

  it.each<FixKind>(['safe', 'review'])(
    'is cured by the fixes (%s)',
    async (kind) => {
      const findings = (await lint(unit)).findings.filter((finding) => finding.code === code);
      const built = new Set(buildable(unit.files).map((file) => file.path));
      const chosen = fixesOfKind(findings, kind).filter(({ finding }) => built.has(finding.path));
      if (chosen.length === 0) return;
      const fixedFindings = new Set(chosen.map(({ finding }) => finding));
      const open = new Set(findings.filter((one) => !fixedFindings.has(one)).map((one) => outermost(one.function)));
      const cured = new Set([...fixedFindings].map((one) => outermost(one.function)).filter((func) => !open.has(func)));
      const fixed = unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) }));
      const claims = claimsOf(unit.files, code).filter(({ func }) => cured.has(func));
      const names = claims.map(({ called }) => called);
      const after = await runResourceProof(fixed, unit, names, ask);
      expect([...after].filter(([, fate]) => fate.kind !== 'free')).toEqual([]);
      const again = (await lint({ ...unit, files: fixed })).findings.filter((finding) => finding.code === code);
      expect(again.filter((finding) => cured.has(outermost(finding.function)))).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

if (reason !== undefined) {
  const count = units.flatMap(({ unit, code }) => claimsOf(unit.files, code)).length;
  process.stdout.write(`left out: ${count} functions and all fixes were not run under Go; ${reason}\n`);
}

/** The functions of which the fixture and the run time say different things. */
function disagreements(unit: FixturePackage, code: string, fates: ReadonlyMap<string, ResourceFate>): string[] {
  return claimsOf(unit.files, code).flatMap(({ func, called, isLeak, place }) => {
    const fate = fates.get(called);
    if (fate?.kind === (isLeak ? 'left' : 'free')) return [];
    return [`${place} ${func} ${isLeak ? 'leaks' : 'is ok'}, but: ${fate?.kind ?? 'not run'} ${fate?.words ?? ''}`];
  });
}

/** `(*conn).close` for `(*conn).close.func1.2`. */
function outermost(name: string): string {
  return /^(?:\([^)]*\)\.)?[^.]+/.exec(name)?.[0] ?? name;
}
