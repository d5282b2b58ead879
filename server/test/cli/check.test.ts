import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CancellationSource } from '../../src/base/index.js';
import { expectValidFindings, expectValidSarif } from '../support/schemas.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { CLEAN, LEAK } from './go-samples.js';
import { reportOf, run, testPlatform } from './harness.js';

describe('exit codes', () => {
  it('0 where nothing is found', async () => {
    const ran = await run(temporaryFolder({ 'a.go': CLEAN }), ['check']);
    expect(ran).toEqual({ code: 0, stdout: 'no findings; 1 of 1 Go file analysed\n', stderr: '' });
  });

  it('1 where something is, unless it is allowed', async () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    expect((await run(root, ['check'])).code).toBe(1);
    expect((await run(root, ['check', '--fail-on', 'error'])).code).toBe(0);
    expect((await run(root, ['check', '--fail-on', 'never'])).code).toBe(0);
  });

  it.each([
    [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    [['check', '--formt', 'json'], /unknown option '--formt'\n\(Did you mean --format\?\)/],
    [['check', '--format', 'xml'], /Allowed choices are text, json, sarif/],
    [['check', '--output', 'xml=x'], /unknown format: xml; choose from text, json, sarif/],
    [['check', '--jobs', '0'], /give a whole number from 1, or auto/],
    [['check', '--fail-on', 'always'], /Allowed choices are hint, information, warning, error, never/],
    [['check', '--min-confidence', 'none'], /Allowed choices are low, medium, high/],
    [['check', '--format', 'json', '--output', 'text'], /two reports would go to the standard output/],
    [['explain', 'GL0000'], /no rule is called GL0000; leaklens rules lists them/],
    [['explain'], /missing required argument 'rule'/],
    [['rules', 'GL4001'], /too many arguments/],
    [[], /Usage: leaklens/],
  ])('2 for %j', async (argv, message) => {
    const ran = await run(temporaryFolder({ 'a.go': CLEAN }), argv);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(message);
    expect(ran.stdout).toBe('');
  });

  it('3 where leaklens breaks down, with one line and the trace only on demand', async () => {
    const root = temporaryFolder({ 'a.go': CLEAN });
    const audit = (): Promise<never> => Promise.reject(new Error('the wheel came off\nand rolled away'));
    const ran = await run(root, ['check'], { audit });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toBe('leaklens: internal error: the wheel came off; set LEAKLENS_DEBUG=1 for details\n');
    await expect(run(root, ['check'], { audit, environment: { LEAKLENS_DEBUG: '1' } })).rejects.toThrow('stack trace');
  });

  it('4 where nothing was analysed, unless it is allowed', async () => {
    const root = temporaryFolder({ 'README.md': '# x\n' });
    const ran = await run(root, ['check']);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toBe('leaklens: no Go files in .; name a folder that holds some, or pass --allow-empty\n');
    expect((await run(root, ['check', '--allow-empty'])).code).toBe(0);
  });

  it('130 where it is cancelled, with what was found until then', async () => {
    const root = temporaryFolder({ 'a/a.go': LEAK, 'b/b.go': LEAK });
    const cancellation = new CancellationSource();
    const { files } = testPlatform();
    const ran = await run(root, ['check', '--format', 'json'], {
      cancellation,
      files: {
        read: async (file) => {
          if (file.endsWith('b.go')) cancellation.cancel();
          return files.read(file);
        },
      },
    });
    expect(ran.code).toBe(130);
    expect(ran.stderr).toBe('leaklens: cancelled; the report holds what was found until then\n');
    const { summary, findings } = reportOf(ran);
    expect(findings.map(({ path }) => path)).toEqual(['a/a.go']);
    expect(summary).toMatchObject({ files: 2, analysed: 1, skipped: [{ path: 'b/b.go', reason: 'audit cancelled' }] });
  });
});

