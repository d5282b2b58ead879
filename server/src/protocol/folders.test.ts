import path from 'node:path';
import { expect, test } from 'vitest';
import { workspacePath } from '../base/index.js';
import { relativePath, toPath, toUri } from '../hosts/lsp-node/uris.js';
import { Folders } from './folders.js';

function folders(...paths: readonly string[]): Folders {
  const made = new Folders(
    { toPath, toUri, relative: relativePath },
    { join: (directory, ...names) => path.posix.join(directory, ...names) },
  );
  const workspaceFolders = paths.map((folder) => ({ uri: toUri(folder), name: folder }));
  made.initialize({ workspaceFolders });
  return made;
}

test.each([
  ['file:///m/a/b.go', 'b.go', '/m/a'],
  ['file:///m/c/b.go', 'c/b.go', '/m/c'],
  ['file:///other/b.go', 'b.go', '/other'],
  ['untitled:Untitled-1', 'Untitled-1', undefined],
  ['vscode-vfs://github/o/n/a_test.go?x=1#y', 'a_test.go', undefined],
  ['odd:', 'untitled', undefined],
])('%s is %s in its innermost folder', (uri, name, directory) => {
  expect(folders('/m', '/m/a').identify(uri)).toEqual({ key: uri, path: name, directory });
});

test('other files of a finding are addressed from the same folder', () => {
  const open = folders('/m');
  const document = open.identify('file:///m/a/b/c.go');
  expect(open.uriFrom(document, workspacePath('a/b/c.go'))).toBe('file:///m/a/b/c.go');
  expect(open.uriFrom(document, workspacePath('d/e.go'))).toBe('file:///m/d/e.go');
  const untitled = open.identify('untitled:x');
  expect(open.uriFrom(untitled, workspacePath('y.go'))).toBe('untitled:x');
});

test('folders inside others are audited with them, and come to light when those go', () => {
  const open = folders('/m/a', '/m', '/n', '/m');
  expect(open.outermost).toEqual(['/m', '/n']);
  const gone = open.change({ added: [{ uri: 'file:///o', name: 'o' }], removed: [{ uri: 'file:///m', name: 'm' }] });
  expect(gone).toEqual(['/m']);
  expect(open.outermost).toEqual(['/m/a', '/n', '/o']);
});
