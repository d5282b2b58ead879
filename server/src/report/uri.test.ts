import { expect, it } from 'vitest';
import { folderUri, relativeUri } from './uri.js';

it.each([
  ['a/b.go', 'a/b.go'],
  ['a b#c?d%e.go', 'a%20b%23c%3Fd%25e.go'],
  ['c:/x.go', 'c%3A/x.go'],
  ['ü/日.go', '%C3%BC/%E6%97%A5.go'],
  ['back\\slash.go', 'back%5Cslash.go'],
  ['half\ud83d.go', 'half%EF%BF%BD.go'],
  ['.', '.'],
])('relativeUri(%j)', (path, uri) => {
  expect(relativeUri(path)).toBe(uri);
});

it.each([
  ['/home/me/my node', 'file:///home/me/my%20node/'],
  ['/', 'file:///'],
  ['/odd\\name', 'file:///odd%5Cname/'],
  ['C:\\Users\\me', 'file:///C:/Users/me/'],
  ['c:/Users', 'file:///c:/Users/'],
  ['\\\\server\\share\\x', 'file://server/share/x/'],
])('folderUri(%j)', (path, uri) => {
  expect(folderUri(path)).toBe(uri);
});
