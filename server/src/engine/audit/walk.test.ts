import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../../test/support/memory-files.js';
import type { Special } from '../../../test/support/memory-files.js';
import { neverCancelled, workspacePath } from '../../base/index.js';
import type { Listing } from './listing.js';
import { walk } from './walk.js';
import type { AuditTarget } from './walk.js';

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const GO = 'package p\n';

/** Lists `/repo`. Targets that end in .go are files. */
function list(
  tree: Readonly<Record<string, string | Special>>,
  targets: readonly string[] = [''],
  links: Readonly<Record<string, string>> = {},
): Promise<Listing> {
  const named = targets.map((path): AuditTarget => {
    return { path: workspacePath(path), kind: path.endsWith('.go') ? 'file' : 'folder' };
  });
  return walk('/repo', named, { files: memoryFiles(tree, links), decodeUtf8 }, neverCancelled);
}

const filesOf = (listing: Listing): string[] =>
  listing.folders.flatMap(({ files }) => files.map(({ path }) => path)).sort();
const factsOf = (listing: Listing): string[] =>
  listing.folders.flatMap(({ factFiles }) => factFiles.map(({ path }) => path)).sort();
const skippedOf = (listing: Listing): string[] =>
  listing.skipped.map(({ path, reason }) => `${path}: ${reason}`).sort();

describe('what is entered', () => {
  it('takes all Go files and nothing else', async () => {
    const listing = await list({
      '/repo/a.go': GO,
      '/repo/p/b_test.go': GO,
      '/repo/p/c.txt': '',
      '/repo/p/go': '',
      '/other/x.go': GO,
    });
    expect(filesOf(listing)).toEqual(['a.go', 'p/b_test.go']);
    expect(listing.skipped).toEqual([]);
  });

  it('lists excluded folders without entering them, but for hidden ones', async () => {
    const files = memoryFiles({
      '/repo/vendor/x/x.go': GO,
      '/repo/a/testdata/x.go': GO,
      '/repo/third_party/x.go': GO,
      '/repo/node_modules/m/x.go': GO,
      '/repo/_old/x.go': GO,
      '/repo/.git/x.go': GO,
      '/repo/a/a.go': GO,
    });
    const root: AuditTarget = { path: workspacePath(''), kind: 'folder' };
    const listing = await walk('/repo', [root], { files, decodeUtf8 }, neverCancelled);
    expect(filesOf(listing)).toEqual(['a/a.go']);
    expect(skippedOf(listing)).toEqual([
      '_old: name begins with _',
      'a/testdata: testdata folder',
      'node_modules: node_modules folder',
      'third_party: third_party folder',
      'vendor: vendor folder',
    ]);
    expect(files.reads.filter((path) => path.startsWith('/repo'))).toEqual(['/repo', '/repo/a']);
  });

  it('enters a folder that is named like a file', async () => {
    expect(filesOf(await list({ '/repo/x.go/y.go': GO }))).toEqual(['x.go/y.go']);
  });

  it('honours .gitignore files, the inner over the outer', async () => {
    const listing = await list({
      '/repo/.gitignore': '*.pb.go\n/gen/\n',
      '/repo/a.pb.go': GO,
      '/repo/gen/x.go': GO,
      '/repo/api/.gitignore': '!keep.pb.go\n',
      '/repo/api/keep.pb.go': GO,
      '/repo/api/gen/x.go': GO,
    });
    expect(filesOf(listing)).toEqual(['api/gen/x.go', 'api/keep.pb.go']);
    expect(skippedOf(listing)).toEqual(['a.pb.go: excluded by .gitignore', 'gen: excluded by .gitignore']);
    expect(factsOf(listing)).toEqual(['a.pb.go']);
    expect(listing.skippedFiles).toBe(1);
  });
});

