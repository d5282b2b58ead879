import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neverCancelled, workspacePath } from '../src/base/index.js';
import { planAudit } from '../src/engine/index.js';
import { testPlatform } from './cli/harness.js';
import { temporaryFolder } from './support/temporary-folder.js';

const FOLDERS = ['', 'a/', 'b/', 'a/b/', 'a/b/a/', 'ab/', 'b/x.go/', '[a]? b/', '[a]? b/a/'];
const NAMES = ['a.go', 'b.go', 'ab.go', 'x.go', '#a.go', '!b.go', 'a b.go'];
const FILES = FOLDERS.flatMap((folder) => NAMES.map((name) => folder + name)).filter((path) => path !== 'b/x.go');

const segment = fc.constantFrom(
  'a',
  'b',
  'ab',
  'a*',
  '*',
  '?',
  '**',
  '[ab]',
  '[!a]',
  '*.go',
  'x.go',
  'a.go',
  'a?.go',
  '\\#a.go',
  '\\!b.go',
  '#a.go',
  'a b.go',
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    fc.constantFrom('', '', '/'),
    fc.array(segment, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/', '  ', '/*', '/**'),
  )
  .map(([negation, anchor, segments, end]) => negation + anchor + segments.join('/') + end);
const ignoreFile = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));

/** What git itself would leave out is the measure; there is no other for the meaning of these files. */
it('leaves out the files that git leaves out', async () => {
  const root = temporaryFolder(Object.fromEntries(FILES.map((path) => [path, 'package p\n'])));
  git(root, 'init', '--quiet');
  const platform = testPlatform();
  await fc.assert(
    fc.asyncProperty(ignoreFile, ignoreFile, ignoreFile, async (outer, inner, innermost) => {
      const contents = {
        '.gitignore': outer,
        'a/.gitignore': inner,
        'a/b/.gitignore': innermost,
        '[a]? b/.gitignore': innermost,
      };
      for (const [path, text] of Object.entries(contents)) writeFileSync(join(root, path), text);
      const target = { path: workspacePath(''), kind: 'folder' as const };
      const plan = await planAudit({ root, targets: [target] }, platform, neverCancelled);
      const kept = plan.packages.flatMap(({ files }) => files).sort();
      const byGit = git(root, 'ls-files', '-z', '--others', '--exclude-standard')
        .split('\0')
        .filter((path) => path.endsWith('.go'));
      expect(kept).toEqual(byGit.sort());
    }),
    { numRuns: 60, seed: 1 },
  );
  for (const folder of ['', 'a/', 'a/b/', '[a]? b/']) rmSync(join(root, `${folder}.gitignore`));
});

function git(folder: string, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: folder, XDG_CONFIG_HOME: folder };
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env });
}
