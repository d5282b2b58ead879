import { afterEach, describe, expect, test } from 'vitest';
import { readParserWasm } from '../../tools/lib/parser-wasm.js';
import { MemoryFiles } from '../../test/lsp/memory-files.js';
import { onBug, workspacePath } from '../base/index.js';
import type { PackageFacts } from '../facts/index.js';
import { link } from '../facts/index.js';
import { decodeUtf8 } from '../hosts/node/index.js';
import { createTreeStore } from '../syntax/index.js';
import { SourceText } from '../text/index.js';
import { analyse, check } from './analysis.js';
import { modulePackages } from './audit-package.js';
import type { Log } from './platform.js';
import { BIG_DOCUMENT, Session } from './session.js';
import type { SessionEngine } from './session.js';

const trees = await createTreeStore(readParserWasm());

const LEAK = `package a

import "runtime"

type conn struct{ fd int }

func open() *conn {
	c := &conn{}
	runtime.SetFinalizer(c, func(*conn) { _ = c })
	return c
}
`;

/** A session with an engine that counts, and timers that run when they are told to. */
class Fixture {
  readonly files = new MemoryFiles();
  readonly errors: string[] = [];
  readonly outdated: string[] = [];
  readonly checkedPaths: string[] = [];
  readonly analysedPaths: string[] = [];
  timers: (() => void)[] = [];
  readonly session: Session;

  constructor(engine: Partial<SessionEngine> = {}) {
    const log: Log = {
      error: (message) => void this.errors.push(message),
      warn: nothing,
      info: nothing,
      debug: nothing,
    };
    const counting: SessionEngine = {
      link,
      analyse: (file, before) => {
        this.analysedPaths.push(file.path);
        return (engine.analyse ?? analyse)(file, before);
      },
      check: (analysed, ...rest) => {
        this.checkedPaths.push(analysed.file.path);
        return (engine.check ?? check)(analysed, ...rest);
      },
    };
    const after = (_milliseconds: number, task: () => void): (() => void) => {
      this.timers.push(task);
      return () => void (this.timers = this.timers.filter((other) => other !== task));
    };
    const tools = { platform: { files: this.files, decodeUtf8, log }, trees, after };
    this.session = new Session({ ...tools, outdated: (keys) => void this.outdated.push(...keys) }, counting);
  }

  open(name: string, text: string): void {
    this.session.open({ key: name, path: workspacePath(name), directory: '/m' }, 1, new SourceText(text, 'lsp'));
  }

  /** Replaces the first `old`. */
  replace(name: string, version: number, old: string, newText: string): void {
    const text = this.session.textOf(name) ?? new SourceText('');
    const start = text.text.indexOf(old);
    const change = { start, end: start + old.length, newLength: newText.length };
    this.session.change(name, version, text.replaced(start, change.end, newText), [change]);
  }

  async codes(name: string): Promise<readonly string[] | undefined> {
    return (await this.session.check(name))?.findings.map((finding) => finding.code);
  }

  fireTimers(): void {
    for (const task of this.timers.splice(0)) task();
  }
}

function asksWhatKeepDoes(packages: ReadonlyMap<string, PackageFacts>): void {
  packages.get('a')?.summaries.effectsOf({ kind: 'function', path: '', name: 'keep' }, 0);
}

function asksForSibling(packages: ReadonlyMap<string, PackageFacts>): void {
  packages.get('a')?.resolve({ tag: 'declared', path: 'example.com/m/net', name: 'Dial' });
}

function nothing(): void {
  return undefined;
}

afterEach(() => {
  expect(trees.liveTrees).toBe(0);
});