describe('reports', () => {
  it('text names the place as Go tools do', async () => {
    const { stdout } = await run(temporaryFolder({ 'p/a.go': LEAK }), ['check']);
    expect(stdout).toMatch(/^p\/a\.go:9:2: GL4001 finalizer of c /);
    expect(stdout).toMatch(/\n\tp\/a\.go:9:48: /);
    expect(stdout).toMatch(/\n\n1 finding \(1 warning\); 1 of 1 Go file analysed\n$/);
  });

  it('json and sarif satisfy their schemas', async () => {
    const root = temporaryFolder({ 'p/a.go': LEAK, 'p/bad.go': 'package p\nfunc (', 'vendor/x.go': CLEAN });
    const json = await run(root, ['check', '--format', 'json']);
    expect(reportOf(json)).toMatchObject({
      root,
      summary: {
        files: 2,
        analysed: 2,
        skipped: [{ path: 'vendor', reason: 'vendor folder' }],
        parseErrors: [{ path: 'p/bad.go', line: 2 }],
      },
      findings: [{ code: 'GL4001', path: 'p/a.go', range: { start: { line: 9, column: 2, byteColumn: 2 } } }],
    });
    const sarif = await run(root, ['check', '--format', 'sarif']);
    expectValidSarif(JSON.parse(sarif.stdout));
    expect([json.code, sarif.code]).toEqual([1, 1]);
  });

  it('go to files besides the standard output', async () => {
    const root = temporaryFolder({ 'a.go': LEAK, 'out/old.json': 'old' });
    const ran = await run(root, ['check', '--output', 'json=out/old.json', '--output', 'sarif=out/x.sarif', 'a.go']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^a\.go:9:2: GL4001/);
    expectValidFindings(JSON.parse(readFileSync(join(root, 'out/old.json'), 'utf8')));
    expectValidSarif(JSON.parse(readFileSync(join(root, 'out/x.sarif'), 'utf8')));
    expect(readdirSync(join(root, 'out')).sort()).toEqual(['old.json', 'x.sarif']);
  });

  it('that cannot be written end the run before it begins', async () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    const audit = (): Promise<never> => Promise.reject(new Error('must not run'));
    const argv = ['check', '--output', 'sarif=x.sarif', '--output', 'json=no/such/x.json'];
    const ran = await run(root, argv, { audit });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toBe(`leaklens: cannot write ${join(root, 'no/such/x.json')}: no such file or directory\n`);
    expect(readdirSync(root)).toEqual(['a.go']);
  });

  it('are left alone where the audit breaks down', async () => {
    const root = temporaryFolder({ 'a.go': LEAK, 'x.json': 'old' });
    const audit = (): Promise<never> => Promise.reject(new Error('broke down'));
    expect((await run(root, ['check', '--output', 'json=x.json'], { audit })).code).toBe(3);
    expect(readFileSync(join(root, 'x.json'), 'utf8')).toBe('old');
    expect(readdirSync(root).sort()).toEqual(['a.go', 'x.json']);
  });

  it('are the same bytes on every run but for the duration', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i % 7}/f${i}.go`, LEAK]));
    const root = temporaryFolder(files);
    const once = async (): Promise<string> => {
      const { stdout } = await run(root, ['check', '--format', 'json']);
      return stdout.replace(/"durationMs": \d+/, '');
    };
    expect(await once()).toBe(await once());
  });
});

describe('files that are left out on purpose', () => {
  const root = (): string =>
    temporaryFolder({
      'a.go': CLEAN,
      'gen.go': `// Code generated by x. DO NOT EDIT.\n\n${LEAK}`,
      'tool.go': `//go:build ignore\n\n${LEAK}`,
      '_old.go': LEAK,
      '.gitignore': 'local.go\n',
      'local.go': LEAK,
      'testdata/x.go': LEAK,
      '.hidden/x.go': LEAK,
    });

  it('are counted, and listed for scripts', async () => {
    const { summary, findings } = reportOf(await run(root(), ['check', '--format', 'json']));
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ files: 5, analysed: 1, parseErrors: [] });
    expect(summary.skipped).toEqual([
      { path: '_old.go', reason: 'name begins with _' },
      { path: 'gen.go', reason: 'generated file' },
      { path: 'local.go', reason: 'excluded by .gitignore' },
      { path: 'testdata', reason: 'testdata folder' },
      { path: 'tool.go', reason: 'build constraint ignore' },
    ]);
  });

  it('do not trouble the reader of the text', async () => {
    const { code, stdout } = await run(root(), ['check']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      'no findings; 1 of 5 Go files analysed; skipped: 1 build constraint ignore, 1 excluded by .gitignore, ' +
        '1 generated file, 1 name begins with _, 1 testdata folder\n',
    );
  });

  it('stay unreported where they are generated, though they are named', async () => {
    const ran = await run(root(), ['check', 'gen.go']);
    expect(ran.code).toBe(4);
    expect(ran.stdout).toBe('no findings; 0 of 1 Go file analysed; skipped: 1 generated file\n');
    expect((await run(root(), ['check', 'local.go', '_old.go', 'testdata'])).code).toBe(1);
  });
});

