import { describe, expect, test } from 'vitest';
import type { CodeAction, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { AUDIT_COMMAND, FIX_ALL_KIND, SUPPRESS_KIND } from '../src/protocol/messages.js';
import type { AuditSummary } from '../src/protocol/messages.js';
import { MemoryFiles } from './lsp/memory-files.js';
import { startMemoryServer } from './lsp/memory-server.js';
import type { MemoryServer } from './lsp/memory-server.js';

const URI = 'file:///m/a.go';
/** One for the line, one for the function, one for the file. */
const SUPPRESS = [SUPPRESS_KIND, SUPPRESS_KIND, SUPPRESS_KIND];

const LEAK = `package a

import "runtime"

type conn struct{ fd int }

func open() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { _ = c })
	return c
}
`;

function start(disk: Readonly<Record<string, string>> = {}): MemoryServer {
  const files = new MemoryFiles();
  for (const [name, text] of Object.entries(disk)) files.write(name, text);
  return startMemoryServer(files);
}

async function started(disk: Readonly<Record<string, string>> = {}): Promise<MemoryServer> {
  const server = start(disk);
  await server.client.initialize({ diagnostics: 'pull', folders: ['file:///m'] });
  return server;
}

async function errorOf(answer: Promise<unknown>): Promise<{ code: number; message: string }> {
  try {
    await answer;
  } catch (error) {
    const { code, message } = error as { code: number; message: string };
    return { code, message };
  }
  throw new Error('the request was answered');
}

const position = { line: 0, character: 0 };

describe('life cycle', () => {
  test('requests before initialize are refused, notifications dropped', async () => {
    const { client } = start();
    await client.open(URI, LEAK);
    const { code } = await errorOf(client.request('textDocument/hover', { textDocument: { uri: URI }, position }));
    expect(code).toBe(ErrorCodes.ServerNotInitialized);
    await client.initialize({ diagnostics: 'pull' });
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: URI },
    });
    expect(report).toEqual({ kind: 'full', items: [] });
  });

  test('initialize comes once', async () => {
    const { client } = await started();
    expect((await errorOf(client.initialize({ diagnostics: 'pull' }))).code).toBe(ErrorCodes.InvalidRequest);
  });

  test('requests after shutdown are refused, and no tree is left', async () => {
    const { client, trees } = await started();
    await client.open(URI, LEAK);
    await client.diagnostics(URI);
    expect(trees().liveTrees).toBe(1);
    await client.request('shutdown');
    expect(trees().liveTrees).toBe(0);
    const { code } = await errorOf(client.request('textDocument/hover', { textDocument: { uri: URI }, position }));
    expect(code).toBe(ErrorCodes.InvalidRequest);
  });

  test('initialize without the capabilities that the protocol demands ends in an error, and may be tried again', async () => {
    const { client } = start();
    const { code } = await errorOf(client.initialize({ diagnostics: 'pull', params: { capabilities: undefined } }));
    expect(code).toBe(ErrorCodes.InternalError);
    await client.initialize({ diagnostics: 'pull' });
    await client.open(URI, LEAK);
    expect(await client.diagnostics(URI)).toHaveLength(1);
  });

  test('a parser that cannot be started is an error of initialize', async () => {
    const { client } = startMemoryServer(new MemoryFiles(), {
      createTrees: () => Promise.reject(new Error('no wasm')),
    });
    const { code, message } = await errorOf(client.initialize({ diagnostics: 'pull' }));
    expect([code, message]).toEqual([ErrorCodes.InternalError, 'the Go parser cannot be started: no wasm']);
  });

  test.each([
    ['nothing but capabilities', { capabilities: {}, workspaceFolders: undefined, rootUri: undefined }],
    ['a root URI', { capabilities: {}, workspaceFolders: undefined, rootUri: 'file:///m' }],
    ['a root path', { capabilities: {}, workspaceFolders: undefined, rootUri: null, rootPath: '/m' }],
    ['folders that are not on disk', { capabilities: {}, workspaceFolders: [{ uri: 'memfs:/m', name: 'm' }] }],
    ['encodings that nobody knows', { capabilities: { general: { positionEncodings: ['utf-32'] } } }],
  ])('initialize with %s', async (_name, params) => {
    const { client } = start({ [URI.slice(7)]: LEAK });
    const { capabilities } = await client.initialize({ diagnostics: 'push', params });
    expect(capabilities.positionEncoding).toBe('utf-16');
    expect(capabilities.diagnosticProvider).toBeUndefined();
    await client.open(URI, LEAK);
    expect(await client.diagnostics(URI)).toHaveLength(1);
    expect(client.registrations).toEqual([]);
    expect(client.log.filter((line) => !line.startsWith('info'))).toEqual([]);
  });

  test.each([
    [{ rootUri: 'file:///m', workspaceFolders: null }],
    [{ rootPath: '/m', workspaceFolders: null }],
    [
      {
        workspaceFolders: [
          { uri: 'file:///m', name: 'm' },
          { uri: 'file:///m/sub', name: 'sub' },
        ],
      },
    ],
  ])('the folder to audit is known from %o', async (params) => {
    const { client } = start({ '/m/a.go': LEAK, '/m/sub/b.go': LEAK });
    await client.initialize({ diagnostics: 'push', params: { capabilities: {}, ...params } });
    const summary = await client.request<AuditSummary>('workspace/executeCommand', { command: AUDIT_COMMAND });
    expect(summary).toMatchObject({ files: 2, findings: 2 });
  });

  test('a client that can is asked to watch files', async () => {
    const { client } = await started();
    await client.request('textDocument/hover', { textDocument: { uri: URI }, position });
    expect(JSON.stringify(client.registrations)).toContain('**/go.work');
  });
});