describe('what is computed again', () => {
  test('a change of one body checks that document only, however often it is asked for', async () => {
    const it = new Fixture();
    it.open('a.go', LEAK);
    it.open('b.go', 'package a\n\nfunc other() int { return 1 }\n');
    await it.codes('a.go');
    await it.codes('b.go');
    it.checkedPaths.length = 0;
    it.replace('b.go', 2, 'return 1', 'return 2');
    expect(await it.codes('b.go')).toEqual([]);
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    await it.codes('a.go');
    expect(it.checkedPaths).toEqual(['b.go']);
    expect(it.outdated).toEqual([]);
    it.session.closeAll();
  });

  test('a change that the others can see makes their findings outdated', async () => {
    const it = new Fixture();
    it.open('a.go', LEAK);
    it.open('b.go', 'package a\n\nfunc other() int { return 1 }\n');
    await it.codes('a.go');
    await it.codes('b.go');
    it.checkedPaths.length = 0;
    it.outdated.length = 0;
    it.replace('b.go', 2, 'func other() int', 'func other() string');
    await it.codes('b.go');
    expect(it.outdated).toEqual(['a.go']);
    await it.codes('a.go');
    expect(it.checkedPaths).toEqual(['b.go', 'a.go']);
    it.session.closeAll();
  });

  test('a change of a body is news to those only who asked what the function does, and only if it does something else', async () => {
    const it = new Fixture({
      check: (analysed, packages) => (asksWhatKeepDoes(packages), check(analysed, packages, undefined)),
    });
    it.open('a.go', LEAK);
    it.open('b.go', 'package a\n\nfunc keep(ch chan int) { helper(ch) }\n\nfunc helper(ch chan int) {\n\tch <- 1\n}\n');
    await it.codes('a.go');
    await it.codes('b.go');
    it.outdated.length = 0;
    it.replace('b.go', 2, 'ch <- 1', 'println()\n\tch <- 2');
    await it.codes('b.go');
    expect(it.outdated).toEqual([]);
    it.replace('b.go', 3, 'ch <- 2', 'close(ch)');
    await it.codes('b.go');
    expect(it.outdated).toEqual(['a.go']);
    it.checkedPaths.length = 0;
    await it.codes('a.go');
    expect(it.checkedPaths).toEqual(['a.go']);
    it.session.closeAll();
  });

  test('another package of the module is read once somebody asks, and its news is told', async () => {
    const it = new Fixture({
      check: (analysed, packages) => (asksForSibling(packages), check(analysed, packages, undefined)),
    });
    it.files.write('/m/go.mod', 'module example.com/m\n\ngo 1.24\n');
    it.files.write('/m/net/net.go', 'package net\n\nfunc Dial() int { return 1 }\n');
    it.open('a.go', LEAK);
    await it.codes('a.go');
    await expect.poll(() => it.outdated).toEqual(['a.go']);
    it.checkedPaths.length = 0;
    await it.codes('a.go');
    await it.codes('a.go');
    expect(it.checkedPaths).toEqual(['a.go']);
    it.outdated.length = 0;
    it.files.write('/m/net/net.go', 'package net\n\nfunc Dial() string { return "" }\n');
    it.session.diskChanged([{ directory: '/m/net', name: 'net.go' }]);
    await expect.poll(() => it.outdated).toEqual(['a.go']);
    it.session.closeAll();
  });

  test('a burst of changes is analysed once', async () => {
    const it = new Fixture();
    it.open('a.go', LEAK);
    await it.codes('a.go');
    it.analysedPaths.length = 0;
    for (let version = 2; version < 50; version++) it.replace('a.go', version, 'package a\n', 'package a\n\n');
    const checked = await it.session.check('a.go');
    expect(checked?.version).toBe(49);
    expect(checked?.findings[0]?.range.start.line).toBe(9 + 48);
    expect(it.analysedPaths).toEqual(['a.go']);
    it.session.closeAll();
  });

  test('after a replacement all over the file, in no time', async () => {
    const it = new Fixture();
    const lines = 40_000;
    it.open('a.go', `${LEAK}\nvar _ = []int{\n${'\t10,\n'.repeat(lines)}}\n`);
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    const text = it.session.textOf('a.go')?.text ?? '';
    const start = text.indexOf('10,');
    const changes = Array.from({ length: lines }, (_, i) => {
      const at = start + 5 * (lines - 1 - i);
      return { start: at, end: at + 2, newLength: 1 };
    });
    it.session.change('a.go', 2, new SourceText(text.replaceAll('10,', '7,'), 'lsp'), changes);
    const started = performance.now();
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    // Following each change takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
    it.session.closeAll();
  });

  test('of a folder that is read again only the changed files are parsed', async () => {
    const it = new Fixture();
    it.files.write('/m/b.go', 'package a\n');
    it.files.write('/m/c.go', 'package a\n');
    it.open('a.go', LEAK);
    await it.codes('a.go');
    it.analysedPaths.length = 0;
    it.files.write('/m/c.go', 'package a\n\nvar x int\n');
    it.session.diskChanged([{ directory: '/m', name: 'c.go' }]);
    await it.codes('a.go');
    expect(it.analysedPaths).toEqual(['c.go']);
    it.session.closeAll();
  });
});

