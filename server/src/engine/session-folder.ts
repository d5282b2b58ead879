import { compareStrings, hashText, workspacePath } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import type { FileFacts, ForeignPackages, PackageFacts, link } from '../facts/index.js';
import { factsWithoutFile, standardLibrary } from '../facts/index.js';
import type { TreeStore } from '../syntax/index.js';
import type { SourceText } from '../text/index.js';
import { parseGoVersion, roleOf } from '../workspace/index.js';
import type { analyse } from './analysis.js';
import type { ModulePackages } from './module-packages.js';
import type { Platform } from './platform.js';
import { goFileNames, moduleOf, readGoFile } from './session-disk.js';
import type { FolderModule } from './session-disk.js';
import { hashFacts } from './session-facts.js';
import type { HashedFacts, LinkedFolder } from './session-facts.js';

export interface FolderTools {
  readonly platform: Pick<Platform, 'files' | 'decodeUtf8' | 'log'>;
  readonly trees: TreeStore;
  readonly analyse: typeof analyse;
  readonly link: typeof link;
  readonly modules: ModulePackages;
  /** True for files that an open document stands for; they are not read. */
  readonly isOpen: (name: string) => boolean;
  /** Called after each loading. */
  readonly loaded: () => void;
}

interface DiskFile extends HashedFacts {
  readonly textHash: string;
}

/**
 * What is known of the folder of an open file: the facts of the Go files on disk, and its module. Loading never fails:
 * what cannot be read is not there.
 */
export class PackageFolder {
  private disk: ReadonlyMap<string, DiskFile> = new Map();
  private module: FolderModule;
  private running: Promise<void> | undefined;
  private isStale = false;
  /** What `linked` was made of. */
  private files: readonly HashedFacts[] | undefined;
  private linked: LinkedFolder = { declarations: '', packages: new Map(), go: undefined, godebug: [] };

  /**
   * @param directory absolute; none for the package of a document that is no file
   * @param path the same folder as findings name it
   */
  constructor(
    private readonly directory: string | undefined,
    private readonly path: WorkspacePath,
    private readonly tools: FolderTools,
  ) {
    this.module = { importPath: path, modulePath: '', goVersion: '', godebug: [] };
  }

  /** The loading that is under way. */
  get loading(): Promise<void> | undefined {
    return this.running;
  }

  /** Reads the folder again: at once, or after the loading that is under way and may have missed a change. */
  refresh(): void {
    this.isStale = true;
    this.running ??= this.load();
  }

  /** Joins what is on disk with the open documents, by name, which win. The same object as before if nothing changed. */
  link(open: ReadonlyMap<string, HashedFacts>): LinkedFolder {
    const files = [...new Map<string, HashedFacts>([...this.disk, ...open])].sort(([a], [b]) => compareStrings(a, b));
    const { importPath, modulePath, goVersion, godebug } = this.module;
    const declarations = [
      ...[importPath, modulePath, goVersion, godebug.join(' ')],
      ...files.map(([name, file]) => `${name} ${file.hash}`),
    ].join('\n');
    const isSame = this.linked.declarations === declarations && this.isLinkedFrom(files);
    if (isSame) return this.linked;
    this.files = files.map(([, file]) => file);
    const packages = this.tools.link(
      importPath,
      files.map(([, file]) => file.facts),
      this.foreign(() => packages),
    );
    this.linked = { declarations, packages, go: parseGoVersion(goVersion), godebug };
    return this.linked;
  }

  /** The same file objects, functions included, as at the last linking. */
  private isLinkedFrom(files: readonly (readonly [string, HashedFacts])[]): boolean {
    const before = this.files;
    return before?.length === files.length && files.every(([, file], i) => file === before[i]);
  }

  /** What the package sees of others; its external tests see it as the open documents have it. */
  private foreign(packages: () => ReadonlyMap<string, PackageFacts>): ForeignPackages {
    const { importPath, modulePath } = this.module;
    if (this.directory === undefined) return standardLibrary;
    const importable = (): PackageFacts | undefined => {
      const own = [...packages()].filter(([name]) => name !== 'main' && !name.endsWith('_test'));
      return own.length === 1 ? own[0]?.[1] : undefined;
    };
    return this.tools.modules.seenFrom({ directory: this.directory, importPath, modulePath }, importable);
  }

  private async load(): Promise<void> {
    this.isStale = false;
    if (this.directory !== undefined) {
      this.module = await moduleOf(this.directory, this.path, this.tools.platform);
      this.disk = await this.readFiles(this.directory);
    }
    this.running = this.isStale ? this.load() : undefined;
    this.tools.loaded();
  }

  /** One by one, so that the editor is served in between; unchanged files are not parsed again. */
  private async readFiles(directory: string): Promise<Map<string, DiskFile>> {
    const result = new Map<string, DiskFile>();
    for (const name of await goFileNames(directory, this.tools.platform.files)) {
      if (this.tools.isOpen(name)) continue;
      const text = await readGoFile(directory, name, this.tools.platform);
      const file = text === undefined ? undefined : this.factsOf(name, text);
      if (file !== undefined) result.set(name, file);
    }
    return result;
  }

  private factsOf(name: string, text: SourceText): DiskFile | undefined {
    const textHash = hashText(text.text);
    const known = this.disk.get(name);
    if (known?.textHash === textHash) return known;
    const facts = this.extract(workspacePath(this.path === '' ? name : `${this.path}/${name}`), text);
    return facts === undefined ? undefined : { ...hashFacts(facts), textHash };
  }

  private extract(path: WorkspacePath, text: SourceText): FileFacts | undefined {
    const role = roleOf(path, text.text);
    if (role === 'ignored') return undefined;
    try {
      const { analyse, trees } = this.tools;
      return factsWithoutFile(() => analyse({ path, text, ast: trees.parseOnce(text.text), role }).facts);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.tools.platform.log.error(`reading ${path} for its package failed, it is left out: ${reason}`);
      return undefined;
    }
  }
}