describe('paths', () => {
  it('are relative to the working directory, or to what holds them all', async () => {
    const root = temporaryFolder({ 'a/a.go': LEAK, 'b/c/c.go': LEAK });
    const inside = reportOf(await run(root, ['check', 'b/...', '--format', 'json']));
    expect([inside.root, inside.findings.map(({ path }) => path)]).toEqual([root, ['b/c/c.go']]);
    const beside = reportOf(await run(join(root, 'a'), ['check', '../b', '--format', 'json']));
    expect([beside.root, beside.findings.map(({ path }) => path)]).toEqual([join(root, 'b'), ['c/c.go']]);
  });

  it('are shown in text as seen from the working directory', async () => {
    const root = temporaryFolder({ 'a/a.go': CLEAN, 'b/b.go': LEAK });
    expect((await run(join(root, 'a'), ['check', '..'])).stdout).toMatch(/^\.\.\/b\/b\.go:9:2: /);
  });
});

describe('options', () => {
  it('--quiet leaves only findings', async () => {
    const root = temporaryFolder({ 'a.go': LEAK, 'b.go': 'package (' });
    const ran = await run(root, ['check', '--quiet'], { isTerminal: true });
    expect(ran.stdout.split('\n').filter((line) => line.includes('.go:'))).toHaveLength(3);
    expect(ran.stdout).not.toContain('b.go');
    expect(ran.stderr).toBe('');
  });

  it('colours appear on terminals only, and never in files', async () => {
    const root = temporaryFolder({ 'a.go': LEAK });
    const onTerminal = await run(root, ['check', '--output', 'text=-'], { isTerminal: true });
    expect(onTerminal.stdout).toContain('\u001b[33mGL4001');
    expect((await run(root, ['check'])).stdout).not.toContain('\u001b');
    expect((await run(root, ['check', '--no-color'], { isTerminal: true })).stdout).not.toContain('\u001b');
    const environment = { FORCE_COLOR: '1' };
    const toFile = await run(root, ['check', '--output', 'text=x.txt', '--format', 'json'], { environment });
    expect(toFile.stdout + readFileSync(join(root, 'x.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('progress is shown on terminals, and taken away', async () => {
    const { stderr } = await run(temporaryFolder({ 'a.go': CLEAN }), ['check'], { isTerminal: true });
    expect(stderr).toMatch(/analysing 0 of 1 Go files.*\r\u001b\[K$/s);
  });

  it('--stats says what was read', async () => {
    const root = temporaryFolder({
      'go.mod': 'module m\n',
      'a/go.mod': 'module a\n',
      'go.work': 'use (\n.\n./a\n)\n',
      'a/a.go': CLEAN,
    });
    const { stderr } = await run(root, ['check', '--stats']);
    expect(stderr).toMatch(
      /^listed 1 Go files, 0\.0 MB, 1 packages in \d+ ms\nmodules: 2, go\.work uses 2\nthreads: 1\n/,
    );
    expect(stderr).toMatch(/analysed 1 Go files, 0 not fully parsed, in \d+ ms\nmemory: /);
  });

  it('--min-confidence shows more or less', async () => {
    const shadow = LEAK.replace('return c', 'if c.fd > 0 {\n\t\tc = nil\n\t}\n\treturn c');
    const root = temporaryFolder({ 'a.go': shadow });
    const countOf = async (confidence: string): Promise<number> => {
      return reportOf(await run(root, ['check', '--format', 'json', '--min-confidence', confidence])).findings.length;
    };
    expect(await countOf('medium')).toBe(1);
    expect(await countOf('high')).toBe(0);
  });
});

describe('the other commands', () => {
  it('list and explain rules', async () => {
    const root = temporaryFolder();
    expect((await run(root, ['rules'])).stdout).toMatch(/^GL4001 {2}finalizer-captures-target {2}warning /m);
    const listed = JSON.parse((await run(root, ['rules', '--format', 'json'])).stdout) as { code: string }[];
    expect(listed.map(({ code }) => code)).toContain('GL4001');
    const byCode = await run(root, ['explain', 'gl4001']);
    expect(byCode.stdout).toMatch(/^GL4001 finalizer-captures-target\n/);
    expect(await run(root, ['explain', 'finalizer-captures-target'])).toEqual(byCode);
  });

  it('print version and help', async () => {
    const root = temporaryFolder();
    const version = await run(root, ['--version']);
    expect(version.code).toBe(0);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const argv of [['--help'], ['help'], ['help', 'check'], ['check', '--help']]) {
      const help = await run(root, argv);
      expect([help.code, help.stderr]).toEqual([0, '']);
      expect(help.stdout).toContain('Usage: leaklens');
    }
  });
});
