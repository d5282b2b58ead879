import { afterAll, describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import type { AnalysedFile, Finding, SessionEngine, TextChange } from '../src/engine/index.js';
import { Session, analyse, check, link, modulePackages } from '../src/engine/index.js';
import type { PackageFacts } from '../src/facts/index.js';
import { decodeUtf8 } from '../src/hosts/node/index.js';
import { createTreeStore } from '../src/syntax/index.js';
import { SourceText } from '../src/text/index.js';
import { effectiveGo, parseGoVersion, roleOf } from '../src/workspace/index.js';
import { readParserWasm } from '../tools/lib/parser-wasm.js';
import type { FixturePackage } from './harness/packages.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';
import type { Typed } from './harness/typing.js';
import { changeBetween, randomChange, randomFrom } from './harness/typing.js';
import { MemoryFiles } from './lsp/memory-files.js';

const CHANGES_PER_FILE = 3;
/** Of one package, on a machine that does much besides. */
const TIMEOUT_MS = 120_000;
const trees = await createTreeStore(readParserWasm());
const ownTrees = await createTreeStore(readParserWasm());
const log = { error: fail, warn: nothing, info: nothing, debug: nothing };
/** How often findings were compared, and how often some of them were kept from the text before. */
const seen = { compared: 0, kept: 0 };

/** All findings, so that no difference hides behind what is left out. */
const engine: SessionEngine = {
  analyse,
  link,
  check: (analysed, packages, go, options) => {
    const findings = check(analysed, packages, go, { ...options, minConfidence: 'low' });
    if (options?.kept?.wasUsed === true) seen.kept++;
    return findings;
  },
};

/** A package of fixtures in an editor, and what an audit says of the same texts. */
class Desk {
  private readonly files = new MemoryFiles();
  private readonly session: Session;
  private readonly modules = modulePackages({ files: this.files, decodeUtf8 }, trees);
  private readonly analysed: ReadonlyMap<string, AnalysedFile>;
  private version = 1;
  private name = '';
  private text = '';

  constructor(private readonly unit: FixturePackage) {
    this.files.write('/m/go.mod', `module ${unit.importPath}\n\ngo ${unit.goVersion}\n`);
    for (const { path, source } of unit.files) this.files.write(`/m/${nameOf(path)}`, source);
    this.analysed = new Map(unit.files.map(({ path, source }) => [nameOf(path), analysedOf(nameOf(path), source)]));
    const platform = { files: this.files, decodeUtf8, log };
    const tools = { platform, trees: ownTrees, after: () => nothing, outdated: nothing };
    this.session = new Session(tools, engine);
    // As long as a file of it is open, the folder is not read anew.
    this.openAs('kept', 'kept.go', '//go:build ignore\n\npackage kept\n');
  }

  get now(): string {
    return this.text;
  }

  open(name: string, text: string): void {
    this.session.close('typed');
    [this.name, this.text] = [name, text];
    this.openAs('typed', name, text);
  }

  type({ start, end, newText }: Typed): void {
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    const change: TextChange = { start, end, newLength: newText.length };
    this.session.change('typed', ++this.version, new SourceText(this.text, 'lsp'), [change]);
  }

  async findings(): Promise<readonly Finding[] | undefined> {
    return (await this.session.check('typed'))?.findings;
  }

  freshFindings(): readonly Finding[] {
    const own = analysedOf(this.name, this.text);
    const files = [...this.analysed].map(([name, file]) => (name === this.name ? own : file));
    const known = files.filter(({ file }) => file.role !== 'ignored').map(({ facts }) => facts);
    const go = effectiveGo(parseGoVersion(this.unit.goVersion), this.text);
    const { importPath } = this.unit;
    const place = { directory: '/m', importPath, modulePath: importPath };
    // The external tests of the package see the package itself.
    const packages: ReadonlyMap<string, PackageFacts> = link(
      importPath,
      known,
      this.modules.seenFrom(place, () => importable(packages)),
    );
    return check(own, packages, go, { minConfidence: 'low' });
  }

  close(): void {
    this.session.closeAll();
  }

  private openAs(key: string, name: string, text: string): void {
    this.session.open({ key, path: workspacePath(name), directory: '/m' }, 1, new SourceText(text, 'lsp'));
  }
}

describe('typing gives the findings of a file that is read for the first time', () => {
  const units = rulesWithFixtures().flatMap(packagesOf);
  it.each(units)('in $directory', { timeout: TIMEOUT_MS }, async (unit) => {
    const desk = new Desk(unit);
    for (const [i, { path, source }] of unit.files.entries()) {
      desk.open(nameOf(path), source);
      await desk.findings();
      await typeIn(desk, source, i + unit.directory.length * 100);
    }
    desk.close();
  });

  afterAll(() => expect(seen.kept).toBeGreaterThan(seen.compared / 4));
});

/** Types at random, and now and then takes everything back. */
async function typeIn(desk: Desk, source: string, seed: number): Promise<void> {
  const random = randomFrom(seed);
  for (let count = 0; count < CHANGES_PER_FILE; count++) {
    const change = random() < 0.25 ? changeBetween(desk.now, source) : randomChange(desk.now, random);
    desk.type(change);
    seen.compared++;
    expect(await desk.findings(), `change ${count}, ${JSON.stringify(change)}`).toEqual(desk.freshFindings());
  }
}

function importable(packages: ReadonlyMap<string, PackageFacts>): PackageFacts | undefined {
  const own = [...packages].filter(([name]) => name !== 'main' && !name.endsWith('_test'));
  return own.length === 1 ? own[0]?.[1] : undefined;
}

function analysedOf(name: string, source: string): AnalysedFile {
  const text = new SourceText(source, 'lsp');
  const path = workspacePath(name);
  return analyse({ path, text, ast: trees.parseOnce(source), role: roleOf(path, source) });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function nothing(): void {
  return undefined;
}

function fail(message: string): void {
  throw new Error(message);
}
