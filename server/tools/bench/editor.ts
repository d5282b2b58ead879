import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { TestClient } from '../../test/lsp/test-client.js';
import { inRoot } from '../lib/root.mjs';
import { inTemporaryFolder, startChild } from './child.js';
import { makeGoFile } from './go-source.js';
import { quantile } from './measure.js';

/** A built server as a process of its own, with an editor that talks to it over stdio. */
interface Editor {
  readonly client: TestClient;
  /** Since the process was started. */
  readonly initializedMs: number;
  /** Ends the server. */
  readonly close: () => Promise<void>;
}

const SIBLING_SIZE = 20_000;
const KEYSTROKES = 100;
/** The first ones, while the server's code is not compiled yet, do not count. */
const WARM_UP = 20;
const MARK = '\tbenchProbe := 1';

/** Times from the start of the server's process: to the answer of `initialize`, and to the diagnostics of a first file. */
export async function startServer(text: string): Promise<{ initialized: number; 'first diagnostics': number }> {
  const started = performance.now();
  return withEditor(async ({ client, initializedMs }, folder) => {
    const uri = fileIn(folder, 'first.go');
    await client.open(uri, text);
    await client.diagnostics(uri);
    return { initialized: initializedMs, 'first diagnostics': performance.now() - started };
  });
}

/** Milliseconds from a keystroke to diagnostics: where the file stays right, and where every second one breaks it. */
export type TypingFigures = {
  median: number;
  p99: number;
  'breaks syntax': number;
};

/** Types over stdio in a file of a package of `files` files. */
export async function typeInFile(text: string, files: number): Promise<TypingFigures> {
  const opening = text.lastIndexOf(') {\n', text.length / 2) + 4;
  const withMark = `${text.slice(0, opening)}${MARK}\n\t_ = benchProbe\n${text.slice(opening)}`;
  const at = opening + MARK.length;
  return withEditor(async ({ client }, folder) => {
    writeSiblings(folder, files - 1);
    const uri = fileIn(folder, 'typed.go');
    await client.open(uri, withMark);
    await client.diagnostics(uri);
    const typed = await typeAndErase(client, uri, at, '2');
    const broken = await typeAndErase(client, uri, at, '{');
    return { median: quantile(typed, 0.5), p99: quantile(typed, 0.99), 'breaks syntax': quantile(broken, 0.5) };
  });
}

/** The other files of the package, each with names of its own. */
function writeSiblings(folder: string, count: number): void {
  writeFileSync(path.join(folder, 'go.mod'), 'module example.com/bench\n\ngo 1.24\n');
  for (let index = 0; index < count; index++) {
    writeFileSync(path.join(folder, `sibling${index}.go`), makeGoFile(SIBLING_SIZE, `s${index}_`));
  }
}

/** Largest memory of a server that had `count` such files open, in megabytes. */
export async function openFiles(text: string, count: number): Promise<number> {
  return inTemporaryFolder(async (folder) => {
    const { child, memoryMb } = startChild(folder, [inRoot('dist/server.js'), '--stdio']);
    const editor = await connect(child, folder, performance.now());
    for (let index = 0; index < count; index++) {
      const uri = fileIn(path.join(folder, `package${index}`), 'open.go');
      await editor.client.open(uri, text);
      await editor.client.diagnostics(uri);
    }
    await editor.close();
    return memoryMb();
  });
}

async function typeAndErase(client: TestClient, uri: string, at: number, letter: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < WARM_UP + KEYSTROKES; count++) {
    const isTyping = count % 2 === 0;
    const edit = isTyping ? { start: at, end: at, newText: letter } : { start: at, end: at + 1, newText: '' };
    const started = performance.now();
    await client.edit(uri, edit);
    await client.diagnostics(uri);
    if (count >= WARM_UP) times.push(performance.now() - started);
  }
  return times;
}

function withEditor<T>(work: (editor: Editor, folder: string) => Promise<T>): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const started = performance.now();
    const { child } = startChild(folder, [inRoot('dist/server.js'), '--stdio']);
    const editor = await connect(child, folder, started);
    try {
      return await work(editor, folder);
    } finally {
      await editor.close();
    }
  });
}

async function connect(
  child: ReturnType<typeof startChild>['child'],
  folder: string,
  started: number,
): Promise<Editor> {
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const client = new TestClient(connection);
  await client.initialize({ diagnostics: 'pull', folders: [pathToFileURL(folder).href] });
  const initializedMs = performance.now() - started;
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    await client.request('shutdown');
    await client.notify('exit', undefined);
    await ended;
    connection.dispose();
  };
  return { client, initializedMs, close };
}

function fileIn(folder: string, name: string): string {
  return pathToFileURL(path.join(folder, name)).href;
}
