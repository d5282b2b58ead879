import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLE, SAMPLE_REPORT, auditSample, reportOnSample } from './harness/sample.js';

/** The rows of the README's table: a place that leaks and its twin. */
const rows = readFileSync(path.join(SAMPLE, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const match = /^\| (\S+\.go) \| `(\w+)` \| (.+) \| `(\w+)` \|$/.exec(line);
    return match === null
      ? []
      : [{ file: match[1] ?? '', leaking: match[2] ?? '', wrong: match[3] ?? '', twin: match[4] ?? '' }];
  });

describe('the sample node', () => {
  it('gives the report that its folder shows', async () => {
    const update = 'after looking at the difference: npm run fixtures -- --update';
    expect(await reportOnSample(), update).toBe(readFileSync(SAMPLE_REPORT, 'utf8'));
  });

  it('is analysed whole', async () => {
    const result = await auditSample();
    const files = readdirSync(SAMPLE, { recursive: true }).filter((name) => String(name).endsWith('.go'));
    expect({ analysed: result.analysed, skipped: result.skipped, parseErrors: result.parseErrors }).toEqual({
      analysed: files.length,
      skipped: [],
      parseErrors: [],
    });
  });

  it('is reported where its README says that something is wrong for which there is a rule, and nowhere else', async () => {
    const { findings } = await auditSample();
    const reported = findings.map((finding) => `${finding.path} ${lastName(finding.function)}`);
    const listed = rows
      .filter(({ wrong }) => !/\bticker\b/.test(wrong))
      .map(({ file, leaking }) => `${file} ${leaking}`);
    expect(listed).toHaveLength(14);
    expect(new Set(reported)).toEqual(new Set(listed));
    expect(reported).toHaveLength(listed.length);
  });

  it.each(rows)('has $leaking and its twin $twin in $file', ({ file, leaking, twin }) => {
    const source = readFileSync(path.join(SAMPLE, file), 'utf8');
    expect(source).toMatch(new RegExp(`^func (\\(.*?\\) )?${leaking}\\(`, 'm'));
    expect(source).toMatch(new RegExp(`^func (\\(.*?\\) )?${twin}\\(`, 'm'));
  });

  it('does not tell in its comments what is wrong', () => {
    for (const { file } of rows) {
      const source = readFileSync(path.join(SAMPLE, file), 'utf8');
      expect(source).not.toMatch(/\bGL\d{4}\b|\/\/.*\bleak/i);
    }
  });
});

/** `NewSet` of `NewSet.func1`, `Snapshot` of `(*Pool).Snapshot`. */
function lastName(name: string): string {
  return (
    name
      .replace(/(\.func\d+)+$/, '')
      .split('.')
      .at(-1) ?? ''
  );
}
