/** Third-party notices: the licence of everything that is really inside what we ship, and of nothing else. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './lib/root.mjs';

/** Folder of the notices of what no npm package brings. */
export const NOTICES = 'server/tools/notices';
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.|-|$)/i;
const RULE = '-'.repeat(80);

/**
 * @typedef {object} Notice
 * @property {string} name with the version where there is one
 * @property {string} licence
 * @property {string} note where it is, if not in the bundles
 * @property {string} text
 */

/**
 * The text of the notices, the same for the same bundles. Throws where a package brings no licence.
 * @param {readonly import('esbuild').Metafile[]} metafiles of all bundles
 * @returns {string}
 */
export function thirdPartyNotices(metafiles) {
  const packages = packageFolders(metafiles.flatMap((metafile) => Object.values(metafile.outputs)));
  // Its wasm is shipped, whether or not a bundle has its JavaScript.
  packages.add('node_modules/web-tree-sitter');
  const notices = [...[...packages].map(packageNotice), ...furtherNotices()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const head = 'Leaklens contains the following third-party software.\n';
  return [head, ...notices.map(render)].join(`\n${RULE}\n`);
}

/**
 * @param {readonly import('esbuild').Metafile['outputs'][string][]} outputs
 * @returns {Set<string>} folders relative to the repository
 */
function packageFolders(outputs) {
  const folders = new Set();
  for (const [input, { bytesInOutput }] of outputs.flatMap((output) => Object.entries(output.inputs))) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
  }
  return folders;
}

/**
 * @param {string} folder
 * @returns {Notice}
 */
function packageNotice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));
  const files = readdirSync(inRoot(folder)).filter((file) => LICENCE_FILE.test(file));
  if (files.length === 0 || typeof license !== 'string')
    throw new Error(`${name} ${version} has no licence file or name: add its notice to ${NOTICES} or do not bundle it`);
  const text = files.sort().map((file) => readFileSync(inRoot(folder, file), 'utf8').trim());
  return { name: `${name} ${version}`, licence: license, note: '', text: text.join('\n\n') };
}

/**
 * Notices of what is compiled into the wasm files. Files of four parts: name, licence, place, and the text.
 * @returns {Notice[]}
 */
function furtherNotices() {
  const folder = inRoot(NOTICES);
  if (!existsSync(folder)) throw new Error(`${NOTICES} is missing`);
  return readdirSync(folder).map((file) => {
    const [name = '', licence = '', note = '', ...text] = readFileSync(path.join(folder, file), 'utf8').split('\n');
    return { name, licence, note, text: text.join('\n').trim() };
  });
}

/**
 * @param {Notice} notice
 * @returns {string}
 */
function render({ name, licence, note, text }) {
  const lines = [name, `Licence: ${licence}`, ...(note === '' ? [] : [`Use: ${note}`]), '', text];
  return `${lines.join('\n').replaceAll('\r\n', '\n')}\n`;
}