describe('nonsense', () => {
  test('unknown requests', async () => {
    const { client } = await started();
    expect((await errorOf(client.request('leaklens/nothing', {}))).code).toBe(ErrorCodes.MethodNotFound);
  });

  test.each([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: { uri: 7 }, position }],
    ['textDocument/hover', { textDocument: { uri: URI } }],
    ['textDocument/diagnostic', { textDocument: null }],
    ['textDocument/codeAction', { textDocument: { uri: URI }, range: { start: position } }],
    [
      'textDocument/codeAction',
      { textDocument: { uri: URI }, range: { start: position, end: position }, context: { only: 1 } },
    ],
    ['workspace/executeCommand', { command: 'leaklens.nothing' }],
    ['workspace/executeCommand', { command: AUDIT_COMMAND, arguments: [{ folders: 'file:///m' }] }],
    ['workspace/executeCommand', { command: AUDIT_COMMAND, arguments: [{ folders: ['untitled:m'] }] }],
  ])('%s with %o is answered with an error', async (method, params) => {
    const { client } = await started();
    expect((await errorOf(client.request(method, params))).code).toBe(ErrorCodes.InvalidParams);
  });

  test.each([
    ['textDocument/didOpen', {}],
    ['textDocument/didOpen', { textDocument: { uri: 'file:///m/b.go', languageId: 'go', version: 1 } }],
    ['textDocument/didChange', { textDocument: { uri: URI, version: 9 } }],
    [
      'textDocument/didChange',
      { textDocument: { uri: 'file:///m/b.go', version: 9 }, contentChanges: [{ text: 'x' }] },
    ],
    ['textDocument/didClose', { textDocument: { uri: 'file:///m/b.go' } }],
    ['textDocument/didSave', {}],
    ['workspace/didChangeWatchedFiles', {}],
    ['workspace/didChangeWatchedFiles', { changes: [null, { uri: 7 }, { uri: '%%%' }, { uri: 'file:///' }] }],
    ['workspace/didChangeConfiguration', { settings: null }],
    ['leaklens/nothing', {}],
    ['$/nothing', {}],
  ])('%s with %o is survived', async (method, params) => {
    const { client } = await started();
    await client.open(URI, LEAK);
    await client.notify(method, params);
    expect(await client.diagnostics(URI)).toHaveLength(1);
  });

  test('ranges outside of the text are moved to its ends', async () => {
    const { client } = await started();
    await client.open(URI, LEAK);
    const change = (range: unknown, text: string): Promise<void> =>
      client.notify('textDocument/didChange', {
        textDocument: { uri: URI, version: 2 },
        contentChanges: [{ range, text }],
      });
    const far = { line: 4e9, character: 4e9 };
    await change({ start: far, end: far }, '\n// at the end');
    await change({ start: { line: -1, character: -1 }, end: { line: -1, character: 7 } }, '// at the start\n');
    await change({ start: { line: 3, character: 4e9 }, end: { line: 3, character: 0 } }, 'import "runtime"');
    await change({ start: { line: 0.5, character: NaN }, end: { line: 'x', character: null } }, '// first\n');
    const report = await client.request<{ items: { range: unknown }[] }>('textDocument/diagnostic', {
      textDocument: { uri: URI },
    });
    expect(report.items.map((item) => item.range)).toEqual([
      { start: { line: 10, character: 1 }, end: { line: 10, character: 21 } },
    ]);
  });

  test('a document that is opened twice has the second text', async () => {
    const { client, trees } = await started();
    await client.open(URI, 'package a\n');
    await client.diagnostics(URI);
    await client.open(URI, LEAK);
    expect(await client.diagnostics(URI)).toHaveLength(1);
    expect(trees().liveTrees).toBe(1);
    expect(client.log.at(-1)).toContain('was opened twice');
  });

  test('documents of other languages are passed over', async () => {
    const { client, trees } = await started();
    const textDocument = { uri: 'file:///m/go.mod', languageId: 'go.mod', version: 1, text: LEAK };
    await client.notify('textDocument/didOpen', { textDocument });
    const report = await client.request('textDocument/diagnostic', { textDocument });
    expect(report).toEqual({ kind: 'full', items: [] });
    expect(trees().liveTrees).toBe(0);
  });
});

