import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { LEAK } from './go-samples.js';
import { reportOf, run, testPlatform } from './harness.js';

const NOBODY = 65534;

/** Runs as somebody whom permissions bind: they mean nothing to root. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return work();
  process.seteuid(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid(0);
  }
}

function lockedRepository(): string {
  const root = temporaryFolder({
    'a.go': LEAK,
    'go.mod': 'module m\n',
    'locked.go': LEAK,
    'secret/a.go': LEAK,
    'listed/a.go': LEAK,
  });
  chmodSync(root, 0o755);
  chmodSync(join(root, 'locked.go'), 0);
  chmodSync(join(root, 'secret'), 0);
  chmodSync(join(root, 'listed'), 0o444);
  return root;
}

describe('permission denied', () => {
  it('to files and folders below the root', async () => {
    const root = lockedRepository();
    const ran = await asOrdinaryUser(() => run(root, ['check', '--format', 'json']));
    const { summary, findings } = reportOf(ran);
    expect(ran.code).toBe(1);
    expect(findings.map(({ path }) => path)).toEqual(['a.go']);
    expect(summary).toMatchObject({ files: 3, analysed: 1 });
    expect(summary.skipped).toEqual([
      { path: 'listed/a.go', reason: 'permission denied' },
      { path: 'locked.go', reason: 'permission denied' },
      { path: 'secret', reason: 'permission denied' },
    ]);
  });

  it('is said in the text report, place by place', async () => {
    const root = lockedRepository();
    const { stdout } = await asOrdinaryUser(() => run(root, ['check']));
    expect(stdout).toContain(
      '\nlisted/a.go: permission denied\nlocked.go: permission denied\nsecret: permission denied\n',
    );
    expect(stdout).toMatch(/; 1 of 3 Go files analysed; skipped: 3 permission denied\n$/);
  });

  it('to the root itself', async () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    chmodSync(root, 0);
    const ran = await asOrdinaryUser(() => run(root, ['check']));
    chmodSync(root, 0o700);
    expect(ran.code).toBe(4);
    expect(ran.stdout).toContain('.: permission denied\n');
    expect(ran.stderr).toContain('leaklens: no Go files in .');
  });

  it('to a path that is named', async () => {
    const root = lockedRepository();
    const ran = await asOrdinaryUser(() => run(root, ['check', 'secret/a.go']));
    expect(ran).toEqual({ code: 2, stdout: '', stderr: 'leaklens: cannot read secret/a.go: permission denied\n' });
  });

  it('to an output', async () => {
    const root = lockedRepository();
    const ran = await asOrdinaryUser(() => run(root, ['check', '--output', 'json=x.json']));
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toBe(`leaklens: cannot write ${join(root, 'x.json')}: permission denied\n`);
  });
});

describe('a file system that fails', () => {
  it('in any call loses only what the call was for', async () => {
    const root = temporaryFolder({ 'a.go': LEAK, 'b/b.go': LEAK, 'c/c.go': LEAK, 'd/d.go': LEAK });
    const { files } = testPlatform();
    const failing = { failure: 'input/output error' };
    const ran = await run(root, ['check', '--format', 'json'], {
      files: {
        list: async (path) => (path.endsWith('/b') ? failing : files.list(path)),
        stat: async (path) => (path.endsWith('c.go') ? failing : files.stat(path)),
        read: async (path) => (path.endsWith('d.go') ? failing : files.read(path)),
      },
    });
    const { summary, findings } = reportOf(ran);
    expect(findings.map(({ path }) => path)).toEqual(['a.go']);
    expect(summary.skipped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'b: input/output error',
      'c/c.go: input/output error',
      'd/d.go: input/output error',
    ]);
  });
});
