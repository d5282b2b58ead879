import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Confidence, Finding } from '../../src/engine/index.js';
import { createEngineAudit, reportBugs } from '../lib/engine-audit.js';
import type { EngineAudit } from '../lib/engine-audit.js';
import type { ToolIo } from '../lib/tool-io.js';
import type { Entry } from './entries.js';
import { readVerdicts, renderEntry, sample, sumUp } from './entries.js';

const USAGE =
  'usage: npm run ledger -- PATH… [--code GL1001] [--severity warning] [--min-confidence low] [--sample K --seed N] [--update FILE]';
const CONFIDENCES: readonly Confidence[] = ['low', 'medium', 'high'];
const TITLE = '# Ledger of findings\n';

interface Request {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly isWanted: (finding: Finding) => boolean;
  readonly minConfidence: Confidence;
  readonly sampleSize: number;
  readonly seed: number;
  readonly ledger: string | undefined;
}

/** The tool, with its arguments; answers with its exit code. */
export async function ledger(argv: readonly string[], io: ToolIo): Promise<number> {
  const request = readRequest(argv);
  if (typeof request === 'string') {
    io.stderr.write(`ledger: ${request}\n${USAGE}\n`);
    return 2;
  }
  const engine = createEngineAudit();
  const all = await collect(request, engine);
  const old = request.ledger !== undefined && existsSync(request.ledger) ? readFileSync(request.ledger, 'utf8') : '';
  const verdicts = readVerdicts(old);
  const known = new Set(verdicts.map(({ fingerprint }) => fingerprint));
  const drawn = sample(all, request.sampleSize, request.seed);
  const added = drawn.filter(({ finding }) => !known.has(finding.fingerprint));
  const text = added.map(renderEntry).join('\n');
  io.stdout.write(text);
  if (request.ledger !== undefined && added.length > 0) {
    writeFileSync(request.ledger, `${old === '' ? TITLE : old.trimEnd()}\n${old === '' ? '' : '\n'}${text}`);
  }
  const found = new Set(all.map(({ finding }) => finding.fingerprint));
  const gone = verdicts.filter(({ fingerprint }) => !found.has(fingerprint)).length;
  const counts = `${all.length} findings, ${drawn.length} drawn, ${added.length} new, ${gone} of the ledger no longer found`;
  io.stderr.write([`ledger: ${counts}`, ...sumUp(verdicts), ''].join('\n'));
  return reportBugs('ledger', engine, io);
}

async function collect({ paths, isWanted, minConfidence }: Request, engine: EngineAudit): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const named of paths) {
    const { root, findings } = await engine.run(named, minConfidence);
    entries.push(...findings.filter(isWanted).map((finding) => entryOf(root, finding)));
  }
  return entries;
}

function entryOf(root: string, finding: Finding): Entry {
  const lines = readFileSync(path.join(root, finding.path), 'utf8').split('\n');
  return { finding, file: `${path.basename(root)}/${finding.path}`, lines };
}

/** What the arguments ask for, or what is wrong with them. */
function readRequest(argv: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        code: { type: 'string' },
        severity: { type: 'string' },
        'min-confidence': { type: 'string' },
        sample: { type: 'string' },
        seed: { type: 'string' },
        update: { type: 'string' },
      },
    });
    if (positionals.length === 0) return 'name a folder or a Go file';
    const missing = positionals.find((named) => !existsSync(named));
    if (missing !== undefined) return `no such file or folder: ${missing}`;
    const minConfidence = CONFIDENCES.find((word) => word === (values['min-confidence'] ?? 'medium'));
    if (minConfidence === undefined) return `--min-confidence is one of ${CONFIDENCES.join(', ')}`;
    const [sampleSize, seed] = [Number(values.sample ?? Infinity), Number(values.seed ?? 1)];
    if (Number.isNaN(sampleSize) || Number.isNaN(seed)) return '--sample and --seed are numbers';
    const codes = values.code?.split(',');
    const severities = values.severity?.split(',');
    return {
      paths: positionals.map((named) => path.resolve(named)),
      isWanted: ({ code, severity }) => (codes?.includes(code) ?? true) && (severities?.includes(severity) ?? true),
      minConfidence,
      sampleSize,
      seed,
      ledger: values.update,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
