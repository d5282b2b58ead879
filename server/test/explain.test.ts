import { describe, expect, it } from 'vitest';
import { explain } from '../tools/explain/command.js';
import { recordedIo } from './support/recorded-io.js';
import { temporaryFolder } from './support/temporary-folder.js';

const SOURCE = `package p

func first(n int) int {
	return n
}

type conn struct{ out chan int }

func (c *conn) second(n int) {
	answer := make(chan int)
	go func() { answer <- helper(n) }()
	<-answer
	c.out <- n
}
`;
const HELPER = 'package p\n\nfunc helper(n int) int { return n }\n';

async function run(place: (folder: string) => string): Promise<{ code: number; stdout: string; stderr: string }> {
  const folder = temporaryFolder({ 'p.go': SOURCE, 'helper.go': HELPER });
  const io = recordedIo();
  const code = await explain([place(folder)], io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text.replaceAll(folder, '') };
}

/** The sections by their titles. */
function sections(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^=== (.*)\n\n/m).slice(1);
  return new Map(parts.flatMap((title, i) => (i % 2 === 0 ? [[title, parts[i + 1] ?? ''] as const] : [])));
}

describe('explain', () => {
  it('prints all layers of a file', async () => {
    const { code, stdout } = await run((folder) => `${folder}/p.go`);
    const parts = sections(stdout);
    expect([...parts.keys()]).toEqual(['tree', 'scopes', 'names and types', 'control flow', 'summaries', 'channels']);
    expect(parts.get('control flow')).toContain('func first');
    expect(parts.get('summaries')).toMatch(/func first.*func conn\.second/s);
    // What stands in files beside it is no part of the file, but is known.
    expect(stdout).not.toContain('func helper');
    expect(code).toBe(0);
  });

  it('prints what concerns the function around a line', async () => {
    const { stdout } = await run((folder) => `${folder}/p.go:11`);
    const parts = sections(stdout);
    expect([...parts.keys()]).toEqual([
      'nodes of line 11',
      'scopes of (*conn).second',
      'names and types',
      'control flow',
      'summaries',
      'channels',
    ]);
    expect(stdout).not.toContain('first');
    expect(parts.get('nodes of line 11')).toMatch(/^go_statement\n {2}call_expression\n/);
    expect(parts.get('scopes of (*conn).second')).toMatch(/^function: c@\d+ n@\d+ answer@\d+\n {2}function\n/);
    expect(parts.get('names and types')).toMatch(/^func \(c \*conn\) second.*\n\}\n/s);
    expect(parts.get('control flow')).toMatch(/^func \(\*conn\)\.second\n.*^func \(\*conn\)\.second\.func1\n/ms);
    expect(parts.get('summaries')).toMatch(
      /^func conn\.second: starts a goroutine, may block\n {2}receiver\.out: send/,
    );
    expect(parts.get('channels')).toMatchInlineSnapshot(`
      "func (*conn).second
        answer: made at line 10, capacity 0
          goroutine 1: started at line 11 by 0
          send at line 11 in 1
          receive at line 12 in 0

      "
    `);
  });

  it('prints the line alone where it is in no function', async () => {
    const { stdout } = await run((folder) => `${folder}/p.go:7`);
    expect([...sections(stdout).keys()]).toEqual(['nodes of line 7', 'names and types']);
    expect(sections(stdout).get('names and types')).toMatch(/^type conn struct/);
  });

  it.each([
    ['a file that is not there', (folder: string) => `${folder}/q.go`, 'q.go cannot be read'],
    ['a line behind the end', (folder: string) => `${folder}/p.go:99`, 'p.go has 15 lines'],
    ['a folder', (folder: string) => folder, 'cannot be read'],
  ])('refuses %s', async (_, place, reason) => {
    const { code, stderr } = await run(place);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
  });
});
