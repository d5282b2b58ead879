import { expect, test } from 'vitest';
import { relativePath, toPath, toUri } from './uris.js';

test.each([
  ['file:///m/a.go', '/m/a.go'],
  ['file:///m/a%20b/%E6%97%A5.go', '/m/a b/日.go'],
  ['file:///m/a b.go', '/m/a b.go'],
  ['untitled:Untitled-1', undefined],
  ['vscode-vfs://github/o/n/a.go', undefined],
  ['', undefined],
  ['a.go', undefined],
  ['%%%', undefined],
  ['://', undefined],
])('the path of %j is %j', (uri, path) => {
  expect(toPath(uri)).toBe(path);
});

test('paths become URIs and paths again', () => {
  for (const path of ['/m/a.go', '/m/a b/日.go', '/m/#?%:@.go']) expect(toPath(toUri(path))).toBe(path);
});

test.each([
  ['/m', '/m/a/b.go', 'a/b.go'],
  ['/m', '/m', ''],
  ['/m', '/mm/a.go', undefined],
  ['/m/a', '/m/b.go', undefined],
  ['/m', '/m/..a/b.go', '..a/b.go'],
])('from %j to %j it is %j', (folder, path, way) => {
  expect(relativePath(folder, path)).toBe(way);
});
