import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { CLEAN, LEAK } from './go-samples.js';
import { check, run, testPlatform } from './harness.js';

describe('paths', () => {
  it('no such path', async () => {
    const ran = await run(temporaryFolder({ 'a.go': LEAK }), ['check', '.', 'nope/deep']);
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr: 'leaklens: cannot read nope/deep: no such file or directory\n',
    });
  });

  it('not a Go repository', async () => {
    const root = temporaryFolder({ 'main.py': 'print()\n', 'docs/index.md': '' });
    const ran = await run(root, ['check', '.', 'docs']);
    expect(ran).toEqual({
      code: 4,
      stdout: 'no findings; 0 of 0 Go files analysed\n',
      stderr: 'leaklens: no Go files in . docs; name a folder that holds some, or pass --allow-empty\n',
    });
  });

  it('a folder without go.mod', async () => {
    const checked = await check(temporaryFolder({ 'deep/p/a.go': LEAK }));
    expect(checked).toMatchObject({ code: 1, places: ['deep/p/a.go:9:2/2'] });
  });

  it('several modules, each with its own Go version', async () => {
    const checked = await check(
      temporaryFolder({
        'go.mod': 'module example.com/new\n\ngo 1.24\n',
        'a.go': LEAK,
        'old/go.mod': 'module example.com/old\n\ngo 1.20\n',
        'old/p/a.go': LEAK,
      }),
    );
    const fixes = checked.findings.map(({ path, fixes }) => `${path} ${JSON.stringify(fixes).includes('AddCleanup')}`);
    expect(fixes).toEqual(['a.go true', 'old/p/a.go false']);
  });

  it('go.work changes nothing, whatever it says', async () => {
    const files = {
      'a/go.mod': 'module a\ngo 1.24\n',
      'a/a.go': LEAK,
      'b/go.mod': 'module b\ngo 1.24\n',
      'b/b.go': LEAK,
    };
    const plain = await check(temporaryFolder(files));
    const listed = await check(temporaryFolder({ ...files, 'go.work': 'go 1.26\nuse ./a\n' }));
    const broken = await check(temporaryFolder({ ...files, 'go.work': '\u0000(((' }));
    expect(plain.places).toEqual(['a/a.go:9:2/2', 'b/b.go:9:2/2']);
    expect(listed.findings).toEqual(plain.findings);
    expect(broken.findings).toEqual(plain.findings);
  });

  it('a directory named x.go', async () => {
    const root = temporaryFolder({ 'x.go/y.go': LEAK });
    mkdirSync(join(root, 'empty.go'));
    const checked = await check(root);
    expect(checked).toMatchObject({ code: 1, places: ['x.go/y.go:9:2/2'], summary: { files: 1, skipped: [] } });
  });

  it('symbolic links, in circles, too', async () => {
    const root = temporaryFolder({ 'a/a.go': LEAK, 'b/b.go': CLEAN });
    symlinkSync('..', join(root, 'a', 'up'));
    symlinkSync('self', join(root, 'self'));
    symlinkSync('self.go', join(root, 'self.go'));
    symlinkSync('../b', join(root, 'a', 'other'));
    symlinkSync('../b/b.go', join(root, 'a', 'c.go'));
    symlinkSync('nowhere', join(root, 'dangling'));
    const checked = await check(root);
    expect(checked).toMatchObject({ code: 1, places: ['a/a.go:9:2/2'], summary: { files: 4, analysed: 2 } });
    expect(checked.summary.skipped).toEqual([
      { path: 'a/c.go', reason: 'symbolic link' },
      { path: 'a/other', reason: 'symbolic link' },
      { path: 'a/up', reason: 'symbolic link' },
      { path: 'self.go', reason: 'symbolic link' },
    ]);
  });

  it('a symbolic link in a circle that is named', async () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    symlinkSync('self', join(root, 'self'));
    const ran = await run(root, ['check', 'self']);
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr: 'leaklens: cannot read self: too many levels of symbolic links\n',
    });
  });

  it('names with spaces, percent signs and other alphabets', async () => {
    const root = temporaryFolder({ 'a b/100%#?.go': LEAK, '日本/é😀.go': LEAK });
    const checked = await check(root);
    expect(checked.places).toEqual(['a b/100%#?.go:9:2/2', '日本/é😀.go:9:2/2']);
    const sarif = await run(root, ['check', '--format', 'sarif']);
    expect(sarif.stdout).toContain('"uri": "a%20b/100%25%23%3F.go"');
    expect(sarif.stdout).toContain('"uri": "%E6%97%A5%E6%9C%AC/%C3%A9%F0%9F%98%80.go"');
  });
});

describe('files that change while they are read', () => {
  it('a file that vanishes', async () => {
    const root = temporaryFolder({ 'a.go': LEAK, 'gone.go': LEAK, 'late.go': LEAK });
    const { files } = testPlatform();
    const checked = await check(root, {
      files: {
        list: async (directory) => {
          const entries = await files.list(directory);
          rmSync(join(root, 'gone.go'), { force: true });
          return entries;
        },
        read: async (file) => {
          if (file.endsWith('late.go')) rmSync(file);
          return files.read(file);
        },
      },
    });
    expect(checked).toMatchObject({ code: 1, places: ['a.go:9:2/2'], summary: { files: 3, analysed: 1 } });
    expect(checked.summary.skipped).toEqual([
      { path: 'gone.go', reason: 'no such file or directory' },
      { path: 'late.go', reason: 'no such file or directory' },
    ]);
  });

  it('a folder that vanishes', async () => {
    const root = temporaryFolder({ 'a.go': LEAK, 'gone/a.go': LEAK });
    const { files } = testPlatform();
    const checked = await check(root, {
      files: {
        list: async (directory) => {
          if (directory.endsWith('gone')) rmSync(directory, { recursive: true });
          return files.list(directory);
        },
      },
    });
    expect(checked.places).toEqual(['a.go:9:2/2']);
    expect(checked.summary.skipped).toEqual([{ path: 'gone', reason: 'no such file or directory' }]);
  });
});
