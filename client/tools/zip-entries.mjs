import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_SIZE = 22;
const DEFLATED = 8;

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {() => Buffer} read its contents, unpacked
 */

/**
 * The files in a zip archive, as those that vsce writes: below 4 GB, stored or deflated, no comment at the end.
 * @param {string} file
 * @returns {readonly ZipEntry[]}
 */
export function zipEntries(file) {
  const bytes = readFileSync(file);
  const end = bytes.length - END_SIZE;
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error(`${file}: its end is not that of a zip archive`);
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error(`${file}: entry expected at byte ${at}`);
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, nameEnd);
    const from = at;
    if (!name.endsWith('/')) entries.push({ name, read: () => contents(bytes, from) });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {Buffer} bytes
 * @param {number} entry where the entry of the directory begins
 */
function contents(bytes, entry) {
  const isDeflated = bytes.readUInt16LE(entry + 10) === DEFLATED;
  const local = bytes.readUInt32LE(entry + 42);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20));
  return isDeflated ? inflateRawSync(data) : data;
}
