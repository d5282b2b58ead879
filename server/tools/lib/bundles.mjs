/** What is built: each bundle with its entry point, and the files that lie beside the bundles. */
import { inRoot } from './root.mjs';
import { CORE_ENTRY, coreBundle, takesCore } from './shared-layers.mjs';

/**
 * @typedef {object} Bundle
 * @property {string} entry relative to the repository, or a name that the plugin knows
 * @property {string} output relative to dist
 * @property {readonly string[]} [external] modules that the host provides
 * @property {import('esbuild').Plugin} [plugin]
 * @property {boolean} [isProgram] gets a first line that lets the shell start it
 */

/** @type {readonly Bundle[]} */
export const bundles = [
  { entry: CORE_ENTRY, output: 'core.js', plugin: coreBundle },
  { entry: 'server/src/hosts/cli/main.ts', output: 'cli.js', plugin: takesCore, isProgram: true },
  { entry: 'server/src/hosts/lsp-node/main.ts', output: 'server.js', plugin: takesCore },
  { entry: 'server/src/hosts/worker-node/main.ts', output: 'worker.js', plugin: takesCore },
  { entry: 'client/src/node/main.ts', output: 'client.js', external: ['vscode'] },
  // tinypool starts its threads with this file, which it looks for beside the bundle it was put in.
  { entry: 'node_modules/tinypool/dist/entry/worker.js', output: 'entry/worker.js' },
];

/** Copied as they are: files or folders, from (relative to the repository) and to (relative to dist). */
export const copies = /** @type {const} */ ([
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'web-tree-sitter.wasm'],
  ['grammars/go/tree-sitter-go.wasm', 'tree-sitter-go.wasm'],
  ['server/src/report/findings.schema.json', 'findings.schema.json'],
  ['server/src/config/leaklens.schema.json', 'leaklens.schema.json'],
  ['server/docs/rules', 'rules'],
]);

const MODULE_URL = '__leaklensModuleUrl';

/**
 * Options of esbuild for one bundle.
 * @param {Bundle} bundle
 * @returns {import('esbuild').BuildOptions & { write: false, metafile: true }}
 */
export function bundleOptions({ entry, output, external = [], plugin, isProgram = false }) {
  const moduleUrl = `const ${MODULE_URL}=require('node:url').pathToFileURL(__filename).href;`;
  return {
    absWorkingDir: inRoot(),
    entryPoints: [entry === CORE_ENTRY ? entry : inRoot(entry)],
    plugins: plugin === undefined ? [] : [plugin],
    outfile: inRoot('dist', output),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    // The notices beside the bundles hold every licence in full.
    legalComments: 'none',
    charset: 'utf8',
    external: [...external],
    mainFields: ['module', 'main'],
    // The ES module of web-tree-sitter asks for its own address while it is loaded, which a CommonJS bundle has not.
    alias: { 'web-tree-sitter': inRoot('node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    define: { 'import.meta.url': MODULE_URL },
    banner: { js: isProgram ? `#!/usr/bin/env node\n${moduleUrl}` : moduleUrl },
    logLevel: 'silent',
  };
}
