/** Who may import whom. This table is the architecture; everything else in this folder only reads it. */

/** `types`: only what disappears when the program is built. */
export type Extent = 'all' | 'types';

export interface LayerImport {
  readonly extent: Extent;
  /** The file that imports go through, `index.ts` where it is left out. */
  readonly door?: string;
}

export interface Layer {
  readonly name: string;
  /** Relative to the repository. */
  readonly folder: string;
  /** Layers above that it may import. */
  readonly layers: Readonly<Record<string, Extent | LayerImport>>;
  /**
   * Everything that it may import from outside, with the files that may (prefixes relative to the folder; '' is all).
   * `node:*` stands for all modules of Node.js.
   */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** Files outside all layers that it may import, relative to the repository. */
  readonly assets?: readonly string[];
}

const SERVER = 'server/src';

/** A row may import only rows above it, and of those only the ones it lists. */
export const layers: readonly Layer[] = [
  { name: 'base', folder: `${SERVER}/base`, layers: {}, packages: {} },
  { name: 'text', folder: `${SERVER}/text`, layers: {}, packages: {} },
  {
    name: 'syntax',
    folder: `${SERVER}/syntax`,
    layers: { base: 'all', text: 'all' },
    packages: {
      'web-tree-sitter': [
        'choose-flatten.ts',
        'create-tree-store.ts',
        'flatten.ts',
        'runtime.ts',
        'symbols.ts',
        'tree-edits.ts',
        'walk-cursor.ts',
      ],
    },
  },
  { name: 'knowledge', folder: `${SERVER}/knowledge`, layers: {}, packages: {} },
  {
    name: 'semantic',
    folder: `${SERVER}/semantic`,
    layers: { base: 'all', text: 'all', syntax: 'all', knowledge: 'all' },
    packages: {},
  },
  {
    name: 'facts',
    folder: `${SERVER}/facts`,
    layers: { base: 'all', syntax: 'all', knowledge: 'all', semantic: 'all' },
    packages: {},
  },
  {
    name: 'concurrency',
    folder: `${SERVER}/concurrency`,
    layers: { text: 'all', knowledge: 'all', semantic: 'all', facts: 'all' },
    packages: {},
  },
  {
    name: 'obligations',
    folder: `${SERVER}/obligations`,
    layers: { knowledge: 'all', semantic: 'all', facts: 'all' },
    packages: {},
  },
  {
    name: 'workspace',
    folder: `${SERVER}/workspace`,
    layers: { base: 'all' },
    packages: { ignore: [''] },
  },
  {
    name: 'config',
    folder: `${SERVER}/config`,
    layers: { base: 'all', text: 'all', knowledge: 'all' },
    packages: { 'jsonc-parser': ['json.ts', 'shape.ts'], picomatch: ['globs.ts'] },
  },
  {
    name: 'rules',
    folder: `${SERVER}/rules`,
    layers: {
      base: 'all',
      text: 'all',
      knowledge: 'all',
      semantic: 'all',
      facts: 'all',
      concurrency: 'all',
      obligations: 'all',
      workspace: 'all',
    },
    packages: {},
  },
  {
    name: 'engine',
    folder: `${SERVER}/engine`,
    layers: {
      base: 'all',
      text: 'all',
      syntax: 'all',
      knowledge: 'all',
      semantic: 'all',
      facts: 'all',
      obligations: 'all',
      workspace: 'all',
      config: 'all',
      rules: 'all',
    },
    packages: {},
  },
  {
    name: 'report',
    folder: `${SERVER}/report`,
    layers: { base: 'all', workspace: 'all', config: 'all', rules: 'types', engine: 'types' },
    packages: { sarif: [''] },
  },
  {
    name: 'protocol',
    folder: `${SERVER}/protocol`,
    layers: { base: 'all', text: 'all', config: 'all', rules: 'all', engine: 'all' },
    packages: { 'vscode-languageserver': [''] },
  },
  {
    name: 'hosts',
    folder: `${SERVER}/hosts`,
    layers: {
      base: 'all',
      syntax: 'all',
      workspace: 'all',
      config: 'all',
      rules: 'all',
      engine: 'all',
      report: 'all',
      protocol: 'all',
    },
    packages: {
      'node:*': [''],
      commander: ['cli/'],
      tinypool: ['worker-node/'],
      'vscode-languageserver/node': ['lsp-node/'],
      'vscode-uri': ['lsp-node/'],
    },
    assets: ['package.json'],
  },
  {
    name: 'client',
    folder: 'client/src',
    layers: { protocol: { extent: 'all', door: 'messages.ts' } },
    packages: {
      vscode: [''],
      'vscode-languageclient': [''],
      'vscode-languageclient/node': ['node/'],
    },
  },
];
