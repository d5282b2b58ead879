import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { AuditResult, Confidence } from '../../src/engine/index.js';
import { rules } from '../../src/rules/index.js';
import { createEngineAudit, reportBugs } from '../lib/engine-audit.js';
import type { EngineAudit } from '../lib/engine-audit.js';
import type { ToolIo } from '../lib/tool-io.js';
import { classNames } from './classes.js';
import type { Fix } from './fixes.js';
import { readFixes } from './fixes.js';
import { judge } from './judge.js';
import type { Verdict } from './judge.js';
import { renderJson, renderText } from './render.js';

const USAGE = 'usage: npm run recall -- FIXES.json EXPORTED_DIR [--class a,b] [--min-confidence low] [--json]';
const CONFIDENCES: readonly Confidence[] = ['low', 'medium', 'high'];

interface Request {
  readonly fixes: readonly Fix[];
  readonly exported: string;
  readonly minConfidence: Confidence;
  readonly isJson: boolean;
}

/** The tool, with its arguments; answers with its exit code. */
export async function recall(argv: readonly string[], io: ToolIo): Promise<number> {
  const request = readRequest(argv);
  if (typeof request === 'string') {
    io.stderr.write(`recall: ${request}\n${USAGE}\n`);
    return 2;
  }
  const engine = createEngineAudit();
  const verdicts = await judgeAll(request, engine);
  io.stdout.write(request.isJson ? renderJson(verdicts) : renderText(verdicts));
  return reportBugs('recall', engine, io);
}

async function judgeAll({ fixes, exported, minConfidence }: Request, engine: EngineAudit): Promise<Verdict[]> {
  const known = new Set(rules.map((rule) => rule.code));
  const auditSide = async (side: string, fix: Fix): Promise<AuditResult | undefined> => {
    const folder = path.join(exported, side, fix.id);
    return existsSync(folder) ? engine.run(folder, minConfidence) : undefined;
  };
  const verdicts: Verdict[] = [];
  for (const fix of fixes) {
    const audits = { before: await auditSide('before', fix), after: await auditSide('after', fix) };
    verdicts.push(judge(fix, audits, known));
  }
  return verdicts;
}

/** What the arguments ask for, or what is wrong with them. */
function readRequest(argv: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { class: { type: 'string' }, 'min-confidence': { type: 'string' }, json: { type: 'boolean' } },
    });
    const [list, folder, ...more] = positionals;
    if (list === undefined || folder === undefined || more.length > 0) return 'a list and a folder are needed';
    const exported = path.resolve(folder);
    if (!existsSync(path.join(exported, 'before')))
      return `there is no folder before in ${folder}; export the list first`;
    const minConfidence = CONFIDENCES.find((word) => word === (values['min-confidence'] ?? 'medium'));
    if (minConfidence === undefined) return `--min-confidence is one of ${CONFIDENCES.join(', ')}`;
    const fixes = readFixes(readFileSync(list, 'utf8'));
    if (typeof fixes === 'string') return `${list} cannot be used: ${fixes}`;
    const classes = values.class?.split(',') ?? classNames;
    const unknown = [...classes, ...fixes.map((fix) => fix.class)].find((name) => !classNames.includes(name));
    if (unknown !== undefined) return `unknown class ${unknown}; known are ${classNames.join(', ')}`;
    const chosen = fixes.filter((fix) => classes.includes(fix.class));
    return { fixes: chosen, exported, minConfidence, isJson: values.json === true };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
