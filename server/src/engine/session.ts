import { neverCancelled } from '../base/index.js';
import type { Cancellation, WorkspacePath } from '../base/index.js';
import { link } from '../facts/index.js';
import type { TextChange, TreeStore } from '../syntax/index.js';
import type { SourceText } from '../text/index.js';
import { parentDirectory } from '../workspace/index.js';
import { analyse, check } from './analysis.js';
import { modulePackages } from './audit-package.js';
import type { Finding } from './finding.js';
import type { ModulePackages } from './module-packages.js';
import type { Platform } from './platform.js';
import { readGoFile } from './session-disk.js';
import { OpenDocument } from './session-document.js';
import type { DocumentHealth, DocumentSettings } from './session-document.js';
import type { DocumentIdentity, HashedFacts } from './session-facts.js';
import { PackageFolder } from './session-folder.js';
import { Quiet } from './session-quiet.js';

export type { TextChange } from '../syntax/index.js';
export type { DocumentHealth, DocumentSettings } from './session-document.js';
export type { DocumentIdentity } from './session-facts.js';

/** Documents of more code units than this are not analysed on each change, but when their owner pauses. */
export const BIG_DOCUMENT = 1 << 20;

/** How long the owner of a big document must pause. */
const PAUSE_MS = 1000;

/** Packages that ask for packages that ask for packages: deeper questions stay open. */
const MAX_ROUNDS = 8;

/** What a session stands on. */
export interface SessionTools {
  readonly platform: Pick<Platform, 'files' | 'decodeUtf8' | 'log'>;
  /** Its own: nobody else opens documents there. */
  readonly trees: TreeStore;
  /** Runs the task after some milliseconds; the answer takes that back. */
  readonly after: (milliseconds: number, task: () => void) => () => void;
  /** Hears which open documents have findings that rest on an older state of their package. */
  readonly outdated: (keys: readonly string[]) => void;
  /** What the configuration says of a document; where it is left out, the standard holds for all. */
  readonly configuration?: (identity: DocumentIdentity) => Promise<DocumentSettings>;
}

/** The steps of the engine that a session takes. */
export interface SessionEngine {
  readonly analyse: typeof analyse;
  readonly link: typeof link;
  readonly check: typeof check;
}

/** The findings of one text; valid for no other version. */
export interface CheckedDocument {
  readonly version: number;
  readonly text: SourceText;
  readonly findings: readonly Finding[];
}

/** A file that changed, came or went. The folder is absolute, in the host's own notation. */
export interface DiskChange {
  readonly directory: string;
  readonly name: string;
}

/**
 * The open documents of an editor, and what is known of the packages around them. Knows no protocol.
 * It holds one tree per open document and the facts of the folders of open documents, and nothing else.
 */
export class Session {
  private readonly documents = new Map<string, OpenDocument>();
  private readonly folders = new Map<string, PackageFolder>();
  private readonly quiet: Quiet;
  private readonly modules: ModulePackages;
  private reading: Promise<void> | undefined;

  /** Tests may bring another engine. */
  constructor(
    private readonly tools: SessionTools,
    private readonly engine: SessionEngine = { analyse, link, check },
  ) {
    this.quiet = new Quiet(tools.after, PAUSE_MS);
    this.modules = modulePackages(tools.platform, tools.trees);
  }

  /** Opening twice begins anew with the second text. The folder is read again, for not all changes on disk are told. */
  open(identity: DocumentIdentity, version: number, text: SourceText): void {
    this.close(identity.key);
    this.documents.set(identity.key, this.createDocument(identity, version, text));
    const folderKey = folderKeyOf(identity);
    const known = this.folders.get(folderKey);
    const folder = known ?? this.createFolder(identity);
    this.folders.set(folderKey, folder);
    folder.refresh();
  }

  /** The newest text of an open document. */
  textOf(key: string): SourceText | undefined {
    return this.documents.get(key)?.text;
  }

