import type { Diagnostic } from 'vscode-languageserver';
import { hashText } from '../base/index.js';
import type { Platform } from '../engine/index.js';

/** The diagnostics of one version of a document. */
export interface VersionedDiagnostics {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SchedulerTools {
  readonly platform: Pick<Platform, 'defer' | 'log'>;
  /** Of the newest text; none where the document is no longer open. */
  readonly compute: (uri: string) => Promise<VersionedDiagnostics | undefined>;
  /** Sends them to the client; none for clients that ask themselves. */
  readonly publish: ((uri: string, result: VersionedDiagnostics) => void) | undefined;
  /** Has the client ask again for all documents. */
  readonly refresh: () => void;
}

/**
 * Says when documents are checked: one turn of the event loop after a change, so that a burst costs one check.
 * Clients that ask themselves are told to ask again if what they last got of a document is no longer right and not by
 * a change of that document, of which they know.
 */
export class DiagnosticScheduler {
  private readonly edited = new Set<string>();
  private readonly outdated = new Set<string>();
  private readonly underWay = new Set<string>();
  private readonly answered = new Map<string, string>();
  private isWaiting = false;

  constructor(private readonly tools: SchedulerTools) {}

  /** The document was opened or its text changed. */
  documentEdited(uri: string): void {
    this.edited.add(uri);
    this.wait();
  }

  /** Something changed around the documents. */
  documentsOutdated(uris: readonly string[]): void {
    for (const uri of uris) this.outdated.add(uri);
    this.wait();
  }

  documentClosed(uri: string): void {
    this.edited.delete(uri);
    this.outdated.delete(uri);
    this.answered.delete(uri);
  }

  /** The client asked for these and gets them now. Answers with their identity. */
  answer(uri: string, diagnostics: readonly Diagnostic[]): string {
    const id = resultId(diagnostics);
    this.answered.set(uri, id);
    return id;
  }

  private wait(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.tools.platform.defer(() => this.settleAll());
  }

  private settleAll(): void {
    this.isWaiting = false;
    const { edited, outdated } = this;
    const work = [
      ...[...edited].map((uri) => this.settle(uri)),
      ...[...outdated].filter((uri) => !edited.has(uri)).map((uri) => this.settleOutdated(uri)),
    ];
    edited.clear();
    outdated.clear();
    for (const settled of work) {
      settled.catch((error: unknown) => this.tools.platform.log.error(`diagnostics failed: ${String(error)}`));
    }
  }

  /** A check that is under way takes the newest text; it needs no second one. */
  private async settle(uri: string): Promise<VersionedDiagnostics | undefined> {
    if (this.underWay.has(uri)) return undefined;
    this.underWay.add(uri);
    try {
      const result = await this.tools.compute(uri);
      if (result !== undefined) this.tools.publish?.(uri, result);
      return result;
    } finally {
      this.underWay.delete(uri);
    }
  }

  private async settleOutdated(uri: string): Promise<void> {
    const result = await this.settle(uri);
    const answered = this.answered.get(uri);
    if (result === undefined || answered === undefined) return;
    if (answered !== resultId(result.diagnostics)) this.tools.refresh();
  }
}

/** Equal for equal diagnostics. */
function resultId(diagnostics: readonly Diagnostic[]): string {
  return hashText(JSON.stringify(diagnostics));
}
