import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ledger } from '../tools/ledger/command.js';
import { recordedIo } from './support/recorded-io.js';
import { temporaryFolder } from './support/temporary-folder.js';

const FUNCTIONS = ['a', 'b', 'c', 'd', 'e', 'f'];
const SOURCE = `package p\n${FUNCTIONS.map(leak).join('')}`;

function leak(name: string): string {
  return `\nfunc ${name}(xs []int) {\n\tfor _, x := range xs {\n\t\tgo func() { println(x) }()\n\t}\n}\n`;
}

async function run(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = recordedIo();
  const code = await ledger(argv, io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}

function project(source = SOURCE): string {
  return `${temporaryFolder({ 'p/go.mod': 'module example.com/p\n\ngo 1.21\n', 'p/p.go': source })}/p`;
}

function places(text: string): string[] {
  return [...text.matchAll(/^- place: (\S+)/gm)].map(([, place = '']) => place);
}

describe('the ledger', () => {
  it('shows each finding with its source and room for a verdict', async () => {
    const { code, stdout, stderr } = await run(`${project(`package p\n${leak('f')}`)}/p.go`);
    expect(stdout).toMatchInlineSnapshot(`
      "## GL1010/go warning (high) \`8ecc078b4c4ff473\`

      - place: p/p.go:5:23 in \`f.func1\`
      - says: goroutine captures x, which all iterations share in Go 1.21: it may see the value of a later iteration
      - line 4: x is declared here
      - line 5: the goroutine starts here
      - verdict:

      \`\`\`go
         1  package p
         2  
         3  func f(xs []int) {
         4  	for _, x := range xs {
      >  5  		go func() { println(x) }()
         6  	}
         7  }
         8  
      \`\`\`
      "
    `);
    expect(stderr).toBe('ledger: 1 findings, 1 drawn, 1 new, 0 of the ledger no longer found\n');
    expect(code).toBe(0);
  });

  it('keeps what was written into it and adds what is new', async () => {
    const folder = project();
    const file = `${folder}/ledger.md`;
    await run(folder, '--update', file);
    const judged = readFileSync(file, 'utf8')
      .replace('- verdict:', '- verdict: right')
      .replace('- verdict:\n', '- verdict: wrong, for it waits\n');
    writeFileSync(file, judged);
    expect(await run(folder, '--update', file)).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'ledger: 6 findings, 6 drawn, 0 new, 0 of the ledger no longer found\nwarning: 1 right of 2 (50 %), 4 open\n',
    });
    // Lines that move keep their verdict; a new function is new, one that went is counted.
    writeFileSync(`${folder}/p.go`, `package p\n\n// moved\n${['b', 'c', 'd', 'e', 'f', 'g'].map(leak).join('')}`);
    const { stdout, stderr } = await run(folder, '--update', file);
    expect(places(stdout)).toEqual(['p/p.go:37:23']);
    expect(stderr).toContain('1 new, 1 of the ledger no longer found');
    expect(readFileSync(file, 'utf8')).toBe(`${judged}\n${stdout}`);
  });

  it('draws the same sample for the same seed', async () => {
    const folder = project();
    const draw = async (seed: string): Promise<string[]> =>
      places((await run(folder, '--sample', '3', '--seed', seed)).stdout);
    const first = await draw('1');
    expect(first).toHaveLength(3);
    expect(await draw('1')).toEqual(first);
    expect(new Set((await Promise.all(['2', '3', '4', '5'].map(draw))).map(String)).size).toBeGreaterThan(1);
  });

  it('shows findings of the codes and severities that are asked for', async () => {
    const folder = project();
    expect(places((await run(folder, '--code', 'GL4001,GL4002')).stdout)).toEqual([]);
    expect(places((await run(folder, '--code', 'GL1010', '--severity', 'warning')).stdout)).toHaveLength(6);
    expect(places((await run(folder, '--severity', 'hint')).stdout)).toEqual([]);
  });

  it.each([
    ['no path', [], 'name a folder or a Go file'],
    ['a path that is not there', ['nowhere'], 'no such file or folder: nowhere'],
    ['a sample that is no number', ['.', '--sample', 'many'], '--sample and --seed are numbers'],
    ['an option that it does not know', ['.', '--all'], "Unknown option '--all'"],
  ])('refuses %s', async (_, argv, reason) => {
    const { code, stderr } = await run(...argv);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });
});
