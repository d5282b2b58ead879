import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { describe, expect, test } from 'vitest';
import { CancellationSource, workspacePath } from '../src/base/index.js';
import { audit, createInPlaceExecutor } from '../src/engine/index.js';
import { decodeUtf8, nodeFileSystem } from '../src/hosts/node/index.js';
import { toUri } from '../src/hosts/lsp-node/uris.js';
import type { DiagnosticData } from '../src/protocol/messages.js';
import { readParserWasm } from '../tools/lib/parser-wasm.js';
import { inRoot } from '../tools/lib/root.mjs';
import { MemoryFiles } from './lsp/memory-files.js';
import { startMemoryServer } from './lsp/memory-server.js';
import { messageOf, renderRange } from './lsp/render.js';

const FIXTURES = ['test-fixtures/rules', 'test-fixtures/sample-node'];

describe.each(FIXTURES)('%s', (name) => {
  const root = inRoot(name);

  test('the language server finds in open documents what an audit finds', { timeout: 120_000 }, async () => {
    const { client, trees } = startMemoryServer(nodeFileSystem);
    await client.initialize({ diagnostics: 'pull', folders: [toUri(root)] });
    const files = goFiles(root);
    for (const file of files) await client.open(toUri(file), readFileSync(file, 'utf8'));
    const open: string[] = [];
    for (const file of files) {
      const shown = await client.diagnostics(toUri(file));
      open.push(...shown.map((diagnostic) => `${path.relative(root, file)} ${renderFully(diagnostic)}`));
    }
    const audited = await auditOf(root);
    expect(open.sort()).toEqual(audited);
    expect(audited.length).toBeGreaterThan(0);
    expect(trees().liveTrees).toBe(files.length);
    await client.request('shutdown');
    expect(trees().liveTrees).toBe(0);
  });
});

describe('200 random edits leave what a fresh server says of the text', () => {
  const seeds = ['cases.go', 'fix.go', 'reassigned.go', 'two-files/finalizers.go'];
  test.each(seeds)('%s', { timeout: 120_000 }, async (name) => {
    const file = path.join(inRoot('test-fixtures/rules/finalizer-captures-target'), name);
    const text = `${readFileSync(file, 'utf8')}// größe 😀 日本\n`;
    const random = randomFrom(name);
    const { client, trees } = startMemoryServer(new MemoryFiles());
    await client.initialize({ diagnostics: 'pull' });
    const uri = 'file:///m/a.go';
    await client.open(uri, text);
    for (let round = 1; round <= 200; round++) {
      await client.edit(uri, ...randomEdits(client.textOf(uri), text, random));
      if (round % 20 !== 0) continue;
      const edited = await client.diagnostics(uri);
      expect(edited.map(renderFully), `after ${round} edits`).toEqual(await freshly(client.textOf(uri)));
    }
    // The last step: back to the beginning, so that findings are certain to be there.
    const length = client.textOf(uri).length;
    await client.edit(uri, { start: 0, end: length, newText: text });
    const restored = (await client.diagnostics(uri)).map(renderFully);
    expect(restored).toEqual(await freshly(text));
    expect(restored.length).toBeGreaterThan(0);
    expect(trees().liveTrees).toBe(1);
    await client.request('shutdown');
  });
});

async function freshly(text: string): Promise<string[]> {
  const { client } = startMemoryServer(new MemoryFiles());
  await client.initialize({ diagnostics: 'pull' });
  await client.open('file:///m/a.go', text);
  const diagnostics = await client.diagnostics('file:///m/a.go');
  await client.request('shutdown');
  return diagnostics.map(renderFully);
}

/** One to three changes of one notification: pieces go, come from elsewhere in the text, or are typed. */
function randomEdits(
  text: string,
  source: string,
  random: () => number,
): { start: number; end: number; newText: string }[] {
  const edits: { start: number; end: number; newText: string }[] = [];
  let length = text.length;
  const count = 1 + Math.floor(random() * 3);
  for (let i = 0; i < count; i++) {
    const start = Math.floor(random() * length);
    const end = Math.min(length, start + Math.floor(random() * random() * 60));
    const newText = pieceOf(source, random);
    edits.push({ start, end, newText });
    length += newText.length - (end - start);
  }
  return edits;
}

const TYPED = ['', '\n', '{', '}', '(', ')', '"', '`', '/*', '*/', '//', '😀', 'x', '\r\n', 'func ', '.'];

function pieceOf(source: string, random: () => number): string {
  if (random() < 0.6) return TYPED[Math.floor(random() * TYPED.length)] ?? '';
  const start = Math.floor(random() * source.length);
  return source.slice(start, start + Math.floor(random() * 40));
}

/** Numbers from 0 to 1 that are the same on every run. */
function randomFrom(seed: string): () => number {
  let state = [...seed].reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), 7) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function goFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.go'))
    .map((file) => path.join(folder, file))
    .sort();
}

async function auditOf(root: string): Promise<string[]> {
  const platform = { wasm: readParserWasm(), files: nodeFileSystem, decodeUtf8, now: () => performance.now() };
  const request = { root, targets: [{ path: workspacePath(''), kind: 'folder' }] } as const;
  const { findings } = await audit(
    request,
    platform,
    createInPlaceExecutor(platform),
    new CancellationSource(),
    () => undefined,
  );
  return findings
    .map((finding) => {
      const place = ({ line, column }: { line: number; column: number }): string => `${line - 1}:${column - 1}`;
      const range = `${place(finding.range.start)}-${place(finding.range.end)}`;
      const related = finding.related.map((at) => `${place(at.range.start)}-${place(at.range.end)} ${at.message}`);
      return [finding.path, range, finding.code, finding.message, finding.kind, finding.fingerprint, ...related].join(
        ' ',
      );
    })
    .sort();
}

function renderFully(diagnostic: Diagnostic): string {
  const { range, code, relatedInformation } = diagnostic;
  const { kind, fingerprint } = diagnostic.data as DiagnosticData;
  const related = (relatedInformation ?? []).map((at) => `${renderRange(at.location.range)} ${at.message}`);
  return [renderRange(range), code, messageOf(diagnostic), kind, fingerprint, ...related].join(' ');
}
