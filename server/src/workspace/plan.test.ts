import { describe, expect, it } from 'vitest';
import { workspacePath } from '../base/index.js';
import { planPackages } from './plan.js';
import type { ListedFolder, ListedModule } from './plan.js';

function folder(directory: string, names: readonly string[], factNames: readonly string[] = []): ListedFolder {
  const listed = (name: string) => ({
    path: workspacePath(directory === '' ? name : `${directory}/${name}`),
    sizeBytes: 100,
  });
  return { directory: workspacePath(directory), files: names.map(listed), factFiles: factNames.map(listed) };
}

function module(directory: string, text: string, inside = ''): ListedModule {
  return { directory: workspacePath(directory), inside, text };
}

const importPaths = (folders: readonly ListedFolder[], modules: readonly ListedModule[]): string[] =>
  planPackages(folders, modules).map((plan) => `${plan.directory}: ${plan.importPath} ${plan.goVersion}`);

describe('planPackages', () => {
  it('gives each folder the nearest module', () => {
    const folders = ['', 'p2p', 'api', 'api/v1', 'apix'].map((directory) => folder(directory, ['a.go']));
    const modules = [
      module('', 'module example.com/node\ngo 1.24\n'),
      module('api', 'module example.com/api\ngo 1.22.3\n'),
    ];
    expect(importPaths(folders, modules)).toEqual([
      ': example.com/node 1.24',
      'api: example.com/api 1.22.3',
      'api/v1: example.com/api/v1 1.22.3',
      'apix: example.com/node/apix 1.24',
      'p2p: example.com/node/p2p 1.24',
    ]);
  });

  it('names packages by their folder where there is no go.mod', () => {
    expect(importPaths([folder('', ['a.go']), folder('x/y', ['a.go'])], [])).toEqual([':  ', 'x/y: x/y ']);
  });

  it('knows what a go.mod without go line means', () => {
    expect(importPaths([folder('x', ['a.go'])], [module('', 'module m\n')])).toEqual(['x: m/x 1.16']);
  });

  it('counts from a module above the audited folder', () => {
    expect(importPaths([folder('x', ['a.go'])], [module('', 'module m\ngo 1.20\n', 'a/b')])).toEqual([
      'x: m/a/b/x 1.20',
    ]);
  });

  it('does not name the standard library', () => {
    expect(importPaths([folder('net/http', ['a.go'])], [module('', 'module std\ngo 1.27\n')])).toEqual([
      'net/http: net/http 1.27',
    ]);
  });

  it('falls back to folders where go.mod names no module', () => {
    expect(importPaths([folder('x', ['a.go'])], [module('', 'garbage')])).toEqual(['x: x 1.16']);
  });

  it('sorts folders and files, and sums sizes', () => {
    const plans = planPackages(
      [folder('b', ['z.go', 'a.go'], ['y.go']), folder('a', ['x.go']), folder('c', [], ['x.go'])],
      [],
    );
    expect(plans.map((plan) => [plan.directory, plan.files, plan.factFiles, plan.sizeBytes])).toEqual([
      ['a', ['a/x.go'], [], 100],
      ['b', ['b/a.go', 'b/z.go'], ['b/y.go'], 300],
    ]);
  });
});
