import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, Platform } from '../../engine/index.js';
import { failureOf, nodeFileSystem } from './file-system.js';

/** A log that nobody reads. */
export const silentLog: Log = { error: nothing, warn: nothing, info: nothing, debug: nothing };

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The platform of hosts that run in Node.
 * @param wasmDirectory folder of the two .wasm files: that of the bundle
 * @throws with a message for people where one of them cannot be read
 */
export async function createNodePlatform(wasmDirectory: string, log: Log = silentLog): Promise<Platform> {
  const [runtime, grammar] = await Promise.all([
    readPart(wasmDirectory, 'web-tree-sitter.wasm'),
    readPart(wasmDirectory, 'tree-sitter-go.wasm'),
  ]);
  return {
    wasm: { runtime, grammar },
    files: nodeFileSystem,
    decodeUtf8,
    now: () => performance.now(),
    today: () => new Date().toISOString().slice(0, 10),
    defer: (task) => void setImmediate(task),
    log,
  };
}

/** The text of the bytes with its byte-order mark, or nothing where they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

async function readPart(directory: string, name: string): Promise<Uint8Array> {
  const path = join(directory, name);
  try {
    return await readFile(path);
  } catch (error) {
    const advice = 'the installation is incomplete; install leaklens again, or run npm run build in a checkout';
    throw new Error(`cannot read ${path}: ${failureOf(error)}; ${advice}`, { cause: error });
  }
}

function nothing(): void {
  return undefined;
}
