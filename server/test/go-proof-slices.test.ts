import { beforeAll, describe, expect, it } from 'vitest';
import { readGoFile } from './go/instrument.js';
import { runSliceProof } from './go/slice-proof.js';
import { whyNoGo } from './go/toolchain.js';
import type { GoSource } from './harness/engine.js';
import { lint } from './harness/engine.js';
import { readExpectations } from './harness/expectations.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import { packagesOf } from './harness/packages.js';

const GO_TIMEOUT_MS = 300_000;
const units = packagesOf('stale-slice-slots');
const files = units.flatMap((unit) => unit.files);
const reason = whyNoGo();

/** A function, and whether a line of it is marked as one that leaves something behind. */
interface Claim {
  readonly func: string;
  readonly isStale: boolean;
}

const claims = files.flatMap(claimsOf);

describe('the fixtures of slices', () => {
  it('say a lot, and each function says one thing', () => {
    expect(claims.length).toBeGreaterThan(40);
    expect(claims.filter(({ isStale }) => isStale).length).toBeGreaterThan(15);
  });
});

describe.runIf(reason === undefined)('under real Go, stale-slice-slots', () => {
  let fates: ReadonlyMap<string, boolean>;

  beforeAll(async () => {
    fates = await runSliceProof(files);
  }, GO_TIMEOUT_MS);

  it('is true: what is dropped stays in memory where that is wanted or a known miss, and nowhere else', () => {
    const lies = claims.flatMap(({ func, isStale }) => {
      const isKept = fates.get(func);
      return isKept === isStale ? [] : [`${func} should ${isStale ? '' : 'not '}keep, but: ${String(isKept)}`];
    });
    expect(lies).toEqual([]);
  });

  it(
    'is cured by the fixes',
    async () => {
      const findings = (await Promise.all(units.map(lint))).flatMap((result) => result.findings);
      const chosen = fixesOfKind(findings, 'review');
      const open = new Set(findings.filter(({ fixes }) => fixes.length === 0).map((finding) => finding.function));
      const cured = new Set(chosen.map(({ finding }) => finding.function).filter((func) => !open.has(func)));
      const after = await runSliceProof(files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) })));
      expect(cured.size).toBeGreaterThan(20);
      expect([...cured].filter((func) => after.get(func) === true)).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

if (reason !== undefined)
  process.stdout.write(`left out: ${claims.length} claims on slices and all fixes were not run under Go; ${reason}\n`);

function claimsOf({ source }: GoSource): Claim[] {
  const expectations = readExpectations(source).filter(({ unrun }) => unrun === undefined);
  return readGoFile(source).functions.flatMap(({ expression, firstLine, lastLine }): Claim[] => {
    const own = expectations.filter(({ line }) => firstLine <= line && line <= lastLine);
    if (own.length === 0) return [];
    return [{ func: expression, isStale: own.some(({ kind }) => kind !== 'ok') }];
  });
}
