/** The steps of `npm run check`: everything that can be said about the sources without running them. */
import { inRoot } from './root.mjs';

/**
 * A step that runs a program of an installed package.
 * @param {string} name
 * @param {string} program path below node_modules
 * @param {readonly string[]} args
 * @returns {import('./steps.mjs').Step}
 */
const program = (name, program, args) => node(name, [inRoot('node_modules', program), ...args]);

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {import('./steps.mjs').Step}
 */
const node = (name, args) => ({ name, command: process.execPath, args });

/**
 * @param {string} name
 * @param {string} project
 * @returns {import('./steps.mjs').Step}
 */
function types(name, project) {
  const remembered = inRoot('.cache/types', `${name.replaceAll(' ', '-')}.json`);
  const args = ['-p', project, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', remembered];
  return program(`types: ${name}`, 'typescript/bin/tsc', args);
}

/** Longest first, so that the last one does not run alone. */
export const checkSteps = [
  program('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  types('server with node', 'server/tsconfig.node.json'),
  types('server core', 'server/tsconfig.core.json'),
  types('client', 'client/tsconfig.json'),
  program('format', 'prettier/bin/prettier.cjs', ['.', '--check', '--log-level', 'warn']),
  node('layers', [inRoot('server/tools/run.mjs'), 'check-layers']),
  node('generated files', [inRoot('server/tools/run.mjs'), 'generate', '--check']),
  node('grammar hashes', [inRoot('grammars/go/build.mjs'), '--check', '--hashes']),
];
