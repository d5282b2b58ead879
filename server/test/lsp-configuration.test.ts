import { describe, expect, test } from 'vitest';
import { AUDIT_COMMAND, EFFECTIVE_CONFIGURATION_REQUEST } from '../src/protocol/messages.js';
import type { EffectiveConfigurationAnswer } from '../src/protocol/messages.js';
import { MemoryFiles } from './lsp/memory-files.js';
import { startMemoryServer } from './lsp/memory-server.js';
import type { MemoryServer } from './lsp/memory-server.js';

const LEAK = `package a

import "runtime"

type conn struct{ fd int }

func open() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { _ = c })
	return c
}
`;
const GO = 'file:///m/a.go';
const CONFIGURATION = 'file:///m/leaklens.json';
const json = (value: unknown): string => JSON.stringify(value);
const off = json({ rules: { GL4001: 'off' } });

interface Started extends MemoryServer {
  readonly files: MemoryFiles;
}

async function started(
  disk: Readonly<Record<string, string>>,
  options: { readonly diagnostics?: 'pull' | 'push'; readonly folders?: readonly string[] } = {},
): Promise<Started> {
  const files = new MemoryFiles();
  for (const [name, text] of Object.entries(disk)) files.write(name, text);
  const server = startMemoryServer(files);
  const { diagnostics = 'pull', folders = ['file:///m'] } = options;
  await server.client.initialize({ diagnostics, folders });
  return { ...server, files };
}

/** Writes or removes a file and tells the server. */
async function change({ files, client }: Started, path: string, text: string | undefined): Promise<void> {
  if (text === undefined) files.remove(path);
  else files.write(path, text);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type: 2 }] });
}

async function severities({ client }: Started, uri = GO): Promise<readonly unknown[]> {
  return (await client.diagnostics(uri)).map(({ severity }) => severity);
}