describe('diagnostics', () => {
  test('carry what clients need beside the message', async () => {
    const { client } = await started();
    await client.open(URI, LEAK);
    const [diagnostic] = await client.diagnostics(URI);
    expect(diagnostic).toMatchObject({
      source: 'leaklens',
      code: 'GL4001',
      codeDescription: { href: 'file:///pages/finalizer-captures-target.md' },
      data: {
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        rule: 'finalizer-captures-target',
        kind: 'captures',
        confidence: 'high',
        fixes: 1,
      },
    });
  });

  test('are unchanged as long as they are the same', async () => {
    const { client } = await started();
    await client.open(URI, LEAK);
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.request('textDocument/diagnostic', {
        textDocument: { uri: URI },
        ...(previousResultId ? { previousResultId } : {}),
      });
    const first = await ask();
    expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.edit(URI, { start: LEAK.length, end: LEAK.length, newText: '// more\n' });
    expect((await ask(first.resultId)).kind).toBe('unchanged');
    await client.edit(URI, { start: 0, end: 0, newText: '\n' });
    expect(await ask(first.resultId)).toMatchObject({ kind: 'full', items: [{ range: { start: { line: 9 } } }] });
  });

  test('that are no longer wanted end in an error', async () => {
    const files = new MemoryFiles();
    const { client } = startMemoryServer(files);
    await client.initialize({ diagnostics: 'pull' });
    files.hold();
    await client.open(URI, LEAK);
    const cancellation = new CancellationTokenSource();
    const params = { textDocument: { uri: URI } };
    const answer = errorOf(client.connection.sendRequest('textDocument/diagnostic', params, cancellation.token));
    cancellation.cancel();
    await client.request('textDocument/hover', { textDocument: { uri: 'none:' }, position });
    files.release();
    expect((await answer).code).toBe(LSPErrorCodes.RequestCancelled);
    expect(await client.diagnostics(URI)).toHaveLength(1);
  });

  test('a client without related information is sent none', async () => {
    const { client } = start();
    await client.initialize({ diagnostics: 'push', params: { capabilities: {} } });
    await client.open(URI, LEAK);
    const [diagnostic] = await client.diagnostics(URI);
    expect(diagnostic).not.toHaveProperty('relatedInformation');
  });
});

describe('code actions', () => {
  const at = LEAK.indexOf('SetFinalizer');

  test('edit the version that was checked, and belong to the diagnostic that was sent', async () => {
    const { client } = await started();
    await client.open(URI, LEAK);
    await client.edit(URI, { start: LEAK.length, end: LEAK.length, newText: '\n' });
    const [action] = await client.codeActions(URI, at, at);
    expect(action).toMatchObject({
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: await client.diagnostics(URI),
      edit: { documentChanges: [{ textDocument: { uri: URI, version: 2 } }] },
    });
  });

  test('name no version to clients that know none', async () => {
    const { client } = start();
    await client.initialize({ diagnostics: 'push', params: { capabilities: {} } });
    await client.open(URI, LEAK);
    const [action] = await client.codeActions(URI, at, at);
    expect(action?.edit).toEqual({ changes: { [URI]: [expect.objectContaining({ newText: 'c ' })] } });
  });

  test.each([
    [['quickfix'], ['quickfix', ...SUPPRESS]],
    [[SUPPRESS_KIND], SUPPRESS],
    [['source'], [FIX_ALL_KIND]],
    [['source.fixAll'], [FIX_ALL_KIND]],
    [[FIX_ALL_KIND], [FIX_ALL_KIND]],
    [['source.fixAll.other'], []],
    [['refactor'], []],
    [[''], ['quickfix', ...SUPPRESS, FIX_ALL_KIND]],
    [undefined, ['quickfix', ...SUPPRESS]],
  ])('of the kinds %o', async (only, kinds) => {
    const { client } = await started();
    await client.open(URI, LEAK);
    const actions = await client.codeActions(URI, at, at, only);
    expect(actions.map((action) => action.kind)).toEqual(kinds);
  });

  test('are none for documents that are not open', async () => {
    const { client } = await started();
    const params = {
      textDocument: { uri: URI },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    };
    expect(await client.request<CodeAction[]>('textDocument/codeAction', params)).toEqual([]);
  });
});
