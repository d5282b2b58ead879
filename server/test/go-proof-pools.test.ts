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
const large = packagesOf('pool-retains-large');
const reason = whyNoGo();

/** A function with the lines of it that say something, `package.name` as the proof calls it. */
interface Claim {
  readonly func: string;
  readonly isWrong: boolean;
  readonly place: string;
}

describe('the fixtures of pools', () => {
  it('say a lot', () => {
    expect(resets.flatMap((unit) => linesOf(unit)).length).toBeGreaterThan(60);
    expect(misuses.flatMap(claimsOf).length).toBeGreaterThan(40);
  });
});

describe.runIf(reason === undefined)('under real Go, pool-put-without-reset', () => {
  let fates: PoolFates;
  /** The places of findings that say that something is kept alive, not that it grows. */
  let hints: ReadonlySet<string>;

  beforeAll(async () => {
    hints = await hintedPlaces(resets);
    fates = await runPoolProof(
      resets.map(({ files }) => files),
      'measure',
    );
  }, GO_TIMEOUT_MS);

  it('is reached line by line', () => {
    const missing = resets
      .flatMap((unit) => linesOf(unit))
      .filter(({ place, isGet }) => !isGet && !fates.grows.has(place));
    expect(missing.map(({ place }) => place)).toEqual([]);
  });

  it('is true: what is wanted or a known miss grows from call to call, what is ok does not', () => {
    const lies = resets
      .flatMap((unit) => linesOf(unit))
      .flatMap(({ place, func, isGet, expectation }) => {
        if (hints.has(place) || isAboutHolding(place)) return [];
        const grew = isGet ? fates.growsIn.get(func) : fates.grows.get(place);
        return grew === (expectation.kind !== 'ok')
          ? []
          : [`${place} is '${expectation.kind}', but grows: ${String(grew)}`];
      });
    expect(lies).toEqual([]);
  });

  it('is true: objects lead to what their function was given where that is hinted at or a known miss, and nowhere else', () => {
    const lies = resets
      .flatMap((unit) => linesOf(unit))
      .flatMap(({ place, expectation }) => {
        const isHolding = hints.has(place) || expectation.kind === 'known-miss';
        if (!isAboutHolding(place)) return [];
        const holds = fates.holds.get(place);
        return holds === isHolding ? [] : [`${place} is '${expectation.kind}', but holds: ${String(holds)}`];
      });
    expect(hints.size).toBeGreaterThan(10);
    expect(lies).toEqual([]);
  });

  it(
    'lets go of what was hinted at after the fixes',
    async () => {
      const { packages, cured } = await afterFixes(resets, 'review', 'GL4010');
      const after = await runPoolProof(packages, 'measure');
      const left = packages
        .flatMap((files) => linesOfSources(files))
        .filter(({ place, func }) => isAboutHolding(place) && cured.includes(func));
      expect(left.length).toBeGreaterThan(5);
      expect(left.filter(({ place }) => after.holds.get(place) === true).map(({ place }) => place)).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );

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

describe.runIf(reason === undefined)('under real Go, pool-retains-large', () => {
  /** What the fixes leave to the garbage collector. */
  const LARGE = 64 << 10;

  it(
    'is true: much memory goes back where that is wanted, and nowhere else',
    async () => {
      const { capacities } = await runPoolProof(
        large.map(({ files }) => files),
        'enlarge',
      );
      const boxes = await placesOfKind(large, 'boxing');
      const lines = large.flatMap((unit) => linesOf(unit, 'GL4012')).filter(({ place }) => !boxes.has(place));
      const lies = lines.flatMap(({ place, expectation }) => {
        const isLarge = (capacities.get(place) ?? 0) > LARGE;
        return isLarge === (expectation.kind !== 'ok') ? [] : [`${place} is '${expectation.kind}', large: ${isLarge}`];
      });
      expect(lines.length).toBeGreaterThan(10);
      expect(lies).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );

  it(
    'is cured by the fixes',
    async () => {
      const { packages, cured } = await afterFixes(large, 'review', 'GL4012');
      const { capacities } = await runPoolProof(packages, 'enlarge');
      const after = packages.flatMap((files) => linesOfSources(files, 'GL4012'));
      const left = after.filter(({ place, func }) => cured.includes(func) && (capacities.get(place) ?? 0) > LARGE);
      expect(cured.length).toBeGreaterThan(2);
      expect(left.map(({ place }) => place)).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

if (reason !== undefined) {
  const count = [...resets.flatMap((unit) => linesOf(unit)), ...misuses.flatMap(claimsOf)].length;
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

/** The places of the findings of one kind, as `path:line`. */
async function placesOfKind(units: readonly FixturePackage[], kind: string): Promise<ReadonlySet<string>> {
  const linted = await Promise.all(units.map(lint));
  const found = linted.flatMap(({ findings }) => findings.filter((finding) => finding.kind === kind));
  return new Set(found.map(({ path, range }) => `${path}:${range.start.line}`));
}

/** The places of findings that say that something is kept alive. */
async function hintedPlaces(units: readonly FixturePackage[]): Promise<ReadonlySet<string>> {
  const linted = await Promise.all(units.map(lint));
  const hints = linted.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'hint'));
  return new Set(hints.filter(({ code }) => code === 'GL4010').map(({ path, range }) => `${path}:${range.start.line}`));
}

/** True for lines of the fixtures that are about what objects keep alive. */
function isAboutHolding(place: string): boolean {
  return place.startsWith('pool-put-without-reset/stale/');
}

interface Line {
  readonly place: string;
  readonly func: string;
  readonly isGet: boolean;
  readonly expectation: Expectation;
}

/** The lines of a package that say whether contents stay; those of other rules say nothing of that. */
function linesOf({ files }: FixturePackage, code = 'GL4010'): Line[] {
  return linesOfSources(files, code);
}

function linesOfSources(files: readonly GoSource[], code = 'GL4010'): Line[] {
  return files.flatMap((file) => {
    const { packageName, functions } = readGoFile(file.source);
    return readExpectations(file.source).flatMap((expectation): Line[] => {
      const isOther = expectation.kind === 'want' && (expectation.code ?? code) !== code;
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
