import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { workspacePath } from '../../src/base/index.js';
import { audit, createInPlaceExecutor } from '../../src/engine/index.js';
import type { FileSystem, Platform } from '../../src/engine/index.js';
import { decodeUtf8, silentLog } from '../../src/hosts/node/index.js';
import { relativePath, toPath, toUri } from '../../src/hosts/lsp-node/uris.js';
import { serve } from '../../src/protocol/index.js';
import type { HostServices } from '../../src/protocol/index.js';
import { createTreeStore } from '../../src/syntax/index.js';
import type { TreeStore } from '../../src/syntax/index.js';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { TestClient } from './test-client.js';

const wasm = readParserWasm();

/** A server in this process and a client that talks to it through streams. */
export interface MemoryServer {
  readonly client: TestClient;
  readonly trees: () => TreeStore;
  readonly timers: ManualTimers;
}

/** Timers that run when they are told to. */
export class ManualTimers {
  private readonly tasks = new Set<() => void>();

  readonly after = (_milliseconds: number, task: () => void): (() => void) => {
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  };

  get pending(): number {
    return this.tasks.size;
  }

  runAll(): void {
    const tasks = [...this.tasks];
    this.tasks.clear();
    for (const task of tasks) task();
  }
}

export function startMemoryServer(files: FileSystem, differently: Partial<HostServices> = {}): MemoryServer {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const timers = new ManualTimers();
  const created: TreeStore[] = [];
  const platform: Platform = {
    ...{ wasm, files, decodeUtf8, log: silentLog },
    now: () => performance.now(),
    today: () => '2026-06-15',
    defer: (task) => void setImmediate(task),
  };
  const services: HostServices = {
    ...{ toPath, toUri, relative: relativePath, after: timers.after },
    tool: { name: 'leaklens', version: '0.0.0-test' },
    createTrees: async (bytes) => {
      const trees = await createTreeStore(bytes);
      created.push(trees);
      return trees;
    },
    rulePage: (rule) => `file:///pages/${rule}.md`,
    audit: (root, cancellation, onProgress) => {
      const request = { root, targets: [{ path: workspacePath(''), kind: 'folder' }] } as const;
      return audit(request, platform, createInPlaceExecutor(platform), cancellation, onProgress);
    },
    render: (format, result) => `${format} of ${result.findings.length} findings in ${result.root}`,
    ...differently,
  };
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), platform, services);
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const trees = (): TreeStore => {
    const [store] = created;
    if (store === undefined) throw new Error('the server was not initialized');
    return store;
  };
  return { client: new TestClient(connection), trees, timers };
}
