import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding, FixKind } from '../src/engine/index.js';
import { readGoFile } from './go/instrument.js';
import type { Seen } from './go/loop-proof.js';
import { runLoopProof } from './go/loop-proof.js';
import { whyNoGo, whyNoRaceDetector } from './go/toolchain.js';
import type { GoSource } from './harness/engine.js';
import { lint } from './harness/engine.js';
import { readExpectations } from './harness/expectations.js';
import { applyFixes, fixesOfKind } from './harness/fixes.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf } from './harness/packages.js';

const units = packagesOf('loopvar-capture');
const reason = whyNoGo();
const noDetector = whyNoRaceDetector();
const GO_TIMEOUT_MS = 300_000;

/** Kinds of findings whose code reads the variable while the loop writes it; the others run behind the loop. */
const RACING: ReadonlySet<string> = new Set(['go', 'errgroup', 'shared-var']);

/** A function whose fixture says that its iterations share a variable, or that they do not. */
interface Claim {
  readonly name: string;
  readonly isShared: boolean;
  /** It says that something keeps the race detector silent: `// no race: why`. */
  readonly isOrdered: boolean;
  readonly place: string;
}

describe('the fixtures of loop variables', () => {
  it('are there for every version of the matrix', () => {
    expect(units.map(({ goVersion }) => goVersion).sort()).toEqual(['1.20', '1.21', '1.21', '1.22', '1.24']);
    expect(units.flatMap(claimsOf).length).toBeGreaterThan(200);
  });

  it('do not say both of one function', () => {
    for (const unit of units) {
      const claims = claimsOf(unit);
      expect(claims.map(({ name }) => name)).toEqual([...new Set(claims.map(({ name }) => name))]);
    }
  });
});

describe.runIf(reason === undefined).each(units)('under real Go, $directory', (unit) => {
  let seen: ReadonlyMap<string, Seen> = new Map();

  beforeAll(async () => {
    seen = await prove(unit, unit.files);
  }, GO_TIMEOUT_MS);

  it('is true: iterations share a variable where that is wanted or a known miss, and nowhere else', () => {
    const lies = claimsOf(unit).flatMap(({ name, isShared, place }) => {
      const { values = 0, different = 0 } = seen.get(name) ?? {};
      const isTrue = isShared ? different < values : different === values;
      return isTrue ? [] : [`${place} ${name}: ${values} values, ${different} different ones`];
    });
    expect(lies).toEqual([]);
  });

  it('sees values in every function', () => {
    const blind = claimsOf(unit).filter(({ name }) => (seen.get(name)?.values ?? 0) === 0);
    expect(blind).toEqual([]);
  });

  it.runIf(noDetector === undefined)(
    'races where goroutines share a variable with their loop, and nowhere else',
    async () => {
      const { findings } = await lint(unit);
      const racing = new Set(
        findings.filter(({ kind }) => RACING.has(kind)).map(({ function: name }) => outermost(name)),
      );
      const lies = claimsOf(unit).flatMap(({ name, isShared, isOrdered, place }) => {
        const { races = 0 } = seen.get(name) ?? {};
        const isTrue = races > 0 ? isShared : isOrdered || !racing.has(name);
        return isTrue ? [] : [`${place} ${name}: ${races} races`];
      });
      expect(lies).toEqual([]);
    },
  );

  it.each<FixKind>(['safe', 'review'])(
    'is cured by the fixes (%s)',
    async (kind) => {
      // What other rules say of the same lines is proven where their own fixtures are.
      const isOwn = ({ code }: Finding): boolean => code === 'GL1010';
      const findings = (await lint(unit)).findings.filter(isOwn);
      const chosen = fixesOfKind(findings, kind);
      const fixed = unit.files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) }));
      if (chosen.length === 0) return;
      const after = await prove(unit, fixed);
      const cured = new Set(chosen.map(({ finding }) => finding));
      const open = new Set(
        findings.filter((finding) => !cured.has(finding)).map((finding) => outermost(finding.function)),
      );
      const names = new Set([...cured].map((finding) => outermost(finding.function)).filter((name) => !open.has(name)));
      expect(names.size).toBeGreaterThan(0);
      const sharing = [...names].filter((name) => after.get(name)?.values !== after.get(name)?.different);
      expect(sharing).toEqual([]);
      expect([...names].filter((name) => (after.get(name)?.races ?? 0) > 0)).toEqual([]);
      const again = await lint({ ...unit, files: fixed });
      const left = again.findings.filter((finding) => isOwn(finding) && names.has(outermost(finding.function)));
      expect(left).toEqual([]);
    },
    GO_TIMEOUT_MS,
  );
});

if (reason !== undefined) {
  process.stdout.write(
    `left out: ${units.flatMap(claimsOf).length} loops and all fixes were not run under Go; ${reason}\n`,
  );
}

if (reason === undefined && noDetector !== undefined) {
  process.stdout.write(`left out: the loops were run under Go, but not with its race detector; ${noDetector}\n`);
}

async function prove(unit: FixturePackage, files: readonly GoSource[]): Promise<ReadonlyMap<string, Seen>> {
  const names = claimsOf(unit).map(({ name }) => name);
  return runLoopProof(files, unit.goVersion, names, noDetector === undefined ? 'race' : 'none');
}

/** One claim for each function with marked lines; two where they do not agree. */
function claimsOf(unit: FixturePackage): Claim[] {
  return unit.files.flatMap((file) => {
    const expectations = readExpectations(file.source);
    return readGoFile(file.source).functions.flatMap(({ expression: name, firstLine, lastLine }): Claim[] => {
      const own = expectations.filter(
        ({ line, unrun }) => firstLine <= line && line <= lastLine && unrun === undefined,
      );
      const kinds = [...new Set(own.map(({ kind }) => kind !== 'ok'))];
      const lines = file.source.split('\n').slice(firstLine - 1, lastLine);
      const isOrdered = lines.some((line) => line.includes('// no race: '));
      return kinds.map((isShared) => ({ name, isShared, isOrdered, place: `${file.path}:${firstLine}` }));
    });
  });
}

/** `f` for `f.func1.2`. */
function outermost(name: string): string {
  return name.split('.')[0] ?? name;
}
