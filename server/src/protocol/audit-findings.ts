import type { Diagnostic } from 'vscode-languageserver';

export interface AuditFindingsTools {
  /** True for a document that speaks for itself. Absolute path. */
  readonly isOpen: (path: string) => boolean;
  readonly publish: (path: string, diagnostics: readonly Diagnostic[]) => void;
  /** The diagnostics of files as they are on disk now, by absolute path; unreadable files are left out. */
  readonly recheck: (paths: readonly string[]) => Promise<ReadonlyMap<string, readonly Diagnostic[]>>;
}

/** What an audit found in a folder, by absolute path. */
export interface AuditedFolder {
  readonly files: ReadonlyMap<string, readonly Diagnostic[]>;
  /** True for files that have no findings if `files` does not name them. */
  readonly isCovered: (path: string) => boolean;
}

/**
 * What the last audit found, by absolute path. Shown for files that are not open: an open document speaks for itself.
 * Files that change on disk are checked again, so that nothing stale stays on screen.
 */
export class AuditFindings {
  private readonly entries = new Map<string, readonly Diagnostic[]>();
  /** Files that changed while an audit may have read them. */
  private changedMeanwhile: Set<string> | undefined;

  constructor(private readonly tools: AuditFindingsTools) {}

  /** An audit begins. */
  begin(): void {
    this.changedMeanwhile = new Set();
  }

  replace({ files, isCovered }: AuditedFolder): void {
    this.forget((path) => isCovered(path) && !files.has(path));
    for (const [path, diagnostics] of files) this.set(path, diagnostics);
  }

  /** The audit is over, however it ended. */
  async end(): Promise<void> {
    const changed = [...(this.changedMeanwhile ?? [])];
    this.changedMeanwhile = undefined;
    await this.recheck(changed);
  }

  /** These files are no longer of interest. */
  forget(which: (path: string) => boolean): void {
    for (const path of [...this.entries.keys()].filter(which)) this.drop(path);
  }

  opened(path: string): void {
    if (this.entries.has(path) && this.tools.isOpen(path)) this.tools.publish(path, []);
  }

  async closed(path: string): Promise<void> {
    await this.recheck([path]);
  }

  async changedOnDisk(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.changedMeanwhile?.add(path);
    await this.recheck(paths.filter((path) => !this.tools.isOpen(path)));
  }

  /** What the rules say of the files may be something else now. */
  async checkAgain(): Promise<void> {
    await this.recheck([...this.entries.keys()]);
  }

  private async recheck(paths: readonly string[]): Promise<void> {
    const known = paths.filter((path) => this.entries.has(path));
    if (known.length === 0) return;
    const found = await this.tools.recheck(known);
    for (const path of known) {
      if (!this.entries.has(path)) continue;
      const diagnostics = found.get(path);
      if (diagnostics === undefined) this.drop(path);
      else this.set(path, diagnostics);
    }
  }

  private set(path: string, diagnostics: readonly Diagnostic[]): void {
    this.entries.set(path, diagnostics);
    if (!this.tools.isOpen(path)) this.tools.publish(path, diagnostics);
  }

  private drop(path: string): void {
    this.entries.delete(path);
    if (!this.tools.isOpen(path)) this.tools.publish(path, []);
  }
}
