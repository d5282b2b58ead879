import { describe, expect, it } from 'vitest';
import { ModulePackages } from '../src/engine/index.js';
import type { FileFacts, PackageFacts } from '../src/facts/index.js';
import { extractFacts, link } from '../src/facts/index.js';
import { printType } from '../src/semantic/index.js';
import { modelOf } from './harness/package.js';

const sources: Readonly<Record<string, readonly string[]>> = {
  '/m/net': [
    'package net\n\nimport "example.com/m/base"\n\ntype Conn struct { *base.Closer; Out chan int }\n\nfunc Dial() (*Conn, error) { return nil, nil }\n',
    'package net\n\nfunc (c *Conn) Run(out chan<- int) { out <- 1; c.Out <- 2 }\n\nfunc Die() { panic("x") }\n',
    'package net_test\n\nfunc Dial() int { return 0 }\n',
  ],
  '/m/base': ['package base\n\ntype Closer struct{}\n\nfunc (*Closer) Close() error { return nil }\n'],
};

interface Module {
  readonly modules: ModulePackages;
  readonly read: readonly string[];
}

function createModule(): Module {
  const read: string[] = [];
  const modules = new ModulePackages(
    async (directory) => {
      read.push(directory);
      return factsIn(sources[directory] ?? []);
    },
    (directory, ...names) => new URL([...names, ''].join('/'), `file://${directory}/`).pathname.replace(/\/$/, ''),
  );
  return { modules, read };
}

async function factsIn(files: readonly string[]): Promise<FileFacts[]> {
  const nameOf = (source: string, i: number): string =>
    `f${i}${source.startsWith('package net_test') ? '_test' : ''}.go`;
  const models = await Promise.all(files.map((source, i) => modelOf(nameOf(source, i), source)));
  return models.map(extractFacts);
}

const place = { directory: '/m/cmd/tool', importPath: 'example.com/m/cmd/tool', modulePath: 'example.com/m' };

/** Asks until nothing is missing, as the audit does, and answers what was found last. */
async function askUntilKnown(module: Module, source: string, ask: (facts: PackageFacts) => string): Promise<string> {
  const facts = await factsIn([source]);
  for (;;) {
    module.modules.startAsking();
    const main = link(place.importPath, facts, module.modules.seenFrom(place)).get('main');
    const answer = main === undefined ? 'no package' : ask(main);
    if (!module.modules.hasAskedInVain) return answer;
    await module.modules.readMissing();
  }
}

const main = 'package main\n\nimport ("example.com/m/net"; "other.com/x"; "example.com/mx/y")\n\n';
const typeOf = (name: string) => (facts: PackageFacts) => printType(facts.resolve({ tag: 'declared', path: '', name }));

describe('packages of the same module', () => {
  it('are read when somebody asks, and packages that they ask for', async () => {
    const module = createModule();
    const answer = await askUntilKnown(module, `${main}var c, err = net.Dial()\n\nvar f = c.Close\n`, typeOf('f'));
    expect(answer).toBe('func() error');
    expect(module.read).toEqual(['/m/net', '/m/base']);
  });

  it('are not read where nobody asks, nor are other modules', async () => {
    const module = createModule();
    const source = `${main}var a = x.New()\n\nvar b = y.New()\n\nvar c = 1\n`;
    expect(await askUntilKnown(module, source, typeOf('c'))).toBe('int');
    expect(await askUntilKnown(module, source, typeOf('a'))).toBe('?');
    expect(await askUntilKnown(module, source, typeOf('b'))).toBe('?');
    expect(module.read).toEqual([]);
  });

  it('name their types by import path, and test packages do not count', async () => {
    const module = createModule();
    expect(await askUntilKnown(module, `${main}var c, err = net.Dial()\n`, typeOf('c'))).toBe(
      '*example.com/m/net.Conn',
    );
  });

  it('tell what their functions do', async () => {
    const module = createModule();
    const run = await askUntilKnown(module, `${main}var c, err = net.Dial()\n`, (facts) => {
      const receiver = { path: 'example.com/m/net', name: 'Conn' };
      const method = {
        kind: 'method',
        receiver,
        isPointerReceiver: true,
        name: 'Run',
        via: [],
        object: undefined,
      } as const;
      return JSON.stringify(facts.summaries.effectsOf(method, 0)?.map(({ verb, paths }) => `${verb} ${paths}`));
    });
    expect(run).toBe('["send every"]');
    const ends = await askUntilKnown(module, main, (facts) =>
      String(facts.summaries.neverReturns({ kind: 'function', path: 'example.com/m/net', name: 'Die' })),
    );
    expect(ends).toBe('true');
  });

  it('are read again after a change', async () => {
    const module = createModule();
    await askUntilKnown(module, `${main}var c, err = net.Dial()\n`, typeOf('c'));
    const asked = module.modules.stopAsking();
    expect(module.modules.isNews(asked)).toBe(false);
    expect(await module.modules.readAgain('/m/net')).toBe(true);
    expect(await module.modules.readAgain('/m/other')).toBe(false);
    expect(module.modules.isNews(asked)).toBe(true);
    expect(module.read).toEqual(['/m/net', '/m/net']);
  });

  it('are not looked for outside the module', async () => {
    const module = createModule();
    const source = 'package main\n\nimport "example.com/m/../secret"\n\nvar a = secret.New()\n';
    expect(await askUntilKnown(module, source, typeOf('a'))).toBe('?');
    expect(module.read).toEqual([]);
  });
});
