/**
 * Measures what people wait for. `npm run bench -- --repo DIR` takes a Go repository of yours instead of the sample;
 * `--rounds N` (5), `--only WORD` (the groups whose name has it), `--json FILE`.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createTreeStore } from '../src/syntax/index.js';
import { SourceText } from '../src/text/index.js';
import { auditFolder, writePackages } from './bench/audits.js';
import { inTemporaryFolder, runChild } from './bench/child.js';
import { openFiles, startServer, typeInFile } from './bench/editor.js';
import { makeGoFile } from './bench/go-source.js';
import type { Case, Figure } from './bench/measure.js';
import { measure, quantile } from './bench/measure.js';
import type { GoText } from './bench/stages.js';
import { analysisTime, createRawParser, readGoTexts, runStages } from './bench/stages.js';
import { stressCases } from './bench/stress.js';
import { stresses } from './bench/stress-sources.js';
import { build } from './build.mjs';
import { readParserWasm } from './lib/parser-wasm.js';
import { inRoot } from './lib/root.mjs';

interface Group {
  readonly name: string;
  readonly unit: string;
  /** What ratios refer to: the first figure of all, or the first of the same kind. */
  readonly baseline: 'first' | 'first of its kind';
  readonly cases: readonly Case[];
}

const KB = 1000;
const cli = inRoot('dist/cli.js');
const LINEAR_SIZES = [125 * KB, 250 * KB, 500 * KB, 1000 * KB];
const PACKAGE_FILES = 50;
const MEMORY_PACKAGES = [100, 400];

const { values: options } = parseArgs({
  options: { repo: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' } },
});
const repo = path.resolve(options.repo ?? inRoot('test-fixtures/sample-node'));
const rounds = Number(options.rounds ?? 5);

await build();
const results: { group: Group; figures: readonly Figure[] }[] = [];
await inTemporaryFolder(async (folder) => {
  const groups = (await makeGroups(folder)).filter(({ name }) => name.includes(options.only ?? ''));
  console.log(`node ${process.version}, ${os.availableParallelism()} processors, ${rounds} rounds`);
  for (const group of groups) {
    const figures = await measure(group.cases, rounds);
    results.push({ group, figures });
    print(group, figures);
  }
});
if (options.json !== undefined) {
  const groups = results.map(({ group: { name, unit }, figures }) => ({ name, unit, figures }));
  const machine = { node: process.version, processors: os.availableParallelism(), rounds };
  writeFileSync(
    options.json,
    `${JSON.stringify({ ...machine, repository: path.basename(repo), groups }, undefined, 2)}\n`,
  );
}

async function makeGroups(folder: string): Promise<readonly Group[]> {
  const raw = await createRawParser();
  const trees = await createTreeStore(readParserWasm());
  const texts = readGoTexts(repo);
  const megabytes = texts.reduce((sum, { text }) => sum + text.text.length, 0) / 1e6;
  const [small, large] = [makeGoFile(60 * KB), makeGoFile(170 * KB)];
  return [
    {
      name: `stages in one thread: ${path.basename(repo)}, all ${texts.length} files, ${megabytes.toFixed(2)} MB`,
      unit: 'ms of processor time',
      baseline: 'first',
      cases: [{ name: 'stage', run: () => stagesOf(texts) }],
    },
    {
      name: `audit: leaklens check ${path.basename(repo)}, cold`,
      unit: 'ms, MB',
      baseline: 'first of its kind',
      cases: [1, 2].map((jobs) => ({ name: `${jobs} at work`, run: () => auditFolder(repo, jobs) })),
    },
    {
      name: `keystroke to diagnostics, over stdio, in a package of ${PACKAGE_FILES} files`,
      unit: 'ms',
      baseline: 'first of its kind',
      cases: [
        { name: '60 KB', run: () => typeInFile(small, PACKAGE_FILES) },
        { name: '170 KB', run: () => typeInFile(large, PACKAGE_FILES) },
      ],
    },
    {
      name: 'start of a process',
      unit: 'ms',
      baseline: 'first',
      cases: [
        { name: 'node', run: () => ({ 'does nothing': startMs(folder, ['-e', '0']) }) },
        {
          name: 'leaklens',
          run: () => ({ '--version': startMs(folder, [cli, '--version']), rules: startMs(folder, [cli, 'rules']) }),
        },
        { name: 'language server', run: () => startServer(makeGoFile(10 * KB)) },
      ],
    },
    {
      name: 'linear: all stages per byte in one file',
      unit: 'ns per byte',
      baseline: 'first of its kind',
      cases: LINEAR_SIZES.map((size) => ({ name: `${size / KB} KB`, run: () => nanosecondsPerByte(size) })),
    },
    {
      name: 'size ladder: what is long or deep, cost per unit, which must not grow',
      unit: 'µs of processor time per unit',
      baseline: 'first of its kind',
      cases: stresses.flatMap((stress) => stressCases(stress, (text) => trees.parseOnce(text))),
    },
    {
      name: 'memory',
      unit: 'MB',
      baseline: 'first of its kind',
      cases: [
        ...MEMORY_PACKAGES.map((count) => packagesCase(folder, count)),
        { name: 'language server', run: async () => ({ '50 files of 60 KB open': await openFiles(small, 50) }) },
      ],
    },
  ];

  function stagesOf(files: readonly GoText[]): Record<string, number> {
    const times = runStages(raw, files);
    return { ...times, 'analysis (bind, link, check), in % of parse': (100 * analysisTime(times)) / times.parse };
  }

  function nanosecondsPerByte(size: number): Record<string, number> {
    const text = makeGoFile(size);
    const times = runStages(raw, [{ folder: '', name: 'linear.go', text: new SourceText(text) }]);
    const perByte = (ms: number): number => (ms * 1e6) / text.length;
    return {
      parse: perByte(times.parse),
      flatten: perByte(times.flatten),
      analysis: perByte(analysisTime(times)),
    };
  }
}

function packagesCase(folder: string, count: number): Case {
  const directory = path.join(folder, `packages${count}`);
  writePackages(directory, count);
  const run = async (): Promise<Record<string, number>> => ({ peak: (await auditFolder(directory, 1))['memory MB'] });
  return { name: `audit of ${count} packages of 40 KB`, run };
}

/** The median of some runs, as one alone hangs on what the machine did just before. */
function startMs(folder: string, args: readonly string[]): number {
  return quantile(
    Array.from({ length: 5 }, () => runChild(folder, args).ms),
    0.5,
  );
}

/** Each figure: median, least, most, and the ratio of its median to the baseline's. */
function print({ name, unit, baseline }: Group, figures: readonly Figure[]): void {
  console.log(`\n${name} (${unit})`);
  for (const figure of figures) {
    const kind = figure.name.replace(/^[^:]*: /, '');
    const isSameKind = (other: Figure): boolean => baseline === 'first' || other.name.endsWith(`: ${kind}`);
    const ratio = figure.median / (figures.find(isSameKind) ?? figure).median;
    const cells = [figure.median, figure.least, figure.most].map((value) =>
      value.toFixed(value < 100 ? 1 : 0).padStart(9),
    );
    console.log(`  ${figure.name.padEnd(44)} ${cells.join('')}  x${ratio.toFixed(2)}`);
  }
}
