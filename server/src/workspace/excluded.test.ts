import { describe, expect, it } from 'vitest';
import { workspacePath } from '../base/index.js';
import { exclusionOf, extendIgnoreRules, isIgnored, NO_IGNORE_RULES } from './excluded.js';

const reasonOf = (path: string, kind: 'file' | 'folder'): string | undefined =>
  exclusionOf(workspacePath(path), kind, NO_IGNORE_RULES);

describe('by name', () => {
  it.each([
    ['vendor', 'vendor folder'],
    ['a/testdata', 'testdata folder'],
    ['third_party', 'third_party folder'],
    ['web/node_modules', 'node_modules folder'],
    ['.git', 'name begins with .'],
    ['a/_old', 'name begins with _'],
  ])('folder %s', (path, reason) => {
    expect(reasonOf(path, 'folder')).toBe(reason);
  });

  it.each(['vendors', 'a/vendored', 'test_data', 'a_b'])('not folder %s', (path) => {
    expect(reasonOf(path, 'folder')).toBeUndefined();
  });

  it('judges files as the go command does', () => {
    expect(reasonOf('a/_x.go', 'file')).toBe('name begins with _');
    expect(reasonOf('.#x.go', 'file')).toBe('name begins with .');
    expect(reasonOf('vendor', 'file')).toBeUndefined();
  });
});

describe('by .gitignore', () => {
  const root = extendIgnoreRules(
    NO_IGNORE_RULES,
    workspacePath(''),
    '\uFEFF# generated\n/build/\n*.pb.go\r\nDocs\n!keep.pb.go\n',
  );
  const inner = extendIgnoreRules(root, workspacePath('api/v1'), '/local.go\n!hand.pb.go\nout/\n');
  const ignored = (path: string, kind: 'file' | 'folder' = 'file'): boolean =>
    isIgnored(workspacePath(path), kind, path.startsWith('api/v1/') ? inner : root);

  it.each(['a.pb.go', 'api/a.pb.go', 'api/v1/x.pb.go', 'api/v1/local.go'])('%s', (path) => {
    expect(ignored(path)).toBe(true);
  });

  it.each(['keep.pb.go', 'api/v1/hand.pb.go', 'api/v1/deep/local.go', 'local.go', 'build', 'api/v1/out', 'docs'])(
    'not %s',
    (path) => {
      expect(ignored(path)).toBe(false);
    },
  );

  it('tells folders from files', () => {
    expect(ignored('build', 'folder')).toBe(true);
    expect(ignored('api/build', 'folder')).toBe(false);
    expect(ignored('api/v1/out', 'folder')).toBe(true);
  });

  it('minds letter case', () => {
    expect(ignored('Docs', 'folder')).toBe(true);
    expect(ignored('docs', 'folder')).toBe(false);
  });
});
