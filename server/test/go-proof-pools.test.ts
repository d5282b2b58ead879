import { beforeAll, describe, expect, it } from 'vitest';
import type { FixKind } from '../src/engine/index.js';
import { readGoFile } from './go/instrument.js';
import type { PoolFates } from './go/pool-proof.js';
import { runPoolProof } from './go/pool-proof.js';
import { whyNoGo } from './go/toolchain.js';
import type { GoSource } from './harness/engine.js';
import { lint } from './harness/engine.js';
import type { Expectation } from './harness/expectations.js';
import { readExpectations } from './harness/expectations.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf } from './harness/packages.js';

const GO_TIMEOUT_MS = 300_000;
const resets = packagesOf('pool-put-without-reset');
const misuses = packagesOf('pool-use-after-put');
const reason = whyNoGo();

/** A function with the lines of it that say something, `package.name` as the proof calls it. */
interface Claim {
  readonly func: string;
  readonly isWrong: boolean;
  readonly place: string;
}

describe('the fixtures of pools', () => {
  it('say a lot', () => {
    expect(resets.flatMap(linesOf).length).toBeGreaterThan(60);
    expect(misuses.flatMap(claimsOf).length).toBeGreaterThan(40);
  });
});

describe.runIf(reason === undefined)('under real Go, pool-put-without-reset', () => {
  let fates: PoolFates;

  beforeAll(async () => {
    fates = await runPoolProof(
      resets.map(({ files }) => files),
      'measure',
    );
  }, GO_TIMEOUT_MS);

  it('is reached line by line', () => {
    const missing = resets.flatMap(linesOf).filter(({ place, isGet }) => !isGet && !fates.grows.has(place));
    expect(missing.map(({ place }) => place)).toEqual([]);
  });

  it('is true: what is wanted or a known miss grows from call to call, what is ok does not', () => {
    const lies = resets.flatMap(linesOf).flatMap(({ place, func, isGet, expectation }) => {
      const grew = isGet ? fates.growsIn.get(func) : fates.grows.get(place);
      return grew === (expectation.kind !== 'ok')
        ? []
        : [`${place} is '${expectation.kind}', but grows: ${String(grew)}`];
    });
    expect(lies).toEqual([]);
  });

  it.each<FixKind>(['safe', 'review'])(
    'is cured by the fixes (%s)',
    async (kind) => {
      const { packages, cured } = await afterFixes(resets, kind, 'GL4010');
      const after = await runPoolProof(packages, 'measure');
      expect(cured.length).toBeGreaterThan(0);
      expect(cured.filter((func) => after.growsIn.get(func) === true)).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

describe.runIf(reason === undefined)('under real Go, pool-use-after-put', () => {
  let fates: PoolFates;

  beforeAll(async () => {
    fates = await runPoolProof(
      misuses.map(({ files }) => files),
      'scribble',
    );
  }, GO_TIMEOUT_MS);

  it('is true: somebody meets the object of somebody else where that is wanted or a known miss, and nowhere else', () => {
    const lies = misuses.flatMap(claimsOf).flatMap(({ func, isWrong, place }) => {
      const how = misuseOf(fates, func);
      if (how === undefined) return [`${place} ${func} was not called`];
      return (how !== '') === isWrong ? [] : [`${place} ${func} is ${isWrong ? 'wrong' : 'ok'}, but: ${how}`];
    });
    expect(lies).toEqual([]);
  });

  it(
    'is cured by the fixes',
    async () => {
      const { packages, cured } = await afterFixes(misuses, 'safe', 'GL4011');
      const after = await runPoolProof(packages, 'scribble');
      expect(cured.length).toBeGreaterThan(0);
      expect(cured.filter((func) => misuseOf(after, func) !== '')).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

if (reason !== undefined) {
  const count = [...resets.flatMap(linesOf), ...misuses.flatMap(claimsOf)].length;
  process.stdout.write(`left out: ${count} claims on pools and all fixes were not run under Go; ${reason}\n`);
}

/** A function whose misuse shows elsewhere is called by another, named `prove` and its name. */
function misuseOf({ misused }: PoolFates, func: string): string | undefined {
  const [packageName = '', name = ''] = func.split(/\.(.*)/s);
  return misused.get(`${packageName}.prove${name.charAt(0).toUpperCase()}${name.slice(1)}`) ?? misused.get(func);
}

/** The functions that the findings of a rule are in which fixes of the kind cured, and no other finding of it is left. */
async function afterFixes(
  units: readonly FixturePackage[],
  kind: FixKind,
  code: string,
): Promise<{ readonly packages: readonly (readonly GoSource[])[]; readonly cured: readonly string[] }> {
  const packages: (readonly GoSource[])[] = [];
  const cured: string[] = [];
  for (const unit of units) {
    const findings = (await lint(unit)).findings.filter((finding) => finding.code === code);
    const chosen = fixesOfKind(findings, kind);
    const done = new Set(chosen.map(({ finding }) => finding));
    const { packageName } = readGoFile(unit.files[0]?.source ?? '');
    const nameOf = (func: string): string => `${packageName}.${func.replace(/(?:\.func\d+)+$/, '')}`;
    const open = new Set(findings.filter((finding) => !done.has(finding)).map((finding) => nameOf(finding.function)));
    cured.push(...[...done].map((finding) => nameOf(finding.function)).filter((func) => !open.has(func)));
    packages.push(unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) })));
  }
  return { packages, cured };
}

interface Line {
  readonly place: string;
  readonly func: string;
  readonly isGet: boolean;
  readonly expectation: Expectation;
}

/** The lines of a package that say whether contents stay; those of other rules say nothing of that. */
function linesOf({ files }: FixturePackage): Line[] {
  return files.flatMap((file) => {
    const { packageName, functions } = readGoFile(file.source);
    return readExpectations(file.source).flatMap((expectation): Line[] => {
      const isOther = expectation.kind === 'want' && (expectation.code ?? 'GL4010') !== 'GL4010';
      if (isOther || expectation.unrun !== undefined) return [];
      const func = functions.find(
        ({ firstLine, lastLine }) => firstLine <= expectation.line && expectation.line <= lastLine,
      );
      const isGet = (file.source.split('\n')[expectation.line - 1] ?? '').includes('.Get()');
      return [
        {
          place: `${file.path}:${expectation.line}`,
          func: `${packageName}.${func?.expression ?? ''}`,
          isGet,
          expectation,
        },
      ];
    });
  });
}

/** One claim for each function with marked lines. */
function claimsOf({ files }: FixturePackage): Claim[] {
  return files.flatMap((file) => {
    const expectations = readExpectations(file.source);
    const { packageName, functions } = readGoFile(file.source);
    return functions.flatMap(({ expression, firstLine, lastLine }): Claim[] => {
      const own = expectations.filter(
        ({ line, unrun }) => firstLine <= line && line <= lastLine && unrun === undefined,
      );
      if (own.length === 0) return [];
      const isWrong = own.some(({ kind }) => kind !== 'ok');
      return [{ func: `${packageName}.${expression}`, isWrong, place: `${file.path}:${firstLine}` }];
    });
  });
}
