import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { inRoot } from '../../tools/lib/root.mjs';
import { TestClient } from './test-client.js';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly process: ChildProcess;
  readonly client: TestClient;
  /** What it wrote to its standard error. */
  readonly errors: () => string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** The built file; fails with what to do where it is missing. */
export function built(name: string): string {
  const file = inRoot('dist', name);
  if (!existsSync(file)) throw new Error(`dist/${name} is missing: run npm run build first`);
  return file;
}

/** Speaks over standard input and output. */
export function startOverStdio(file: string, ...args: readonly string[]): ServerProcess {
  const child = spawn(process.execPath, [file, ...args], { stdio: 'pipe' });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return wrap(child, new TestClient(connection));
}

/** Speaks over the channel between Node processes. */
export function startOverIpc(file: string): ServerProcess {
  const child = fork(file, ['--node-ipc'], { stdio: 'pipe' });
  return wrap(child, new TestClient(createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))));
}

function wrap(child: ChildProcess, client: TestClient): ServerProcess {
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // Writing to a process that has ended is what some tests do.
  child.stdin?.on('error', () => undefined);
  client.connection.onError(() => undefined);
  return { process: child, client, errors: () => errors, ended };
}
