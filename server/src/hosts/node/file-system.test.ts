import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { failureOf, nodeFileSystem } from './file-system.js';

const files = nodeFileSystem;

describe('nodeFileSystem', () => {
  it('tells what entries are', async () => {
    const root = temporaryFolder({ 'a.go': 'package a\n', 'x.go/y.go': '' });
    symlinkSync('.', join(root, 'loop'));
    execFileSync('mkfifo', [join(root, 'pipe.go')]);
    const entries = await files.list(root);
    expect('failure' in entries ? entries : [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'a.go', type: 'file' },
      { name: 'loop', type: 'symlink' },
      { name: 'pipe.go', type: 'other' },
      { name: 'x.go', type: 'directory' },
    ]);
    expect(await files.stat(join(root, 'a.go'))).toEqual({ type: 'file', size: 10 });
    expect(await files.stat(join(root, 'loop'))).toMatchObject({ type: 'symlink' });
  });

  it('reads bytes', async () => {
    const root = temporaryFolder({ 'a.go': Uint8Array.of(0xef, 0xbb, 0xbf, 0, 0xff) });
    expect(await files.read(join(root, 'a.go'))).toEqual(Buffer.of(0xef, 0xbb, 0xbf, 0, 0xff));
  });

  it('answers where it cannot', async () => {
    const root = temporaryFolder({ 'a.go': '' });
    mkdirSync(join(root, 'folder'));
    symlinkSync('self', join(root, 'self'));
    execFileSync('mkfifo', [join(root, 'pipe.go')]);
    expect(await files.read(join(root, 'nope'))).toEqual({ failure: 'no such file or directory' });
    expect(await files.read(join(root, 'folder'))).toEqual({ failure: 'is a folder' });
    expect(await files.read(join(root, 'self'))).toEqual({ failure: 'too many levels of symbolic links' });
    expect(await files.read(join(root, 'pipe.go'))).toEqual({ failure: 'not a regular file' });
    expect(await files.read(join(root, 'n'.repeat(300)))).toEqual({ failure: 'name too long' });
    expect(await files.list(join(root, 'a.go'))).toEqual({ failure: 'not a folder' });
    expect(await files.stat(join(root, 'a.go/b.go'))).toEqual({ failure: 'not a folder' });
  });
});

describe('failureOf', () => {
  it('finds words for what a system says', () => {
    expect(failureOf(Object.assign(new Error('x'), { code: 'EPERM' }))).toBe('permission denied');
    expect(failureOf(Object.assign(new Error('x'), { code: 'ESTALE' }))).toBe('ESTALE');
    expect(failureOf(new Error('is odd'))).toBe('is odd');
    expect(failureOf('odd')).toBe('odd');
  });
});
