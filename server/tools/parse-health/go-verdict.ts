import { spawnSync } from 'node:child_process';
import type { BrokenFile } from './broken-file.js';

/** Who else refuses the file. */
export type Refusal = 'go/parser' | 'the compiler' | 'nobody';

const BATCH = 200;
const OUTPUT_BYTES = 64 << 20;

/** The files among `paths` that Go's own parser refuses, asked by gofmt; undefined where gofmt is not on PATH. */
export function refusedByParser(paths: readonly string[]): ReadonlySet<string> | undefined {
  const refused = new Set<string>();
  for (let i = 0; i < paths.length; i += BATCH) {
    const batch = paths.slice(i, i + BATCH);
    const { error, stderr } = spawnSync('gofmt', ['-e', '-l', '--', ...batch], {
      encoding: 'utf8',
      maxBuffer: OUTPUT_BYTES,
    });
    if (error !== undefined) return undefined;
    for (const path of batch) if (stderr.includes(`${path}:`)) refused.add(path);
  }
  return refused;
}

/** True if Go's own tests mark the line that we could not parse as one that the compiler must refuse. */
export function saysCompilerRefuses(file: BrokenFile): boolean {
  return file.lines.some((line) => /\/[/*] *(?:GC_|GCCGO_)?ERRORx?\b/.test(line));
}
