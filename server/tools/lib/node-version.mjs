/** The oldest Node.js we run on: the first thing that every script looks at. */
import { readFileSync } from 'node:fs';
import { inRoot } from './root.mjs';

/**
 * Ends the process with a clear line where Node.js is too old.
 */
export function requireNode() {
  const wanted = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node.replace('>=', '');
  if (isAtLeast(process.versions.node, wanted)) return;
  console.error(`node.js ${process.versions.node} is too old for leaklens: install ${wanted} or newer`);
  process.exit(2);
}

/**
 * @param {string} version 'major.minor.patch'; missing parts count as 0
 * @param {string} wanted
 * @returns {boolean}
 */
export function isAtLeast(version, wanted) {
  const have = version.split('.').map((part) => Number.parseInt(part, 10));
  const floor = wanted.split('.').map((part) => Number.parseInt(part, 10));
  for (let index = 0; index < 3; index++) {
    const difference = (have[index] ?? 0) - (floor[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
