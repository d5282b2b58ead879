import path from 'node:path';

/** Arguments of VS Code whose value may be the next word. */
const VALUED = [
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'user-data-dir',
  'extensions-dir',
  'install-extension',
];
/** With these VS Code does its work and opens no window. */
const WITHOUT_WINDOW = ['version', 'install-extension', 'list-extensions'];

/**
 * @typedef {object} CodeArguments
 * @property {boolean} isWithoutWindow
 * @property {string} developmentPath
 * @property {string} testsPath
 * @property {string | undefined} userFolder
 * @property {string | undefined} extensionsFolder
 * @property {readonly string[]} paths files and folders to open
 */

/**
 * The part of VS Code's command line that tests use. Paths come out absolute, but for those to open.
 * @param {readonly string[]} words
 * @returns {CodeArguments}
 */
export function parseCodeArguments(words) {
  /** @type {Map<string, string>} */
  const options = new Map();
  const paths = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (match === null) {
      if (!word.startsWith('-')) paths.push(word);
      continue;
    }
    const [, name = '', value] = match;
    if (value === undefined && VALUED.includes(name)) at += 1;
    options.set(name, value ?? (VALUED.includes(name) ? (words[at] ?? '') : 'true'));
  }
  const folderOf = (/** @type {string} */ name) => {
    const value = options.get(name);
    return value === undefined ? undefined : path.resolve(value);
  };
  return {
    isWithoutWindow: WITHOUT_WINDOW.some((name) => options.has(name)),
    developmentPath: folderOf('extensionDevelopmentPath') ?? '',
    testsPath: folderOf('extensionTestsPath') ?? '',
    userFolder: folderOf('user-data-dir'),
    extensionsFolder: folderOf('extensions-dir'),
    paths,
  };
}
