/** The language server's process, seen from outside. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const WAIT_LIMIT_MS = 20_000;
const POLL_MS = 50;

/**
 * The ids of the processes that run the server of an installed extension.
 * @param {string} folder that the extension is installed in, or one above
 * @returns {readonly number[]}
 */
export function serverProcesses(folder) {
  const module = path.join('dist', 'server.js');
  return processes()
    .filter(({ command }) => command.includes(folder) && command.includes(module))
    .map(({ id }) => id);
}

/**
 * Resolves when what runs is as wanted. Processes tell no one when they begin and end, so this one looks again.
 * @param {string} folder
 * @param {(ids: readonly number[]) => boolean} isWanted
 * @returns {Promise<readonly number[]>}
 */
export async function whenServers(folder, isWanted) {
  for (let waitedMs = 0; waitedMs < WAIT_LIMIT_MS; waitedMs += POLL_MS) {
    const ids = serverProcesses(folder);
    if (isWanted(ids)) return ids;
    await pause(POLL_MS);
  }
  const running = serverProcesses(folder).join(' ');
  throw new Error(`not within ${WAIT_LIMIT_MS / 1000} s; servers that run: ${running}`);
}

/** @typedef {{ readonly id: number, readonly command: string }} Process */

/** @returns {readonly Process[]} */
function processes() {
  // Debian's smallest systems have no `ps`.
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(processIn);
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => ({ id: Number.parseInt(line, 10), command: line }));
}

/**
 * @param {string} name an entry of /proc
 * @returns {readonly Process[]}
 */
function processIn(name) {
  const id = Number(name);
  if (!Number.isInteger(id)) return [];
  try {
    return [{ id, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
  } catch {
    return []; // it ended meanwhile
  }
}
