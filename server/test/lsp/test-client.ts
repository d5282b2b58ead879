import type {
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  MessageConnection,
  Position,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { SourceText } from '../../src/text/index.js';

export interface ClientOptions {
  /** Asks for diagnostics, or is sent them. */
  readonly diagnostics: 'pull' | 'push';
  readonly encodings?: readonly string[];
  readonly folders?: readonly string[];
  /** More parameters of the initialize request, in place of the usual ones. */
  readonly params?: Readonly<Record<string, unknown>>;
}

interface OpenText {
  text: SourceText;
  version: number;
  resultId: string | undefined;
  diagnostics: readonly Diagnostic[];
}

/** An editor as far as a server can tell: it keeps texts, positions and what is on screen. */
export class TestClient {
  /** What was published last, by URI; files without any are left out. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly publications: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly progress: unknown[] = [];
  readonly registrations: unknown[] = [];
  refreshes = 0;
  onProgress: () => void = () => undefined;
  private readonly documents = new Map<string, OpenText>();
  private options: ClientOptions = { diagnostics: 'pull' };
  private encoding: 'utf-16' | 'utf-8' = 'utf-16';
  private readonly onPublished: (() => void)[] = [];

  constructor(readonly connection: MessageConnection) {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.publications.push(params);
      if (params.diagnostics.length === 0) this.published.delete(params.uri);
      else this.published.set(params.uri, params);
      for (const resolve of this.onPublished.splice(0)) resolve();
    });
    connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
      this.log.push(`${['', 'error', 'warning', 'info', 'log', 'debug'][type] ?? type}: ${message}`);
    });
    connection.onNotification('$/progress', (params) => {
      this.progress.push(params);
      this.onProgress();
    });
    connection.onRequest('client/registerCapability', (params) => {
      this.registrations.push(params);
      return null;
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    connection.listen();
  }

  async initialize(options: ClientOptions): Promise<InitializeResult> {
    this.options = options;
    const { diagnostics, encodings, folders, params } = options;
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders?.map((uri) => ({ uri, name: uri })) ?? null,
      capabilities: {
        general: encodings === undefined ? {} : { positionEncodings: encodings },
        textDocument: {
          hover: { contentFormat: ['markdown', 'plaintext'] },
          publishDiagnostics: { relatedInformation: true },
          codeAction: { disabledSupport: true },
          ...(diagnostics === 'pull' ? { diagnostic: {} } : {}),
        },
        window: { workDoneProgress: true },
        workspace: {
          workspaceFolders: true,
          diagnostics: { refreshSupport: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          workspaceEdit: { documentChanges: true },
        },
      },
      ...params,
    });
    this.encoding = result.capabilities.positionEncoding === 'utf-8' ? 'utf-8' : 'utf-16';
    await this.notify('initialized', {});
    return result;
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  request<R>(method: string, params?: unknown): Promise<R> {
    return this.connection.sendRequest(method, params);
  }

  async open(uri: string, text: string): Promise<void> {
    const known = this.documents.get(uri);
    const version = (known?.version ?? 0) + 1;
    this.documents.set(uri, { text: new SourceText(text, 'lsp'), version, resultId: undefined, diagnostics: [] });
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'go', version, text } });
  }

  /** Replaces parts of the text, in order; offsets are those of the text that the ones before left. One notification. */
  async edit(uri: string, ...edits: readonly { start: number; end: number; newText: string }[]): Promise<void> {
    const document = this.document(uri);
    const contentChanges = edits.map(({ start, end, newText }) => {
      const range = { start: this.positionAt(uri, start), end: this.positionAt(uri, end) };
      document.text = document.text.replaced(start, end, newText);
      return { range, text: newText };
    });
    document.version++;
    await this.notify('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges });
  }

  /** Sends the whole text. */
  async replaceAll(uri: string, text: string): Promise<void> {
    const document = this.document(uri);
    document.text = new SourceText(text, 'lsp');
    document.version++;
    const contentChanges = [{ text }];
    await this.notify('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  textOf(uri: string): string {
    return this.document(uri).text.text;
  }

  versionOf(uri: string): number {
    return this.document(uri).version;
  }

  /** What the editor shows for an open document once the server is done. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    if (this.options.diagnostics === 'pull') return this.pull(uri);
    const { version } = this.document(uri);
    const isThere = (): boolean => this.publications.some((sent) => sent.uri === uri && sent.version === version);
    while (!isThere()) await this.nextPublication();
    return this.published.get(uri)?.diagnostics ?? [];
  }

  nextPublication(): Promise<void> {
    return new Promise((resolve) => this.onPublished.push(resolve));
  }

  hover(uri: string, offset: number): Promise<Hover | null> {
    return this.request('textDocument/hover', { textDocument: { uri }, position: this.positionAt(uri, offset) });
  }

  async codeActions(uri: string, start: number, end: number, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const range = { start: this.positionAt(uri, start), end: this.positionAt(uri, end) };
    const diagnostics = [...(await this.diagnostics(uri))];
    const context = { diagnostics, ...(only === undefined ? {} : { only }) };
    return this.request('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  /** Applies an edit to the open documents that it names, as an editor does. */
  async apply(edit: WorkspaceEdit): Promise<void> {
    for (const change of edit.documentChanges ?? []) {
      if (!('textDocument' in change)) throw new Error('only edits of texts are expected');
      const { uri, version } = change.textDocument;
      if (version !== this.versionOf(uri)) throw new Error(`the edit is for version ${version} of ${uri}`);
      const edits = change.edits as TextEdit[];
      const offsets = edits.map(({ range, newText }) => ({ ...this.offsetsOf(uri, range), newText }));
      await this.edit(uri, ...offsets.sort((a, b) => b.start - a.start));
    }
  }

  /** Offsets in UTF-16 code units. */
  offsetsOf(uri: string, range: Range): { start: number; end: number } {
    return { start: this.offsetAt(uri, range.start), end: this.offsetAt(uri, range.end) };
  }

  /** Independent of the server's own conversion: by way of bytes. */
  positionAt(uri: string, offset: number): Position {
    const { text } = this.document(uri);
    const { line, column } = text.positionAt(offset);
    if (this.encoding === 'utf-16') return { line, character: column };
    const start = text.lineStart(line);
    return { line, character: Buffer.byteLength(text.text.slice(start, start + column), 'utf8') };
  }

  private offsetAt(uri: string, { line, character }: Position): number {
    const { text } = this.document(uri);
    if (this.encoding === 'utf-16') return text.offsetAt({ line, column: character });
    const start = text.lineStart(line);
    const bytes = Buffer.from(text.text.slice(start, text.lineEnd(line)), 'utf8').subarray(0, character);
    return start + bytes.toString('utf8').length;
  }

  private async pull(uri: string): Promise<readonly Diagnostic[]> {
    const document = this.document(uri);
    const previousResultId = document.resultId;
    const params = { textDocument: { uri }, identifier: 'leaklens', ...(previousResultId ? { previousResultId } : {}) };
    const report = await this.request<DocumentDiagnosticReport>('textDocument/diagnostic', params);
    document.resultId = report.resultId;
    if (report.kind === 'full') document.diagnostics = report.items;
    return document.diagnostics;
  }

  private document(uri: string): OpenText {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open in the editor`);
    return document;
  }
}