  /**
   * Records changes, in order; `text` is the text after all of them. Without `changes` nothing is known of how it came
   * about. Does nothing for documents that are not open.
   */
  change(key: string, version: number, text: SourceText, changes?: readonly TextChange[]): void {
    const document = this.documents.get(key);
    if (document === undefined) return;
    if (changes === undefined) document.replace(version, text);
    else document.change(version, text, changes);
    if (text.text.length > BIG_DOCUMENT) this.quiet.begin(key);
  }

  /** The owner wants to know now, so a big document waits for no pause; and the folder may have changed meanwhile. */
  saved(key: string): void {
    const document = this.documents.get(key);
    if (document === undefined) return;
    this.quiet.end(key);
    this.folderOf(document)?.refresh();
    if (document.identity.directory !== undefined) void this.readAgain(document.identity.directory);
  }

  close(key: string): void {
    const document = this.documents.get(key);
    if (document === undefined) return;
    document.close();
    this.documents.delete(key);
    this.quiet.end(key);
    const folderKey = folderKeyOf(document.identity);
    if (this.documentsOf(folderKey).length === 0) this.folders.delete(folderKey);
    else this.folders.get(folderKey)?.refresh();
  }

  /**
   * The findings of the newest text, once the package around it is known. None where the document is not open, or was
   * closed or opened again meanwhile, or nobody wants them any more.
   */
  async check(key: string, cancellation: Cancellation = neverCancelled): Promise<CheckedDocument | undefined> {
    const document = this.documents.get(key);
    if (document === undefined) return undefined;
    const configured = await this.tools.configuration?.(document.identity);
    while (this.quiet.isPending(key)) await this.quiet.wait(key);
    await this.folderOf(document)?.loading;
    const folder = this.folderOf(document);
    if (folder === undefined || cancellation.isCancelled || this.documents.get(key) !== document) return undefined;
    const folderKey = folderKeyOf(document.identity);
    const linked = folder.link(this.factsOf(folderKey));
    const findings = configured?.isExcluded === true ? [] : document.findings(linked, configured);
    this.announceOutdated(folderKey, folder);
    void this.readMissing();
    return { version: document.version, text: document.text, findings };
  }

  /** The configuration is another: all findings that were handed out may be others now. */
  reconfigured(): void {
    if (this.documents.size > 0) this.tools.outdated([...this.documents.keys()]);
  }

  /** How the newest text of an open document is looked at; none where it is not open or the engine failed on it. */
  healthOf(key: string): DocumentHealth | undefined {
    return this.documents.get(key)?.health();
  }

  /** The findings of files that are not open, as they are on disk now, by key; unreadable ones are left out. */
  async checkOnDisk(files: readonly DocumentIdentity[]): Promise<ReadonlyMap<string, CheckedDocument>> {
    const result = new Map<string, CheckedDocument>();
    const folders = new Map<string, PackageFolder>();
    for (const file of files) {
      const { directory, path, key } = file;
      const text = directory === undefined ? undefined : await readGoFile(directory, nameOf(path), this.tools.platform);
      if (directory === undefined || text === undefined) continue;
      const folder = folders.get(directory) ?? this.folders.get(directory) ?? this.createFolder(file);
      if (!folders.has(directory)) folder.refresh();
      folders.set(directory, folder);
      await folder.loading;
      const configured = await this.tools.configuration?.(file);
      if (configured?.isExcluded === true) {
        result.set(key, { version: 0, text, findings: [] });
        continue;
      }
      const document = this.createDocument({ ...file, key: `on disk: ${key}` }, 0, text);
      const linked = folder.link(this.factsOf(directory));
      let findings = document.findings(linked, configured);
      for (let round = 0; this.modules.isMissingAny && round < MAX_ROUNDS; round++) {
        await this.readMissing();
        findings = document.findings(linked, configured);
      }
      document.close();
      result.set(key, { version: 0, text, findings });
    }
    return result;
  }