describe('the folder', () => {
  const user = LEAK.replace('type conn struct{ fd int }\n', '').replace('func(*conn) { _ = c }', 'c.finalize');
  const byPointer = 'package a\n\ntype conn struct{}\n\nfunc (*conn) finalize(*conn) {}\n';
  const byValue = byPointer.replace('(*conn) finalize', '(conn) finalize');

  test('is read again if it changed after a part of it was read', async () => {
    const it = new Fixture();
    it.files.write('/m/b.go', byPointer);
    it.files.write('/m/z.go', 'package a\n');
    it.files.hold('/m/z.go');
    it.open('a.go', user);
    while (!it.analysedPaths.includes('b.go')) await Promise.resolve();
    it.files.write('/m/b.go', byValue);
    it.session.diskChanged([{ directory: '/m', name: 'b.go' }]);
    const early = it.codes('a.go');
    it.files.release();
    expect(await early).toEqual(['GL4001']);
    expect(await it.codes('a.go')).toEqual([]);
    expect(it.outdated).toEqual(['a.go']);
    it.session.closeAll();
  });

  test('does not have what an open document no longer says, even if that belongs to no package now', async () => {
    const it = new Fixture();
    it.files.write('/m/b.go', byValue);
    it.open('a.go', user);
    expect(await it.codes('a.go')).toEqual([]);
    it.open('b.go', byValue);
    expect(await it.codes('a.go')).toEqual([]);
    it.replace('b.go', 2, 'package a', '//go:build ignore\n\npackage a');
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    it.session.closeAll();
  });
});

describe('a crash', () => {
  test('while checking costs the findings of that file, is logged once, and is over with the next text', async () => {
    const it = new Fixture({
      check: (analysed, ...rest) => {
        if (analysed.file.text.text.includes('crash')) throw new Error('boom');
        return check(analysed, ...rest);
      },
    });
    it.open('a.go', `${LEAK}// crash\n`);
    it.open('b.go', LEAK.replace('open', 'openAgain').replace('type conn struct{ fd int }', ''));
    expect(await it.codes('a.go')).toEqual([]);
    it.replace('a.go', 2, 'return c', 'return  c');
    expect(await it.codes('a.go')).toEqual([]);
    expect(await it.codes('b.go')).toEqual(['GL4001']);
    expect(it.errors).toEqual(['checking a.go failed, its findings are left out: boom']);
    it.replace('a.go', 3, 'crash', '');
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    it.session.closeAll();
  });

  test('while analysing does the same, and the document is parsed from scratch afterwards', async () => {
    const it = new Fixture({
      analyse: (file) => {
        if (file.text.text.includes('crash')) throw new Error('boom');
        return analyse(file);
      },
    });
    it.files.write('/m/c.go', 'package a // crash\n');
    it.open('a.go', LEAK);
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    it.replace('a.go', 2, 'return c', 'return c // crash');
    expect(await it.codes('a.go')).toEqual([]);
    it.replace('a.go', 3, ' // crash', '');
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    expect(it.errors).toEqual([
      'reading c.go for its package failed, it is left out: boom',
      'analysing a.go failed, its findings are left out: boom',
    ]);
    it.session.closeAll();
  });
});

