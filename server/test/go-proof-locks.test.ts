import { beforeAll, describe, expect, it } from 'vitest';
import type { FixKind } from '../src/engine/index.js';
import { readGoFile } from './go/instrument.js';
import type { LockFate } from './go/lock-proof.js';
import { runLockProof } from './go/lock-proof.js';
import { whyNoGo } from './go/toolchain.js';
import { lint } from './harness/engine.js';
import { readExpectations } from './harness/expectations.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf } from './harness/packages.js';

const units = packagesOf('lock-not-released');
const reason = whyNoGo();
const GO_TIMEOUT_MS = 300_000;
const CODE = 'GL6001';

/** A function with lines that say what becomes of its locks. */
interface Claim {
  /** How the proof names it: a generic one is called by one whose name begins with `prove`. */
  readonly name: string;
  readonly func: string;
  readonly isWrong: boolean;
  readonly place: string;
}

describe('the fixtures of locks', () => {
  it('say a lot', () => {
    const claims = units.flatMap(claimsOf);
    expect(claims.filter(({ isWrong }) => isWrong).length).toBeGreaterThan(25);
    expect(claims.filter(({ isWrong }) => !isWrong).length).toBeGreaterThan(35);
  });
});

describe.runIf(reason === undefined).each(units)('under real Go, $directory', (unit) => {
  let fates: ReadonlyMap<string, LockFate> = new Map();

  beforeAll(async () => {
    const names = claimsOf(unit).map(({ name }) => name);
    fates = await runLockProof(unit.files, names);
  }, GO_TIMEOUT_MS);

  it('is true: a lock stays locked, or is never got, where that is wanted or a known miss, and nowhere else', () => {
    const lies = claimsOf(unit).flatMap(({ name, isWrong, place }) => {
      const fate = fates.get(name);
      const isTrue = isWrong ? fate === 'held' || fate === 'blocked' || fate === 'ended' : fate === 'free';
      return isTrue ? [] : [`${place} ${name} is ${isWrong ? 'wrong' : 'ok'}, but: ${String(fate)}`];
    });
    expect(lies).toEqual([]);
  });

  it('is about what the kind of the finding says', async () => {
    const { findings } = await lint(unit);
    const nameOf = new Map(claimsOf(unit).map(({ name, func }) => [func, name]));
    const lies = findings.flatMap(({ code, kind, function: func }) => {
      const fate = fates.get(nameOf.get(outermost(func)) ?? '');
      const expected = EXPECTED[kind];
      return code !== CODE || expected === undefined || expected.includes(fate ?? '')
        ? []
        : [`${func} ${kind}: ${fate}`];
    });
    expect(lies).toEqual([]);
  });

  it.each<FixKind>(['safe', 'review'])(
    'is cured by the fixes (%s)',
    async (kind) => {
      const findings = (await lint(unit)).findings.filter(({ code }) => code === CODE);
      const chosen = fixesOfKind(findings, kind);
      if (chosen.length === 0) return;
      const cured = new Set(chosen.map(({ finding }) => finding));
      const open = new Set(findings.filter((one) => !cured.has(one)).map((one) => outermost(one.function)));
      const functions = new Set([...cured].map((one) => outermost(one.function)).filter((func) => !open.has(func)));
      const fixed = unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) }));
      const names = claimsOf(unit).filter(({ func }) => functions.has(func));
      const after = await runLockProof(
        fixed,
        names.map(({ name }) => name),
      );
      expect(names.length).toBeGreaterThan(0);
      expect([...after].filter(([, fate]) => fate !== 'free')).toEqual([]);
      const again = (await lint({ ...unit, files: fixed })).findings.filter(({ code }) => code === CODE);
      expect(again.filter((finding) => functions.has(outermost(finding.function)))).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

if (reason !== undefined) {
  process.stdout.write(
    `left out: ${units.flatMap(claimsOf).length} claims on locks were not run under Go; ${reason}\n`,
  );
}

/** What the kinds mean at run time; what a loop keeps is either got in vain in the next round, or left locked. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  path: ['held'],
  never: ['held'],
  loop: ['blocked', 'held'],
  mismatched: ['ended'],
  'defer-lock': ['blocked'],
  'double-lock': ['blocked'],
};

/** One claim for each function with marked lines. */
function claimsOf({ files }: FixturePackage): Claim[] {
  return files.flatMap((file) => {
    const expectations = readExpectations(file.source).filter(
      (one) => one.unrun === undefined && (one.kind !== 'want' || (one.code ?? CODE) === CODE),
    );
    return readGoFile(file.source).functions.flatMap(({ expression, isGeneric, firstLine, lastLine }): Claim[] => {
      const own = expectations.filter(({ line }) => firstLine <= line && line <= lastLine);
      if (own.length === 0) return [];
      const isWrong = own.some(({ kind }) => kind !== 'ok');
      const last = expression.slice(expression.lastIndexOf('.') + 1);
      const name = isGeneric ? `prove${last.charAt(0).toUpperCase()}${last.slice(1)}` : expression;
      return [{ name, func: expression, isWrong, place: `${file.path}:${firstLine}` }];
    });
  });
}

/** `(*conn).close` for `(*conn).close.func1.2`. */
function outermost(name: string): string {
  return /^(?:\([^)]*\)\.)?[^.]+/.exec(name)?.[0] ?? name;
}
