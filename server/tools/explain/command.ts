import { existsSync } from 'node:fs';
import type { ToolIo } from '../lib/tool-io.js';
import { load } from './load.js';
import { explainFile, explainLine } from './sections.js';

const USAGE = 'usage: npm run explain -- FILE.go[:LINE]';

/** The tool, with its arguments; answers with its exit code. */
export async function explain(argv: readonly string[], io: ToolIo): Promise<number> {
  const [place, ...more] = argv;
  if (place === undefined || more.length > 0) return fail(io, USAGE);
  const { file, line } = readPlace(place);
  const explained = await load(file);
  if (typeof explained === 'string') return fail(io, `${explained}\n${USAGE}`);
  const count = explained.analysed.file.text.lineCount;
  if (line !== undefined && (line < 1 || line > count)) return fail(io, `${file} has ${count} lines\n${USAGE}`);
  const sections = line === undefined ? explainFile(explained) : explainLine(explained, line);
  for (const { title, text } of sections) {
    io.stdout.write(`=== ${title}\n\n${text.trim() === '' ? 'nothing' : text.trimEnd()}\n\n`);
  }
  return 0;
}

/** `FILE:LINE`; a file may have a colon in its own name. */
function readPlace(place: string): { readonly file: string; readonly line: number | undefined } {
  const match = existsSync(place) ? null : /^(.*):(\d+)$/.exec(place);
  return match === null ? { file: place, line: undefined } : { file: match[1] ?? '', line: Number(match[2]) };
}

function fail(io: ToolIo, message: string): number {
  io.stderr.write(`explain: ${message}\n`);
  return 2;
}