  /** Frees everything. */
  closeAll(): void {
    for (const key of [...this.documents.keys()]) this.close(key);
  }

  /** Go files, go.mod or go.work files changed, came or went on disk. */
  diskChanged(changes: readonly DiskChange[]): void {
    const isModuleChanged = changes.some(({ name }) => name === 'go.mod' || name === 'go.work');
    const directories = isModuleChanged ? this.folders.keys() : changes.map((change) => change.directory);
    for (const directory of new Set(directories)) {
      this.folders.get(directory)?.refresh();
      void this.readAgain(directory);
    }
  }

  /** Reads what findings asked for in vain, and tells whose findings may be others then. */
  private readMissing(): Promise<void> {
    if (this.reading !== undefined || !this.modules.isMissingAny) return this.reading ?? Promise.resolve();
    this.reading = this.reportFailure(this.readNow());
    return this.reading;
  }

  private async readNow(): Promise<void> {
    try {
      await this.modules.readMissing();
    } finally {
      this.reading = undefined;
    }
    this.announceAllOutdated();
  }

  private readAgain(directory: string): Promise<void> {
    return this.reportFailure(
      this.modules.readAgain(directory).then((wasRead) => {
        if (wasRead) this.announceAllOutdated();
      }),
    );
  }

  private announceAllOutdated(): void {
    for (const [folderKey, folder] of this.folders) this.announceOutdated(folderKey, folder);
  }

  /** Nobody waits for other packages, so nobody else would hear of it. */
  private async reportFailure(reading: Promise<void>): Promise<void> {
    try {
      await reading;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.tools.platform.log.error(`reading other packages failed, what was known of them counts: ${reason}`);
    }
  }

  private createDocument(identity: DocumentIdentity, version: number, text: SourceText): OpenDocument {
    const { trees, platform } = this.tools;
    return new OpenDocument(
      identity,
      { trees, log: platform.log, modules: this.modules, ...this.engine },
      version,
      text,
    );
  }

  private createFolder(identity: DocumentIdentity): PackageFolder {
    const { trees, platform } = this.tools;
    const folderKey = folderKeyOf(identity);
    return new PackageFolder(identity.directory, parentDirectory(identity.path), {
      ...{ trees, platform, modules: this.modules, ...this.engine },
      isOpen: (name) => this.documentsOf(folderKey).some((document) => nameOf(document.identity.path) === name),
      loaded: () => this.folderLoaded(folderKey),
    });
  }

  private folderLoaded(folderKey: string): void {
    const folder = this.folders.get(folderKey);
    if (folder !== undefined) this.announceOutdated(folderKey, folder);
  }

  private announceOutdated(folderKey: string, folder: PackageFolder): void {
    const linked = folder.link(this.factsOf(folderKey));
    const outdated = this.documentsOf(folderKey).filter((document) => document.isOutdated(linked));
    if (outdated.length > 0) this.tools.outdated(outdated.map((document) => document.identity.key));
  }

  /** Facts of the open documents by file name. A big one in the middle of changes has those from before. */
  private factsOf(folderKey: string): ReadonlyMap<string, HashedFacts> {
    const result = new Map<string, HashedFacts>();
    for (const document of this.documentsOf(folderKey)) {
      const { key, path } = document.identity;
      const facts = this.quiet.isPending(key) ? document.lastFacts() : document.newestFacts();
      if (facts !== undefined) result.set(nameOf(path), facts);
    }
    return result;
  }

  private folderOf(document: OpenDocument): PackageFolder | undefined {
    return this.folders.get(folderKeyOf(document.identity));
  }

  private documentsOf(folderKey: string): OpenDocument[] {
    return [...this.documents.values()].filter((document) => folderKeyOf(document.identity) === folderKey);
  }
}

/** A document that is no file has a folder of its own. */
function folderKeyOf({ directory, key }: DocumentIdentity): string {
  return directory ?? key;
}

function nameOf(path: WorkspacePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