describe('leaklens.json in an editor', () => {
  test('holds as on the command line, and a change of it at once, and its end', async () => {
    const server = await started({ '/m/a.go': LEAK, '/m/leaklens.json': json({ rules: { GL4001: 'error' } }) });
    await server.client.open(GO, LEAK);
    expect(await severities(server)).toEqual([1]);
    await change(server, '/m/leaklens.json', json({ rules: { GL4001: 'hint' } }));
    expect(await severities(server)).toEqual([4]);
    await change(server, '/m/leaklens.json', off);
    expect(await severities(server)).toEqual([]);
    await change(server, '/m/leaklens.json', undefined);
    expect(await severities(server)).toEqual([2]);
    await change(server, '/m/leaklens.json', json({ exclude: ['a.go'] }));
    expect(await severities(server)).toEqual([]);
    expect(server.client.refreshes).toBeGreaterThan(0);
  });

  test('is watched with the files that it stands on, also in folders where there was none', async () => {
    const server = await started({
      '/m/a.go': LEAK,
      '/m/leaklens.json': json({ extends: './tools/base.json' }),
      '/m/tools/base.json': off,
      '/m/b/b.go': LEAK,
    });
    await server.client.open(GO, LEAK);
    await server.client.open('file:///m/b/b.go', LEAK);
    expect(await severities(server)).toEqual([]);
    expect(json(server.client.registrations)).toContain('**/leaklens.json');
    expect(json(server.client.registrations)).toContain('**/base.json');
    await change(server, '/m/tools/base.json', '{}');
    expect(await severities(server)).toEqual([2]);
    await change(server, '/m/b/leaklens.json', off);
    expect(await severities(server, 'file:///m/b/b.go')).toEqual([]);
    expect(await severities(server)).toEqual([2]);
  });

  test('of each of several folders holds there and not above', async () => {
    const disk = {
      '/leaklens.json': off,
      '/m/a.go': LEAK,
      '/n/leaklens.json': json({ rules: { GL4001: 'hint' } }),
      '/n/a.go': LEAK,
    };
    const server = await started(disk, { folders: ['file:///m', 'file:///n'] });
    await server.client.open(GO, LEAK);
    await server.client.open('file:///n/a.go', LEAK);
    expect(await severities(server)).toEqual([2]);
    expect(await severities(server, 'file:///n/a.go')).toEqual([4]);
  });

  test('of a file outside of the open folders is looked for up to its module', async () => {
    const server = await started({ '/o/go.mod': 'module o\n', '/o/leaklens.json': off, '/o/p/a.go': LEAK });
    await server.client.open('file:///o/p/a.go', LEAK);
    expect(await severities(server, 'file:///o/p/a.go')).toEqual([]);
  });

  test('that is wrong is told, and no longer when it is right', async () => {
    const server = await started({ '/m/a.go': LEAK, '/m/leaklens.json': '{\n  "rulez": {}\n}' });
    await server.client.open(GO, LEAK);
    expect(await severities(server)).toEqual([2]);
    expect(server.client.published.get(CONFIGURATION)?.diagnostics).toEqual([
      {
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } },
        severity: 1,
        source: 'leaklens',
        message: '"rulez" is no setting here; did you mean "rules"?',
      },
    ]);
    await change(server, '/m/leaklens.json', '{}');
    await severities(server);
    expect(server.client.published.get(CONFIGURATION)).toBeUndefined();
  });

  test.each(['pull', 'push'] as const)(
    'is judged while it is typed, and in force when it is saved (%s)',
    async (diagnostics) => {
      const server = await started({ '/m/a.go': LEAK, '/m/leaklens.json': '{}' }, { diagnostics });
      const { client, files } = server;
      await client.open(GO, LEAK);
      await client.open(CONFIGURATION, '{}');
      expect(await client.diagnostics(CONFIGURATION)).toEqual([]);
      await client.replaceAll(CONFIGURATION, '{ "rules": { "GL4001": "of" } }');
      expect((await client.diagnostics(CONFIGURATION)).map(({ message }) => message)).toEqual([
        '"of" is not known here; did you mean "off"?',
      ]);
      await client.edit(CONFIGURATION, { start: 26, end: 26, newText: 'f' });
      expect(client.textOf(CONFIGURATION)).toBe('{ "rules": { "GL4001": "off" } }');
      expect(await client.diagnostics(CONFIGURATION)).toEqual([]);
      expect(await severities(server)).toEqual([2]);
      files.write('/m/leaklens.json', client.textOf(CONFIGURATION));
      await client.notify('textDocument/didSave', { textDocument: { uri: CONFIGURATION } });
      await client.replaceAll(GO, `${LEAK}\n`);
      expect(await severities(server)).toEqual([]);
      await client.close(CONFIGURATION);
      expect(await severities(server)).toEqual([]);
    },
  );

  test('that leads back to itself is told where it is open, too', async () => {
    const text = json({ extends: './leaklens.json' });
    const server = await started({ '/m/a.go': LEAK, '/m/leaklens.json': text });
    await server.client.open(GO, LEAK);
    await severities(server);
    expect(server.client.published.get(CONFIGURATION)?.diagnostics).toHaveLength(1);
    await server.client.open(CONFIGURATION, text);
    expect((await server.client.diagnostics(CONFIGURATION)).map(({ message }) => message)).toEqual([
      'this leads back to itself: leaklens.json -> leaklens.json; take one of them out',
    ]);
    expect(server.client.published.get(CONFIGURATION)).toBeUndefined();
    await server.client.close(CONFIGURATION);
    await server.client.request('textDocument/diagnostic', { textDocument: { uri: GO } });
    expect(server.client.published.get(CONFIGURATION)?.diagnostics).toHaveLength(1);
  });

  test('that is a link out of the folder is not read', async () => {
    const server = await started({ '/m/a.go': LEAK, '/m/leaklens.json': off });
    server.files.link('/m/leaklens.json', '/etc/leaklens.json');
    await server.client.open(GO, LEAK);
    expect(await severities(server)).toEqual([2]);
    expect(server.client.published.get(CONFIGURATION)?.diagnostics[0]?.message).toContain('leads out of the workspace');
  });

  test('that is wrong is told by an audit, too', async () => {
    const server = await started({ '/m/b/b.go': LEAK, '/m/b/leaklens.json': '{ "x": 1 }', '/m/leaklens.json': off });
    await server.client.request('workspace/executeCommand', { command: AUDIT_COMMAND });
    expect([...server.client.published.keys()]).toEqual(['file:///m/b/leaklens.json']);
    await change(server, '/m/b/leaklens.json', '{}');
    await server.client.request(EFFECTIVE_CONFIGURATION_REQUEST, { textDocument: { uri: GO } });
    expect([...server.client.published.keys()]).toEqual([]);
  });

  test('shows what holds for a file', async () => {
    const server = await started({ '/m/a.go': LEAK, '/m/leaklens.json': off });
    const answer = await server.client.request<EffectiveConfigurationAnswer>(EFFECTIVE_CONFIGURATION_REQUEST, {
      textDocument: { uri: GO },
    });
    expect(answer.files).toEqual(['leaklens.json']);
    expect(answer.text).toContain('configuration of a.go');
    expect(answer.values.find(({ name }) => name === 'rules.GL4001')).toEqual({
      ...{ name: 'rules.GL4001', value: 'off', source: 'leaklens.json' },
      ...{ uri: CONFIGURATION, line: 1, column: 11 },
    });
    const none = server.client.request(EFFECTIVE_CONFIGURATION_REQUEST, { textDocument: { uri: 'untitled:x' } });
    expect(await none).toBeNull();
  });
});