describe('what is named', () => {
  const tree = {
    '/repo/.gitignore': 'gen\n*.pb.go\n',
    '/repo/gen/x.go': GO,
    '/repo/gen/y.pb.go': GO,
    '/repo/vendor/m/m.go': GO,
    '/repo/vendor/m/testdata/t.go': GO,
    '/repo/a/a.go': GO,
    '/repo/a/a_test.go': GO,
    '/repo/a/b.pb.go': GO,
    '/repo/a/_c.go': GO,
  };

  it('is never excluded, though what lies below it may be', async () => {
    const listing = await list(tree, ['vendor/m', 'gen']);
    expect(filesOf(listing)).toEqual(['gen/x.go', 'gen/y.pb.go', 'vendor/m/m.go']);
    expect(skippedOf(listing)).toEqual(['vendor/m/testdata: testdata folder']);
  });

  it('does not count as skipped where another target met it', async () => {
    const listing = await list(tree, ['', 'gen']);
    expect(filesOf(listing)).toContain('gen/x.go');
    expect(skippedOf(listing)).toEqual([
      'a/_c.go: name begins with _',
      'a/b.pb.go: excluded by .gitignore',
      'vendor: vendor folder',
    ]);
  });

  it('brings the files beside it as facts', async () => {
    const listing = await list(tree, ['a/b.pb.go']);
    expect(filesOf(listing)).toEqual(['a/b.pb.go']);
    expect(factsOf(listing)).toEqual(['a/a.go', 'a/a_test.go']);
    expect(factsOf(await list(tree, ['a/a.go']))).toEqual(['a/a_test.go', 'a/b.pb.go']);
  });

  it('is analysed once where targets overlap', async () => {
    const listing = await list(tree, ['a/a.go', 'a', 'a/a.go', '']);
    expect(filesOf(listing)).toEqual(['a/a.go', 'a/a_test.go']);
    expect(factsOf(listing)).toEqual(['a/b.pb.go']);
  });

  it('is followed where it is a symbolic link', async () => {
    const linked = { '/repo/link': { type: 'symlink' }, '/real/x.go': GO } as const;
    expect(filesOf(await list(linked, ['link'], { '/repo/link': '/real' }))).toEqual(['link/x.go']);
  });
});

describe('what cannot be read', () => {
  it('is listed with the reason', async () => {
    const listing = await list(
      {
        '/repo/secret': { type: 'directory', failure: 'permission denied' },
        '/repo/gone.go': { type: 'file', vanished: true },
        '/repo/big.go': { type: 'file', size: 16 * 1024 * 1024 + 1 },
        '/repo/pipe.go': { type: 'other' },
        '/repo/link.go': { type: 'symlink' },
        '/repo/folder-link': { type: 'symlink' },
        '/repo/broken-link': { type: 'symlink' },
        '/repo/loop': { type: 'symlink' },
        '/repo/ok.go': GO,
      },
      [''],
      { '/repo/folder-link': '/repo', '/repo/loop': '/repo' },
    );
    expect(filesOf(listing)).toEqual(['ok.go']);
    expect(skippedOf(listing)).toEqual([
      'big.go: larger than 16 MB',
      'folder-link: symbolic link',
      'gone.go: no such file or directory',
      'link.go: symbolic link',
      'loop: symbolic link',
      'pipe.go: not a regular file',
      'secret: permission denied',
    ]);
    expect(listing.skippedFiles).toBe(4);
  });

  it('may be the root itself', async () => {
    const listing = await list({ '/repo': { type: 'directory', failure: 'permission denied' } });
    expect(skippedOf(listing)).toEqual(['.: permission denied']);
  });

  it('may be a file that says what belongs to it', async () => {
    const denied = { type: 'file', failure: 'permission denied' } as const;
    const listing = await list({ '/repo/go.mod': denied, '/repo/.gitignore': denied, '/repo/a.go': GO });
    expect(filesOf(listing)).toEqual(['a.go']);
    expect(skippedOf(listing)).toEqual(['.gitignore: permission denied', 'go.mod: permission denied']);
    expect(listing.skippedFiles).toBe(0);
  });
});

describe('modules', () => {
  it('are found in every folder that is entered, and above those that are named', async () => {
    const listing = await list(
      {
        '/repo/go.mod': 'module m\n',
        '/repo/go.work': 'use .\n',
        '/repo/a/go.mod': 'module a\n',
        '/repo/a/b/x.go': GO,
        '/repo/c/go.mod': 'module c\n',
      },
      ['a/b'],
    );
    expect(listing.modules).toEqual([
      { directory: '', inside: '', text: 'module m\n' },
      { directory: 'a', inside: '', text: 'module a\n' },
    ]);
    expect(listing.goWork).toBe('use .\n');
  });

  it('may lie above the root', async () => {
    const tree = { '/go.mod': 'module outer\n', '/repo/a.go': GO };
    expect((await list(tree)).modules).toEqual([{ directory: '', inside: 'repo', text: 'module outer\n' }]);
  });
});

it('stops where it is cancelled', async () => {
  const files = memoryFiles({ '/repo/a.go': GO });
  const root: AuditTarget = { path: workspacePath(''), kind: 'folder' };
  const listing = await walk('/repo', [root], { files, decodeUtf8 }, { isCancelled: true });
  expect(filesOf(listing)).toEqual([]);
});
