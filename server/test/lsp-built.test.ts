import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { toUri } from '../src/hosts/lsp-node/uris.js';
import { AUDIT_COMMAND } from '../src/protocol/messages.js';
import type { AuditSummary } from '../src/protocol/messages.js';
import { built, startOverIpc, startOverStdio } from './lsp/server-process.js';
import type { ServerProcess } from './lsp/server-process.js';
import type { TestClient } from './lsp/test-client.js';

const LEAK = `package a

import "runtime"

type conn struct{ fd int }

func open() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { _ = c })
	return c
}
`;

let folder: string;
const running: ServerProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leaklens lsp 日本 '));
  writeFileSync(path.join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.24\n');
});

afterEach(() => {
  for (const server of running.splice(0)) server.process.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(): ServerProcess {
  const server = startOverStdio(built('server.js'), '--stdio');
  running.push(server);
  return server;
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return toUri(file);
}

test('the whole way: typing, fixing, auditing, ending', async () => {
  const uri = write('a.go', LEAK);
  const closed = write('sub/b.go', LEAK);
  const { client, ended, errors } = start();
  await client.initialize({ diagnostics: 'pull', folders: [toUri(folder)] });

  await client.open(uri, LEAK);
  const [first] = await client.diagnostics(uri);
  expect(first).toMatchObject({ code: 'GL4001', range: { start: { line: 8, character: 1 } } });
  expect(first?.codeDescription?.href).toMatch(/^file:.*\/rules\/finalizer-captures-target\.md$/);

  await client.edit(uri, { start: 0, end: 0, newText: '// 😀\n' });
  const [moved] = await client.diagnostics(uri);
  expect(moved?.range.start).toEqual({ line: 9, character: 1 });

  const at = client.textOf(uri).indexOf('SetFinalizer');
  const [fix] = await client.codeActions(uri, at, at, ['quickfix']);
  if (fix?.edit === undefined) throw new Error('there is no fix');
  await client.apply(fix.edit);
  expect(client.textOf(uri)).toContain('func(c *conn) { _ = c })');
  expect(await client.diagnostics(uri)).toEqual([]);

  const params = { command: AUDIT_COMMAND, workDoneToken: 1 };
  const summary = await client.request<AuditSummary>('workspace/executeCommand', params);
  expect(summary).toMatchObject({ files: 2, analysed: 2, findings: 2, skipped: [], parseErrors: [] });
  expect([...client.published.keys()]).toEqual([closed]);
  expect(client.progress.length).toBeGreaterThan(2);

  await client.request('shutdown');
  await client.notify('exit', undefined);
  expect(await ended).toBe(0);
  expect(errors()).toBe('');
});

test('a large audit in worker threads is cancelled, and the server goes on', async () => {
  for (let i = 0; i < 150; i++) write(`p${i}/a.go`, LEAK + '\nvar _ = "filler"\n'.repeat(1000));
  const { client, ended } = start();
  await client.initialize({ diagnostics: 'pull', folders: [toUri(folder)] });
  const cancellation = new CancellationTokenSource();
  const params = { command: AUDIT_COMMAND, workDoneToken: 'audit' };
  const begun = new Promise<void>((resolve) => {
    client.onProgress = resolve;
  });
  const answer = client.connection.sendRequest('workspace/executeCommand', params, cancellation.token).catch(codeOf);
  await begun;
  cancellation.cancel();
  expect(await answer).toBe(LSPErrorCodes.RequestCancelled);
  const small = [{ folders: [toUri(path.join(folder, 'p7'))] }];
  expect(await client.request('workspace/executeCommand', { command: AUDIT_COMMAND, arguments: small })).toMatchObject({
    findings: 1,
  });
  await client.request('shutdown');
  await client.notify('exit', undefined);
  expect(await ended).toBe(0);
});

describe('ending', () => {
  test('exit without shutdown is an error', async () => {
    const { client, ended } = start();
    await client.initialize({ diagnostics: 'pull' });
    await client.notify('exit', undefined);
    expect(await ended).toBe(1);
  });

  test('the server does not outlive its standard input', async () => {
    const { process: child, client, ended } = start();
    await client.initialize({ diagnostics: 'pull' });
    child.stdin?.end();
    expect(await ended).toBe(1);
  });

  test('a client that goes away after shutdown is no error', async () => {
    const { process: child, client, ended } = start();
    await client.initialize({ diagnostics: 'pull' });
    await client.request('shutdown');
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  test('over a channel between processes, too', async () => {
    const uri = write('a.go', LEAK);
    const server = startOverIpc(built('server.js'));
    running.push(server);
    await server.client.initialize({ diagnostics: 'push', folders: [toUri(folder)] });
    await server.client.open(uri, LEAK);
    expect(await server.client.diagnostics(uri)).toHaveLength(1);
    server.process.disconnect();
    expect(await server.ended).toBe(1);
  });

  test('without a transport it says what is missing', async () => {
    const { ended, errors } = startOverStdio(built('server.js'));
    expect(await ended).toBe(1);
    expect(errors()).toMatch(/^leaklens: .*--stdio/);
    expect(errors()).not.toMatch(/^\s+at /m);
  });
});

describe('garbage', () => {
  test.each([
    ['no JSON', 'Content-Length: 9\r\n\r\nnot {json'],
    ['JSON that is no message', 'Content-Length: 4\r\n\r\nnull'],
    ['a header without a length', 'X-Nothing: 1\r\n\r\n'],
    ['a header that is none', 'garbage\r\n\r\n'],
    ['a length that is no number', 'Content-Length: many\r\n\r\n'],
    ['a request without a method', 'Content-Length: 24\r\n\r\n{"jsonrpc":"2.0","id":7}'],
  ])('%s is survived', async (_name, bytes) => {
    const uri = write('a.go', LEAK);
    const { process: child, client, ended } = start();
    await client.initialize({ diagnostics: 'pull', folders: [toUri(folder)] });
    await client.open(uri, LEAK);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await betweenMessages(client);
    child.stdin?.write(bytes);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    await betweenMessages(client);
    // A request in the same piece is answered as well.
    const answered = outputWith(child, '"id":"behind"');
    child.stdin?.write(`${bytes}${framed({ jsonrpc: '2.0', id: 'behind', method: 'leaklens/nothing' })}`);
    await answered;
    await client.request('shutdown');
    await client.notify('exit', undefined);
    expect(await ended).toBe(0);
  });

  test('a request that nobody knows is answered', async () => {
    const { client } = start();
    await client.initialize({ diagnostics: 'pull' });
    expect(await client.request('leaklens/nothing').catch(codeOf)).toBe(ErrorCodes.MethodNotFound);
  });
});

test('the command line starts it for other editors', async () => {
  const uri = write('a.go', LEAK);
  const server = startOverStdio(built('cli.js'), 'lsp', '--stdio');
  running.push(server);
  const { serverInfo } = await server.client.initialize({ diagnostics: 'pull', folders: [toUri(folder)] });
  expect(serverInfo?.name).toBe('leaklens');
  await server.client.open(uri, LEAK);
  expect(await server.client.diagnostics(uri)).toHaveLength(1);
  await server.client.request('shutdown');
  await server.client.notify('exit', undefined);
  expect(await server.ended).toBe(0);
});

function codeOf(error: unknown): number {
  return (error as { code: number }).code;
}

/** Once it is done the client is not in the midst of writing: it answers the server's requests at any time. */
async function betweenMessages(client: TestClient): Promise<void> {
  await client.notify('$/setTrace', { value: 'off' });
}

function outputWith(child: ChildProcess, text: string): Promise<void> {
  let output = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (data: Buffer) => {
      output += data.toString('utf8');
      if (output.includes(text)) resolve();
    });
  });
}

function framed(message: unknown): string {
  const text = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}
