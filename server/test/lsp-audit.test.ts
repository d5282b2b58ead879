import { expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import { AUDIT_COMMAND } from '../src/protocol/messages.js';
import type { AuditSummary } from '../src/protocol/messages.js';
import { MemoryFiles } from './lsp/memory-files.js';
import { startMemoryServer } from './lsp/memory-server.js';
import type { MemoryServer } from './lsp/memory-server.js';

const LEAK = `package a

import "runtime"

func open() *int {
	c := new(int)
	runtime.SetFinalizer(c, func(*int) { _ = c })
	return c
}
`;

const files = new MemoryFiles();
for (let i = 0; i < 20; i++) files.write(`/m/p${i}/a.go`, LEAK);

async function started(params: Readonly<Record<string, unknown>> = {}): Promise<MemoryServer> {
  const server = startMemoryServer(files);
  await server.client.initialize({ diagnostics: 'pull', folders: ['file:///m'], params });
  return server;
}

function audit({ client }: MemoryServer, params: Readonly<Record<string, unknown>> = {}): Promise<AuditSummary> {
  return client.request('workspace/executeCommand', { command: AUDIT_COMMAND, ...params });
}

test('tells its progress on the token of the request', async () => {
  const server = await started();
  const summary = await audit(server, { workDoneToken: 'mine' });
  expect(summary).toMatchObject({
    files: 20,
    analysed: 20,
    findings: 20,
    findingFiles: 20,
    skipped: [],
    parseErrors: [],
  });
  const kinds = server.client.progress.map((one) => (one as { token: string; value: { kind: string } }).value.kind);
  expect(kinds[0]).toBe('begin');
  expect(kinds.at(-1)).toBe('end');
  expect(kinds.filter((kind) => kind === 'report').length).toBeGreaterThan(0);
  expect(new Set(server.client.progress.map((one) => (one as { token: string }).token))).toEqual(new Set(['mine']));
  expect(server.client.progress.at(-2)).toMatchObject({ value: { percentage: 100, message: '20 of 20 files' } });
});

test('asks for a token where it got none, and for none where the client shows no progress', async () => {
  const server = await started();
  await audit(server);
  expect(server.client.progress.length).toBeGreaterThan(0);
  const plain = await started({ capabilities: {} });
  expect(await audit(plain)).toMatchObject({ findings: 20 });
  expect(plain.client.progress).toEqual([]);
});

test('audits the folders that it is told', async () => {
  const server = await started();
  const folders = ['file:///m/p1', 'file:///m/p2', 'file:///m/p1'];
  expect(await audit(server, { arguments: [{ folders }] })).toMatchObject({ files: 2, findings: 2 });
  expect([...server.client.published.keys()].sort()).toEqual(['file:///m/p1/a.go', 'file:///m/p2/a.go']);
});

test('can be cancelled by its request and by the progress, one at a time, and then again', async () => {
  const server = await started();
  const { client } = server;
  const params = { command: AUDIT_COMMAND };

  files.hold();
  const cancellation = new CancellationTokenSource();
  const byRequest = client.connection.sendRequest('workspace/executeCommand', params, cancellation.token).catch(codeOf);
  await client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  expect(await audit(server).catch(codeOf)).toBe(LSPErrorCodes.RequestFailed);
  cancellation.cancel();
  await client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  files.release();
  expect(await byRequest).toBe(LSPErrorCodes.RequestCancelled);

  files.hold();
  client.progress.length = 0;
  const byProgress = audit(server).catch(codeOf);
  while (client.progress.length === 0)
    await client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  await client.notify('window/workDoneProgress/cancel', { token: (client.progress[0] as { token: string }).token });
  await client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  files.release();
  expect(await byProgress).toBe(LSPErrorCodes.RequestCancelled);
  expect(client.progress.at(-1)).toMatchObject({ value: { kind: 'end' } });
  expect(client.published.size).toBe(0);

  expect(await audit(server)).toMatchObject({ findings: 20 });
  expect(client.published.size).toBe(20);
});

test('shutdown ends a running audit', async () => {
  const server = await started();
  files.hold();
  const running = audit(server).catch(codeOf);
  await server.client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  await server.client.request('shutdown');
  files.release();
  expect(await running).toBe(LSPErrorCodes.RequestCancelled);
});

test('what was found in a folder is taken back when the folder is closed', async () => {
  const server = await started();
  await audit(server);
  expect(server.client.published.size).toBe(20);
  const event = { added: [{ uri: 'file:///m/p3', name: 'p3' }], removed: [{ uri: 'file:///m', name: 'm' }] };
  await server.client.notify('workspace/didChangeWorkspaceFolders', { event });
  await server.client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  expect([...server.client.published.keys()]).toEqual(['file:///m/p3/a.go']);
});

test('a file that changes after a running audit has read it is shown as it is', async () => {
  const own = new MemoryFiles();
  own.write('/m/a.go', LEAK);
  own.write('/m/z/z.go', 'package z\n');
  const server = startMemoryServer(own);
  await server.client.initialize({ diagnostics: 'pull', folders: ['file:///m'] });
  await audit(server);
  own.hold('/m/z/z.go');
  own.reads.length = 0;
  const running = audit(server);
  while (!own.reads.includes('/m/z/z.go')) {
    await server.client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  }
  expect(own.reads).toContain('/m/a.go');
  own.write('/m/a.go', `\n\n${LEAK}`);
  await server.client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///m/a.go', type: 2 }] });
  await server.client.request('textDocument/diagnostic', { textDocument: { uri: 'none:' } });
  own.release();
  await running;
  expect(server.client.published.get('file:///m/a.go')?.diagnostics[0]?.range.start.line).toBe(8);
});

function codeOf(error: unknown): number {
  return (error as { code: number }).code;
}

test('publishes for open documents, too, where the client prefers what it has pulled', async () => {
  const { client } = await started({ initializationOptions: { prefersPulled: true } });
  await client.open('file:///m/p1/a.go', LEAK);
  await client.request('workspace/executeCommand', { command: AUDIT_COMMAND });
  expect(client.published.get('file:///m/p1/a.go')?.diagnostics).toHaveLength(1);
  const plain = await started();
  await plain.client.open('file:///m/p1/a.go', LEAK);
  await audit(plain);
  expect(plain.client.published.has('file:///m/p1/a.go')).toBe(false);
  expect(plain.client.published.size).toBe(19);
});
