import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FixKind } from '../src/engine/index.js';
import { finalizerLines } from './go/instrument.js';
import type { Fate } from './go/proof.js';
import { runProof } from './go/proof.js';
import { goVersion, runGo, whyNoGo } from './go/toolchain.js';
import type { GoSource } from './harness/engine.js';
import { lint } from './harness/engine.js';
import type { Expectation } from './harness/expectations.js';
import { readExpectations } from './harness/expectations.js';
import type { ChosenFix } from './harness/fixes.js';
import { applyFixes, fixesOfKind, lineAfterFixes } from './harness/fixes.js';
import { packagesOf } from './harness/packages.js';
import { SAMPLE } from './harness/sample.js';

/** The rules whose fixtures are run. What does not parse cannot be. */
const units = ['cleanup-reaches-target', 'finalizer-captures-target']
  .flatMap(packagesOf)
  .filter(({ directory }) => !directory.endsWith('/broken'));
const files = units.flatMap((unit) => unit.files);
const goLine = '1.24';
const isBefore126 = /^go1\.2[45]\b/.test(goVersion() ?? '');
const reason = whyNoGo();
const GO_TIMEOUT_MS = 300_000;

interface Claim {
  readonly file: GoSource;
  readonly expectation: Expectation;
}

/** Every line that says whether its object stays. */
const claims: readonly Claim[] = files.flatMap((file) =>
  readExpectations(file.source).map((expectation) => ({ file, expectation })),
);
const runnable = claims.filter(({ expectation }) => expectation.unrun === undefined);

describe('the fixtures of finalizers and cleanups', () => {
  it('say of every finalizer and cleanup whether its object stays', () => {
    const unclaimed = files.flatMap((file) => {
      const lines = new Set(readExpectations(file.source).map(({ line }) => line));
      return finalizerLines(file.source)
        .filter((line) => !lines.has(line))
        .map((line) => `${file.path}:${line} has neither want nor ok nor known-miss`);
    });
    expect(unclaimed).toEqual([]);
  });

  it('are run, all but a few that say why not', () => {
    expect(claims.length).toBeGreaterThan(300);
    expect(claims.length - runnable.length).toBeLessThanOrEqual(4);
  });
});

if (reason === undefined) describe('under real Go', underGo);
else {
  describe('under real Go', () => {
    it(`nothing is run: ${reason}`, () => {
      process.stdout.write(`left out: ${runnable.length} lines and all fixes were not run under Go; ${reason}\n`);
      expect(goVersion() ?? '').not.toMatch(/^go1\.(?:2[4-9]|[3-9]\d)/);
    });
  });
}

function underGo(): void {
  it(
    'the fixtures are as gofmt writes them',
    async () => {
      expect(await unformatted(files)).toBe('');
    },
    GO_TIMEOUT_MS,
  );

  it(
    'the sample builds, vet has nothing to say, and it runs to its end',
    async () => {
      expect(await runGo('gofmt', ['-l', '.'], SAMPLE)).toMatchObject({ isSuccess: true, stdout: '' });
      expect(await runGo('go', ['vet', './...'], SAMPLE)).toMatchObject({ isSuccess: true, stderr: '' });
      const { stdout, isSuccess } = await runGo('go', ['run', './cmd/samplenode'], SAMPLE);
      expect(isSuccess).toBe(true);
      expect(stdout).toMatch(/height 3, 0 transactions wait, 12 hashes known\n$/);
    },
    GO_TIMEOUT_MS,
  );

  describe('what the fixtures claim', () => {
    let fates: ReadonlyMap<string, Fate> = new Map();

    beforeAll(async () => {
      fates = await runProof(files, goLine);
    }, GO_TIMEOUT_MS);

    it('is run line by line', () => {
      const missing = runnable.filter((claim) => !fates.has(placeOf(claim))).map(placeOf);
      expect(missing, 'never reached: no function of the fixture leads there').toEqual([]);
    });

    it('is true: what is wanted or a known miss stays, what is ok goes', () => {
      const lies = runnable.flatMap((claim) => {
        const { kept = 0, collected = 0, refused } = fates.get(placeOf(claim)) ?? {};
        const isKept = kept > 0 || refused !== undefined;
        if (isKept === (claim.expectation.kind !== 'ok')) return [];
        const marked = `${placeOf(claim)} is marked '${claim.expectation.kind}'`;
        return [`${marked}, but of its objects ${kept} stay and ${collected} go`];
      });
      expect(lies).toEqual([]);
    });

    it('names the panics of the run time', () => {
      const lies = runnable.flatMap((claim) => {
        const { refused } = fates.get(placeOf(claim)) ?? {};
        const panics = claim.expectation.kind === 'want' ? claim.expectation.panics : undefined;
        // Up to Go 1.25 the run time only compares the argument with the pointer.
        if (refused === undefined && panics !== 'ptr is equal to arg' && isBefore126) return [];
        if (panics === undefined ? refused === undefined : refused?.includes(panics) === true) return [];
        return [`${placeOf(claim)} says '${panics ?? 'nothing'}', the run time says '${refused ?? 'nothing'}'`];
      });
      expect(lies).toEqual([]);
    });
  });

  describe.each<{ kind: FixKind }>([{ kind: 'safe' }, { kind: 'review' }])('after all fixes ($kind)', ({ kind }) => {
    let chosen: readonly ChosenFix[] = [];
    let fixed: readonly GoSource[] = [];

    beforeAll(async () => {
      const reports = await Promise.all(units.map(lint));
      chosen = fixesOfKind(
        reports.flatMap(({ findings }) => findings),
        kind,
      );
      fixed = files.map((file) => ({ path: file.path, source: applyFixes(file, chosen) }));
    });

    it('there is something fixed', () => {
      expect(chosen.length).toBeGreaterThan(0);
    });

    it(
      'the files are as gofmt writes them',
      async () => {
        const changed = fixed.filter((file, index) => file.source !== files[index]?.source);
        expect(await unformatted(changed)).toBe('');
      },
      GO_TIMEOUT_MS,
    );

    it(
      'they compile, and every object whose finding was fixed goes',
      async () => {
        const fates = await runProof(fixed, goLine);
        const staying = chosen.flatMap(({ finding }) => {
          const file = files.find(({ path: name }) => name === finding.path);
          if (file === undefined || isUnrun(file, finding.range.start.line)) return [];
          const place = `${file.path}:${lineAfterFixes(file, chosen, finding.range.start.line)}`;
          const fate = fates.get(place);
          return fate?.kept === 0 && fate.refused === undefined ? [] : [`${place}: ${JSON.stringify(fate)}`];
        });
        expect(staying).toEqual([]);
      },
      GO_TIMEOUT_MS,
    );
  });
}

function placeOf({ file, expectation }: Claim): string {
  return `${file.path}:${expectation.line}`;
}

function isUnrun(file: GoSource, line: number): boolean {
  return readExpectations(file.source).some(
    (expectation) => expectation.line === line && expectation.unrun !== undefined,
  );
}

/** What `gofmt -l` prints: the names of files that it would change. */
async function unformatted(sources: readonly GoSource[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leaklens-gofmt-'));
  try {
    for (const { path: name, source } of sources) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), source);
    }
    const { stdout, stderr } = await runGo('gofmt', ['-l', '.'], folder);
    return stdout + stderr;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
