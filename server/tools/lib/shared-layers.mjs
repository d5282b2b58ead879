/** The layers that several bundles need go into one of their own, `core.js`: the package has them once instead of three times. */
import path from 'node:path';
import { inRoot } from './root.mjs';

/** Entry point of the bundle that has them; there is no such file. */
export const CORE_ENTRY = 'leaklens:core';

/** What the others call it at run time; all bundles lie in one folder. */
const CORE = './core.js';

const SOURCES = inRoot('server/src');

/** Layers that hosts and the protocol import; those below them come along. */
const SHARED = ['base', 'text', 'syntax', 'workspace', 'config', 'rules', 'engine', 'report'];

/**
 * The bundle of the shared layers: an object for each of them.
 * @type {import('esbuild').Plugin}
 */
export const coreBundle = {
  name: 'core',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${CORE_ENTRY}$`) }, () => ({ path: CORE_ENTRY, namespace: 'leaklens' }));
    build.onLoad({ filter: /./, namespace: 'leaklens' }, () => ({
      contents: SHARED.map((layer) => `export * as ${layer} from './${layer}/index.js';`).join('\n'),
      resolveDir: SOURCES,
    }));
  },
};

/**
 * For the other bundles: what is in `core.js` is taken from there.
 * @type {import('esbuild').Plugin}
 */
export const takesCore = {
  name: 'takes-core',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/.*\/index\.js$/ }, ({ path: imported, resolveDir }) => {
      const target = path.relative(SOURCES, path.join(resolveDir, imported)).split(path.sep);
      const [layer = ''] = target;
      if (target.length !== 2 || !SHARED.includes(layer)) return undefined;
      return { path: layer, namespace: 'leaklens' };
    });
    build.onLoad({ filter: /./, namespace: 'leaklens' }, ({ path: layer }) => ({
      contents: `module.exports = require('${CORE}').${layer};`,
    }));
    build.onResolve({ filter: /^\.\/core\.js$/, namespace: 'leaklens' }, () => ({ path: CORE, external: true }));
  },
};
