import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import { finalizerLines } from './go/instrument.js';
import { runProof } from './go/proof.js';
import { randomProgram } from './go/random-programs.js';
import { whyNoGo } from './go/toolchain.js';
import { lint } from './harness/engine.js';
import { fixturePath } from './harness/packages.js';

const reason = whyNoGo();
const GO_TIMEOUT_MS = 300_000;
const SEEDS = [1, 2, 3];
const FUNCTIONS_PER_SEED = 300;

/** The types that the programs are about are those of the fixtures. */
const types = {
  path: workspacePath('random/types.go'),
  source: readFileSync(fixturePath('finalizer-captures-target/types.go'), 'utf8'),
};

/** What the engine and the run time say of one finalizer. */
interface Verdict {
  readonly place: string;
  readonly isKept: boolean;
  /** The message of a warning, or of what is said with less force. */
  readonly warning: string | undefined;
  readonly doubt: string | undefined;
}

describe('random programs', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(randomProgram(1, 20)).toBe(randomProgram(1, 20));
    expect(randomProgram(1, 20)).not.toBe(randomProgram(2, 20));
  });

  it('parse', async () => {
    const { parseErrors } = await lint(packageOf(SEEDS));
    expect(parseErrors.size).toBe(0);
  });

  if (reason !== undefined) {
    it(`are not run under Go: ${reason}`, () => {
      process.stdout.write(`left out: ${SEEDS.length * FUNCTIONS_PER_SEED} random functions were not run; ${reason}\n`);
      expect(whyNoGo()).toBe(reason);
    });
    return;
  }

  it(
    'are reported where their objects stay, with what certainty a warning and a silence claim',
    async () => {
      const verdicts = await judge();
      const warned = verdicts.filter(({ warning }) => warning !== undefined);
      const kept = verdicts.filter(({ isKept }) => isKept);
      const wrong = warned.filter(({ isKept }) => !isKept);
      const missed = kept.filter(({ warning, doubt }) => warning === undefined && doubt === undefined);
      process.stdout.write(
        `random programs: ${verdicts.length} finalizers run, ${kept.length} objects stay; ` +
          `${warned.length} warnings, ${wrong.length} of them wrong; ${missed.length} missed\n`,
      );
      expect(warned.length, 'too few warnings to say anything').toBeGreaterThan(100);
      expect(wrong.length / warned.length, wrong.map(show).join('\n')).toBeLessThan(0.05);
      expect(missed.length / kept.length, missed.map(show).join('\n')).toBeLessThan(0.15);
    },
    GO_TIMEOUT_MS,
  );
});

async function judge(): Promise<readonly Verdict[]> {
  const unit = packageOf(SEEDS);
  const { findings } = await lint(unit);
  const fates = await runProof(unit.files, unit.goVersion);
  return unit.files.flatMap((file) =>
    finalizerLines(file.source).flatMap((line) => {
      const place = `${file.path}:${line}`;
      const fate = fates.get(place);
      if (fate === undefined) return []; // every call left before it came there
      const finding = findings.find(({ path, range }) => path === file.path && range.start.line === line);
      const isWarning = finding?.severity === 'warning';
      const warning = isWarning ? finding.message : undefined;
      const doubt = isWarning ? undefined : finding?.message;
      return [{ place, isKept: fate.kept > 0, warning, doubt }];
    }),
  );
}

function packageOf(seeds: readonly number[]): Parameters<typeof lint>[0] {
  const programs = seeds.map((seed) => ({
    path: workspacePath(`random/seed${seed}.go`),
    source: randomProgram(seed, FUNCTIONS_PER_SEED),
  }));
  return { importPath: 'example.com/rules/random', goVersion: '1.24', files: [types, ...programs] };
}

function show({ place, warning }: Verdict): string {
  return `${place} ${warning ?? 'is not reported'}`;
}
