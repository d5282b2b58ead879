import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, openSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { built, endOf, runBuilt, startBuilt } from '../support/built.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { CLEAN, LEAK, largeRepository } from './go-samples.js';
import { expectNoStackTrace, reportOf, run } from './harness.js';

const withoutDuration = (text: string): string => text.replace(/"durationMs": \d+/, '"durationMs": 0');

describe('dist/cli.js', () => {
  it('is the command line of the sources', async () => {
    const root = temporaryFolder({
      'a/a.go': LEAK,
      'b/b.go': CLEAN,
      'b/bad.go': 'package b\nfunc (\n',
      'vendor/v.go': LEAK,
    });
    for (const argv of [
      ['check'],
      ['check', '--format', 'sarif'],
      ['rules'],
      ['explain', 'GL4001'],
      ['check', 'nope'],
      ['x'],
    ]) {
      expect(runBuilt(root, argv)).toEqual(await run(root, argv));
    }
    const json = runBuilt(root, ['check', '--format', 'json']);
    reportOf(json);
    expect(withoutDuration(json.stdout)).toBe(withoutDuration((await run(root, ['check', '--format', 'json'])).stdout));
  });

  it('finds the same with one thread and with several', () => {
    const root = temporaryFolder(largeRepository(14));
    const [one, two, three] = ['1', '2', '3'].map((jobs) => {
      return runBuilt(root, ['check', '--format', 'json', '--stats', '--jobs', jobs]);
    });
    expect([one, two, three].map((ran) => /threads: (\d)/.exec(ran?.stderr ?? '')?.[1])).toEqual(['1', '2', '3']);
    expect(reportOf(one ?? { stdout: '' }).findings).toHaveLength(14);
    expect(withoutDuration(two?.stdout ?? '')).toBe(withoutDuration(one?.stdout ?? ''));
    expect(withoutDuration(three?.stdout ?? '')).toBe(withoutDuration(one?.stdout ?? ''));
  });

  it('can be started by its name', () => {
    expect(readFileSync(built('cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it.runIf(existsSync('/dev/full'))('says when the report could not be written to the standard output', () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    const full = openSync('/dev/full', 'w');
    const ran = spawnSync(process.execPath, [built('cli.js'), 'check', '--format', 'json'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect([ran.status, ran.stderr]).toEqual([2, 'leaklens: cannot write the standard output: ENOSPC\n']);
  });

  it('brings its schema', () => {
    const schema = JSON.parse(readFileSync(built('findings.schema.json'), 'utf8')) as { title: string };
    expect(schema.title).toBe('Leaklens findings');
  });

  it('needs its other parts only where it parses', () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    for (const part of ['cli.js', 'core.js']) copyFileSync(built(part), join(root, part));
    expect(runBuilt(root, ['rules'], join(root, 'cli.js')).code).toBe(0);
    const ran = runBuilt(root, ['check'], join(root, 'cli.js'));
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(
      /^leaklens: internal error: cannot read .*\.wasm: no such file or directory; the installation is/,
    );
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(runBuilt(root, ['lsp', '--stdio'], join(root, 'cli.js')).stderr).toContain('server.js is missing');
  });
});

describe('a reader that goes away', () => {
  it('is met in silence', async () => {
    const root = temporaryFolder(largeRepository(30));
    const child = startBuilt(root, ['check', '--format', 'json', '--jobs', '1'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.once('data', () => child.stdout?.destroy());
    const ended = await endOf(child);
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(1);
  });
});

describe('an interrupt', () => {
  it.each(['1', '2'])('ends the audit with what was found, %s thread(s)', async (jobs) => {
    const root = temporaryFolder(largeRepository(100));
    const out = temporaryFolder();
    // The report's successor appears when all is ready, right before the audit.
    const isReady = new Promise<void>((resolve) => {
      const watcher = watch(out, () => {
        watcher.close();
        resolve();
      });
    });
    const child = startBuilt(root, ['check', '--jobs', jobs, '--output', `json=${join(out, 'x.json')}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ending = endOf(child);
    await isReady;
    child.kill('SIGINT');
    const ended = await ending;
    expect(ended.code).toBe(130);
    expect(ended.stderr).toBe('leaklens: cancelled; the report holds what was found until then\n');
    expectNoStackTrace({ ...ended, code: 130 });
    const { summary } = reportOf({ stdout: readFileSync(join(out, 'x.json'), 'utf8') });
    expect(summary.analysed).toBeLessThan(200);
    const cancelled = summary.skipped.filter(({ reason }) => reason === 'audit cancelled');
    expect(summary.analysed + cancelled.length).toBe(summary.files);
  });
});

describe('leaklens lsp', () => {
  it('serves an editor over standard input and output', async () => {
    expect(existsSync(built('server.js'))).toBe(true);
    const child = startBuilt(temporaryFolder(), ['lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const ending = endOf(child);
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    send({ method: 'initialized', params: {} });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    const ended = await ending;
    expect(ended.stdout).toContain('"serverInfo":{"name":"leaklens"');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });
});