describe('a big document', () => {
  const big = LEAK + `// ${'x'.repeat(78)}\n`.repeat(BIG_DOCUMENT / 80);

  test('is not analysed on a change but after a pause, which further changes put off', async () => {
    const it = new Fixture();
    it.open('a.go', big);
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    it.analysedPaths.length = 0;
    it.replace('a.go', 2, 'package a\n', 'package a\n\n');
    const asked = it.codes('a.go');
    it.replace('a.go', 3, '_ = c })', '})');
    expect(it.timers.length).toBe(1);
    expect(it.analysedPaths).toEqual([]);
    it.fireTimers();
    expect(await asked).toEqual([]);
    expect(it.analysedPaths).toEqual(['a.go']);
    it.session.closeAll();
  });

  test('does not make its small siblings wait, which know it as it was', async () => {
    const it = new Fixture();
    it.open('a.go', big);
    it.open('b.go', 'package a\n');
    await it.codes('b.go');
    it.analysedPaths.length = 0;
    it.replace('a.go', 2, 'fd int', 'fd string');
    it.replace('b.go', 2, 'package a\n', 'package a\n\n');
    expect(await it.codes('b.go')).toEqual([]);
    expect(it.analysedPaths).toEqual(['b.go']);
    it.session.closeAll();
  });

  test('waits no longer when it is saved or closed', async () => {
    const it = new Fixture();
    it.open('a.go', big);
    await it.codes('a.go');
    it.replace('a.go', 2, '_ = c })', '})');
    const saved = it.codes('a.go');
    it.session.saved('a.go');
    expect(await saved).toEqual([]);
    it.replace('a.go', 3, 'package a\n', 'package a\n\n');
    const closed = it.codes('a.go');
    it.session.close('a.go');
    expect(await closed).toBeUndefined();
    expect(it.timers).toEqual([]);
  });
});

describe('another package of the module', () => {
  test('that cannot be read again is told, and what was known of it counts', async () => {
    const it = new Fixture({
      check: (analysed, packages) => (asksForSibling(packages), check(analysed, packages, undefined)),
    });
    it.files.write('/m/go.mod', 'module example.com/m\n\ngo 1.24\n');
    it.files.write('/m/net/net.go', 'package net\n\nfunc Dial() int { return 1 }\n');
    it.open('a.go', LEAK);
    await it.codes('a.go');
    await expect.poll(() => it.outdated).toEqual(['a.go']);
    it.files.list = () => Promise.reject(new Error('no disk'));
    it.session.diskChanged([{ directory: '/m/net', name: 'net.go' }]);
    await expect
      .poll(() => it.errors)
      .toEqual(['reading other packages failed, what was known of them counts: no disk']);
    expect(await it.codes('a.go')).toEqual(['GL4001']);
    it.session.closeAll();
  });

  test('may have a file on which the engine fails: it is left out, and that is told once', async () => {
    const bugs: string[] = [];
    onBug((message) => bugs.push(message));
    const files = new MemoryFiles();
    files.write('/m/net/bad.go', 'package net\n\nfunc Bad() int { return 1 } // crash\n');
    files.write('/m/net/net.go', 'package net\n\nfunc Dial() int { return 1 }\n');
    const parseOnce: typeof trees.parseOnce = (text) => {
      if (text.includes('crash')) throw new Error('boom');
      return trees.parseOnce(text);
    };
    const modules = modulePackages({ files, decodeUtf8 }, { ...trees, parseOnce });
    const place = { directory: '/m', importPath: 'example.com/m', modulePath: 'example.com/m' };
    const seen = modules.seenFrom(place);
    const known = (): boolean[] => ['Dial', 'Bad'].map((name) => seen.typeOf('example.com/m/net', name) !== undefined);
    known();
    await modules.readMissing();
    expect(known()).toEqual([true, false]);
    await modules.readAgain('/m/net');
    expect(bugs).toEqual(['reading /m/net/bad.go for other packages failed, it is left out: boom']);
    onBug(nothing);
  });
});

test('an answer that nobody wants any more is not computed', async () => {
  const it = new Fixture();
  it.open('a.go', LEAK);
  expect(await it.session.check('a.go', { isCancelled: true })).toBeUndefined();
  expect(it.checkedPaths).toEqual([]);
  it.session.closeAll();
});

test('changes and closings of documents that are not open do nothing', async () => {
  const it = new Fixture();
  it.session.change('a.go', 1, new SourceText(LEAK));
  it.session.saved('a.go');
  it.session.close('a.go');
  expect(await it.session.check('a.go')).toBeUndefined();
});

test('the folder of closed documents is forgotten', async () => {
  const it = new Fixture();
  it.open('a.go', LEAK);
  await it.codes('a.go');
  it.session.close('a.go');
  it.analysedPaths.length = 0;
  it.files.write('/m/b.go', 'package a\n');
  it.session.diskChanged([{ directory: '/m', name: 'b.go' }]);
  await Promise.resolve();
  expect(it.analysedPaths).toEqual([]);
});
