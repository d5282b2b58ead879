/** Builds everything that runs into `dist`: bundles, parsers, schema, notices. Nothing is done where nothing changed. */
import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { bundleOptions, bundles, copies } from './lib/bundles.mjs';
import { inRoot, root } from './lib/root.mjs';
import { isUnchanged, readIfPresent, stampOf, writeAtomically } from './lib/stamp.mjs';
import { NOTICES, thirdPartyNotices } from './licences.mjs';

const STAMP = inRoot('.cache/build.json');

/** Further things that the result depends on: what is bundled, with which versions, and how. */
const RECIPE = [
  'package-lock.json',
  'server/tools/build.mjs',
  'server/tools/licences.mjs',
  'server/tools/lib/bundles.mjs',
  'server/tools/lib/shared-layers.mjs',
];

/**
 * @typedef {Record<string, import('./lib/stamp.mjs').FileStamp>} Stamps
 * @typedef {{ readonly path: string, readonly content: string | Uint8Array, readonly mode: number }} Output
 */

/**
 * Brings `dist` up to date. Throws with all that is wrong where something does not build.
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function build() {
  if (isUpToDate()) return false;
  const started = performance.now();
  const { outputs, inputs, failures } = await bundleAll();
  for (const { path: file, content, mode } of outputs) writeAtomically(file, content, mode);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  removeOthers(new Set(outputs.map((file) => file.path)));
  const files = [...inputs, ...outputs.map((file) => relative(file.path))].sort();
  const stamps = Object.fromEntries(files.map((file) => [file, stampOf(inRoot(file))]));
  writeAtomically(STAMP, `${JSON.stringify(stamps, undefined, 1)}\n`);
  console.log(`built ${outputs.length} files into dist in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

/** @returns {boolean} */
function isUpToDate() {
  const text = readIfPresent(STAMP);
  if (text === undefined) return false;
  /** @type {Stamps} */
  const stamps = JSON.parse(text);
  const isKnown = copiedSources().every((file) => stamps[file] !== undefined);
  return isKnown && Object.entries(stamps).every(([file, stamp]) => isUnchanged(inRoot(file), stamp));
}

/** @returns {Promise<{ outputs: Output[], inputs: Set<string>, failures: string[] }>} */
async function bundleAll() {
  const results = await Promise.all(bundles.map(bundleOne));
  const metafiles = results.flatMap(({ metafile }) => (metafile === undefined ? [] : [metafile]));
  const outputs = results.flatMap((result) => result.outputs);
  const failures = results.flatMap((result) => result.failures);
  for (const [from, to] of copies) {
    if (!existsSync(inRoot(from))) failures.push(`${to}: ${from} is missing`);
    for (const file of filesAt(from))
      outputs.push(output(`${to}${file.slice(from.length)}`, readFileSync(inRoot(file))));
  }
  outputs.push(output('THIRD_PARTY_NOTICES.txt', thirdPartyNotices(metafiles)));
  return { outputs, inputs: inputsOf(metafiles), failures };
}

/**
 * @param {import('./lib/bundles.mjs').Bundle} entry
 * @returns {Promise<{ outputs: Output[], metafile?: import('esbuild').Metafile, failures: string[] }>}
 */
async function bundleOne(entry) {
  const { build: bundle } = await import('esbuild');
  try {
    const { outputFiles, metafile } = await bundle(bundleOptions(entry));
    const modeOf = (/** @type {string} */ file) => (entry.isProgram === true && file.endsWith('.js') ? 0o755 : 0o644);
    const outputs = outputFiles.map(({ path: file, contents: content }) => ({
      path: file,
      content,
      mode: modeOf(file),
    }));
    return { outputs, metafile, failures: [] };
  } catch (error) {
    return { outputs: [], failures: [`${entry.output}: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

/**
 * What the build depends on. Whatever lies in node_modules is as package-lock.json has it.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {Set<string>} paths relative to the repository
 */
function inputsOf(metafiles) {
  const bundled = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const notices = readdirSync(inRoot(NOTICES)).map((name) => `${NOTICES}/${name}`);
  // What a plugin makes up has its name before a colon, and is no file.
  const own = bundled.filter((file) => !file.includes('node_modules/') && !file.includes(':'));
  return new Set([...RECIPE, ...notices, ...copiedSources(), ...own]);
}

/**
 * Files of ours that are copied as they are.
 * @returns {string[]}
 */
function copiedSources() {
  return copies.flatMap(([from]) => filesAt(from)).filter((file) => !file.startsWith('node_modules/'));
}

/**
 * The file itself, or the files that lie in a folder.
 * @param {string} source relative to the repository, with '/'
 * @returns {string[]}
 */
function filesAt(source) {
  const status = statSync(inRoot(source), { throwIfNoEntry: false });
  if (status?.isDirectory() !== true) return status === undefined ? [] : [source];
  return readdirSync(inRoot(source)).map((name) => `${source}/${name}`);
}

/**
 * @param {string} name relative to dist
 * @param {string | Uint8Array} content
 * @returns {Output}
 */
function output(name, content) {
  return { path: inRoot('dist', name), content, mode: 0o644 };
}

/**
 * Removes from `dist` what an earlier build left there.
 * @param {ReadonlySet<string>} wanted absolute paths
 * @param {string} [folder]
 */
function removeOthers(wanted, folder = inRoot('dist')) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) removeOthers(wanted, file);
    else if (!wanted.has(file)) rmSync(file);
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/**
 * @param {string} file absolute path
 * @returns {string} path relative to the repository, with '/'
 */
function relative(file) {
  return path.relative(root, file).replaceAll(path.sep, '/');
}
