import type { FileFacts, ForeignPackages, PackageFacts } from '../facts/index.js';
import { firstOf, link, siblingPackages, standardLibrary } from '../facts/index.js';

/** Where a package stands in its module. */
export interface ModulePlace {
  /** Absolute folder of the package, in the host's own notation. */
  readonly directory: string;
  readonly importPath: string;
  /** The module's own path; '' where there is no go.mod. */
  readonly modulePath: string;
}

/** Reads the facts of the Go files in an absolute folder. Never fails: what cannot be read is not there. */
export type ReadFolder = (directory: string) => Promise<readonly FileFacts[]>;

/** The folders that were asked about, each with the version of what was known. */
export type AskedPackages = ReadonlyMap<string, number>;

/** Folders of facts that are kept; those read first go first. */
const MAX_FOLDERS = 400;

/**
 * The packages of modules, as the packages beside them see them. Nothing is read before somebody asks: a question about
 * a package that was not read yet is answered with "not known" and remembered; its owner then reads what is missing and
 * asks again. So an audit reads exactly the packages that its findings depend on.
 */
export class ModulePackages {
  private readonly folders = new Map<string, readonly FileFacts[]>();
  private readonly linked = new Map<string, PackageFacts | undefined>();
  private missing = new Map<string, ModulePlace>();
  private readonly askedInVain = new Set<string>();
  private readonly versions = new Map<string, number>();
  private asked = new Map<string, number>();
  /** True if a question could not be answered since `startAsking`. */
  hasAskedInVain = false;

  constructor(
    private readonly readFolder: ReadFolder,
    private readonly join: (directory: string, ...names: string[]) => string,
  ) {}

  /**
   * What the package at `place` sees of others: the standard library, and its own module. `own` is the package itself,
   * as its external tests see it, where the owner knows it better than the disk.
   */
  seenFrom(place: ModulePlace, own?: () => PackageFacts | undefined): ForeignPackages {
    if (place.modulePath === '') return standardLibrary;
    const packageAt = (path: string): PackageFacts | undefined =>
      path === place.importPath && own !== undefined ? own() : this.packageAt(place, path);
    return firstOf([standardLibrary, siblingPackages(packageAt)]);
  }

  /**
   * Gives the facts of a folder that was read for another reason, unless they are known, until the answer is called:
   * facts that hold on to their file must not stay.
   */
  lend(directory: string, facts: readonly FileFacts[]): () => void {
    if (this.folders.has(directory)) return () => undefined;
    this.add(directory, facts);
    return () => this.remove(directory);
  }

  /** Reads a folder again that was read before; until then, what was known of it counts. Answers whether it was read. */
  async readAgain(directory: string): Promise<boolean> {
    if (!this.folders.has(directory)) return false;
    const facts = await this.readFolder(directory);
    this.askedInVain.add(directory);
    this.add(directory, facts);
    return true;
  }

  /** From here on `hasAskedInVain` and `stopAsking` tell about the questions to come. */
  startAsking(): void {
    this.hasAskedInVain = false;
    this.asked = new Map();
  }

  /** What the questions since `startAsking` were about; `isNews` tells later whether the answers may be others. */
  stopAsking(): AskedPackages {
    return this.asked;
  }

  isNews(asked: AskedPackages): boolean {
    return [...asked].some(([directory, version]) => version !== (this.versions.get(directory) ?? 0));
  }

  get isMissingAny(): boolean {
    return this.missing.size > 0;
  }

  /** Reads the packages that were asked for in vain. */
  async readMissing(): Promise<void> {
    const places = [...this.missing.values()];
    this.missing = new Map();
    for (const { directory } of places) {
      if (!this.folders.has(directory)) this.add(directory, await this.readFolder(directory));
    }
  }

  private add(directory: string, facts: readonly FileFacts[]): void {
    this.folders.set(directory, facts);
    this.versions.set(directory, (this.versions.get(directory) ?? 0) + 1);
    // Packages that asked in vain remember that they know nothing.
    if (this.askedInVain.delete(directory)) this.linked.clear();
    const [oldest] = this.folders.keys();
    if (this.folders.size > MAX_FOLDERS && oldest !== undefined) this.remove(oldest);
  }

  private remove(directory: string): void {
    this.folders.delete(directory);
    for (const key of [...this.linked.keys()]) if (key.startsWith(`${directory}\n`)) this.linked.delete(key);
  }

  private packageAt(from: ModulePlace, path: string): PackageFacts | undefined {
    const place = this.placeOf(from, path);
    if (place === undefined) return undefined;
    this.asked.set(place.directory, this.versions.get(place.directory) ?? 0);
    const facts = this.folders.get(place.directory);
    if (facts === undefined) {
      this.missing.set(place.directory, place);
      this.askedInVain.add(place.directory);
      this.hasAskedInVain = true;
      return undefined;
    }
    const key = `${place.directory}\n${path}`;
    if (!this.linked.has(key)) this.linked.set(key, this.importable(place, facts));
    return this.linked.get(key);
  }

  private importable(place: ModulePlace, facts: readonly FileFacts[]): PackageFacts | undefined {
    const own = facts.filter(({ packageName, path }) => !path.endsWith('_test.go') && packageName !== 'main');
    const [only, ...others] = link(place.importPath, own, this.seenFrom(place)).values();
    return others.length === 0 ? only : undefined;
  }

  /** The folder of another package of the same module. */
  private placeOf(from: ModulePlace, path: string): ModulePlace | undefined {
    const { directory, importPath, modulePath } = from;
    if (path !== modulePath && !path.startsWith(`${modulePath}/`)) return undefined;
    if (importPath !== modulePath && !importPath.startsWith(`${modulePath}/`)) return undefined;
    const below = path.slice(modulePath.length + 1).split('/');
    if (path !== modulePath && below.some((name) => name === '' || name === '.' || name === '..')) return undefined;
    const ups = importPath
      .slice(modulePath.length)
      .split('/')
      .slice(1)
      .map(() => '..');
    const names = path === modulePath ? [] : below;
    return { directory: this.join(directory, ...ups, ...names), importPath: path, modulePath };
  }
}
