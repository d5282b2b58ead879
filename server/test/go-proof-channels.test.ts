import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../src/engine/index.js';
import type { ChannelOutcome } from './go/channel-proof.js';
import { runChannelProof, whyNoLeakProfile } from './go/channel-proof.js';
import { channelRuns, runnableMarks } from './go/channel-source.js';
import { certain, describeStuck, disagreements, leakingMarks } from './go/channel-verdict.js';
import { readGoFile } from './go/instrument.js';
import type { GoSource } from './harness/engine.js';
import { lint } from './harness/engine.js';
import { readExpectations } from './harness/expectations.js';
import type { ChosenFix } from './harness/fixes.js';
import { applyFixes } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';

const RULES = ['goroutine-blocked-send', 'range-never-closed', 'wait-never-satisfied'];
const units = RULES.filter((rule) => rulesWithFixtures().includes(rule))
  .flatMap(packagesOf)
  .filter(({ directory }) => !directory.endsWith('/broken'));
const reason = whyNoLeakProfile();
const GO_TIMEOUT_MS = 600_000;
let runsAfterFixes = 0;

describe('the fixtures of blocked channels', () => {
  it('are run, nearly all of them', () => {
    const marks = units.flatMap(({ files }) => files.flatMap(({ source }) => readExpectations(source)));
    const run = units.flatMap(({ files }) => files.flatMap(({ source }) => runnableMarks(source)));
    expect(run.length).toBeGreaterThan(0.9 * marks.length);
  });
});

describe.runIf(reason === undefined).each(units)('under real Go, $directory', (unit) => {
  let outcomes: readonly ChannelOutcome[] = [];

  beforeAll(async () => {
    outcomes = await runChannelProof(unit.files, unit.goVersion);
  }, GO_TIMEOUT_MS);

  it('what is wanted or a known miss leaks, and nothing else does', () => {
    expect(disagreements(unit.files, outcomes)).toEqual([]);
  });

  it("is what the run time's leak profile says of most lines", () => {
    const ways = [...leakingMarks(unit.files, outcomes).values()].filter((how) => how.size > 0);
    const seen = ways.filter((how) => how.has('profile'));
    expect(seen.length).toBeGreaterThanOrEqual(0.9 * ways.length);
  });

  it(
    'is cured by every fix',
    async () => {
      const { findings } = await lint(unit);
      const most = Math.max(0, ...findings.map(({ fixes }) => fixes.length));
      for (let index = 0; index < most; index++) expect(await stillLeaking(unit, findings, index)).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

describe.runIf(reason === undefined)('the fixes', () => {
  it('are run', () => {
    expect(runsAfterFixes).toBeGreaterThan(50);
  });
});

if (reason !== undefined) {
  const count = units.flatMap(({ files }) => files.flatMap((file) => channelRuns(file, files))).length;
  process.stdout.write(`left out: ${count} functions and all fixes were not run under Go; ${reason}\n`);
}

/** What is left in the functions of which every finding was fixed: by its fix of that index, or the only one. */
async function stillLeaking(unit: FixturePackage, findings: readonly Finding[], index: number): Promise<string[]> {
  const chosen = disjointFixes(unit, findings, index);
  const cured = new Set(unit.files.flatMap((file) => curedFunctions(file, chosen)));
  if (cured.size === 0) return [];
  const fixed = unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) }));
  const after = await runChannelProof(fixed, unit.goVersion, ({ functionName }) => cured.has(functionName));
  runsAfterFixes += after.length;
  return after.flatMap((outcome) => {
    const failure = outcome.failure === undefined ? [] : [outcome.failure];
    const left = [...certain(outcome).map(describeStuck), ...failure];
    return left.map((text) => `${outcome.file.path} ${outcome.run.name}, after its fix: ${text}`);
  });
}

/** Two findings may be fixed by the same change; it is made once. */
function disjointFixes(unit: FixturePackage, findings: readonly Finding[], index: number): ChosenFix[] {
  const chosen: ChosenFix[] = [];
  for (const finding of findings) {
    const fix = finding.fixes[index] ?? finding.fixes[0];
    if (fix === undefined) continue;
    const more = [...chosen, { finding, fix }];
    if (unit.files.every((file) => isApplicable(file, more))) chosen.push({ finding, fix });
  }
  return chosen;
}

function isApplicable(file: GoSource, fixes: readonly ChosenFix[]): boolean {
  try {
    applyFixes(file, fixes);
    return true;
  } catch {
    return false;
  }
}

/** The functions of which every line that leaks by its mark was fixed. */
function curedFunctions(file: GoSource, chosen: readonly ChosenFix[]): string[] {
  const leaking = readExpectations(file.source).filter(({ kind }) => kind !== 'ok');
  const isFixed = (line: number): boolean =>
    chosen.some(({ finding }) => finding.path === file.path && finding.range.start.line === line);
  return readGoFile(file.source).functions.flatMap(({ expression, firstLine, lastLine }) => {
    const own = leaking.filter(({ line }) => line >= firstLine && line <= lastLine);
    return own.length > 0 && own.every(({ line }) => isFixed(line)) ? [expression] : [];
  });
}
