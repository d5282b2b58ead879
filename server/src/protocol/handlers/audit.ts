import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  CancellationToken,
  Diagnostic,
  ExecuteCommandParams,
  WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { CancellationSource } from '../../base/index.js';
import type { WorkspacePath } from '../../base/index.js';
import type { AuditProgress, AuditResult } from '../../engine/index.js';
import { toDiagnostic } from '../convert/diagnostics.js';
import { AUDIT_COMMAND } from '../messages.js';
import type { AuditSummary } from '../messages.js';
import { invalid, property, stringsIn } from '../params.js';
import type { ServerState } from '../server-state.js';

/** Progress is told no more often than this. */
const PROGRESS_MS = 100;

/** The one command: an audit of the open folders, or of those that the argument names. */
export async function executeCommand(
  server: ServerState,
  params: ExecuteCommandParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter | undefined,
): Promise<AuditSummary> {
  const command = property(params, 'command');
  if (command !== AUDIT_COMMAND) throw invalid(`there is no command ${String(command)}`);
  const folders = foldersToAudit(server, property(params, 'arguments'));
  if (server.runningAudit !== undefined) {
    throw new ResponseError(LSPErrorCodes.RequestFailed, 'an audit is under way; wait for it or cancel it');
  }
  const cancellation = new CancellationSource();
  token.onCancellationRequested(() => cancellation.cancel());
  if (token.isCancellationRequested) cancellation.cancel();
  server.runningAudit = cancellation;
  try {
    return await auditFolders(server, folders, cancellation, await reporterFor(server, progress, cancellation));
  } finally {
    server.runningAudit = undefined;
  }
}

function foldersToAudit(server: ServerState, args: unknown): readonly string[] {
  const [first] = Array.isArray(args) ? (args as unknown[]) : [];
  const named = stringsIn(first, 'folders');
  if (named === undefined) {
    const { outermost } = server.folders;
    if (outermost.length > 0) return outermost;
    throw new ResponseError(
      ErrorCodes.InvalidRequest,
      'no folder is open; open the folder of a Go module and try again',
    );
  }
  const paths = named.map((uri) => server.services.toPath(uri) ?? invalidUri(uri));
  return server.folders.outermostOf([...new Set(paths)]);
}

function invalidUri(uri: string): never {
  throw invalid(`${uri} is no folder on disk`);
}

/** The client's own progress where it brought one, else one that it is asked for, else none. */
async function reporterFor(
  server: ServerState,
  progress: WorkDoneProgressReporter | undefined,
  cancellation: CancellationSource,
): Promise<WorkDoneProgressReporter | undefined> {
  if (progress !== undefined || !server.client.workDoneProgress) return progress;
  try {
    const own = await server.connection.window.createWorkDoneProgress();
    own.token.onCancellationRequested(() => cancellation.cancel());
    return own;
  } catch {
    return undefined; // the client refused; the audit is worth it without
  }
}

async function auditFolders(
  server: ServerState,
  folders: readonly string[],
  cancellation: CancellationSource,
  reporter: WorkDoneProgressReporter | undefined,
): Promise<AuditSummary> {
  const results: AuditResult[] = [];
  reporter?.begin('Leaklens audit', 0, 'listing files', true);
  server.audits.begin();
  try {
    for (const folder of folders) {
      const part = { index: results.length, of: folders.length };
      const result = await server.services.audit(folder, cancellation, throttled(server, part, reporter));
      show(server, result);
      await server.configurations.audited(folder, result.configurationProblems);
      server.lastAudits = [...server.lastAudits.filter(({ root }) => root !== result.root), result];
      results.push(result);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ResponseError(LSPErrorCodes.RequestFailed, `the audit failed: ${reason}`);
  } finally {
    await server.audits.end();
    reporter?.done();
  }
  if (cancellation.isCancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the audit was cancelled');
  return summarise(server, results);
}

function throttled(
  server: ServerState,
  part: { readonly index: number; readonly of: number },
  reporter: WorkDoneProgressReporter | undefined,
): (progress: AuditProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return ({ filesDone, filesTotal }) => {
    const now = server.platform.now();
    if (now - last < PROGRESS_MS && filesDone < filesTotal) return;
    last = now;
    const share = filesTotal === 0 ? 1 : filesDone / filesTotal;
    reporter?.report(Math.floor((100 * (part.index + share)) / part.of), `${filesDone} of ${filesTotal} files`);
  };
}

/** Findings become diagnostics of their files, closed ones at once and open ones when they are closed. */
function show(server: ServerState, result: AuditResult): void {
  const { services, platform, client, audits } = server;
  const pathOf = (path: WorkspacePath): string => platform.files.join(result.root, ...path.split('/'));
  const options = {
    encoding: client.encoding,
    relatedInformation: client.relatedInformation,
    rulePage: services.rulePage,
    uriOf: (path: WorkspacePath) => services.toUri(pathOf(path)),
  };
  const files = new Map<string, Diagnostic[]>();
  for (const finding of result.findings) {
    const path = pathOf(finding.path);
    files.set(path, [...(files.get(path) ?? []), toDiagnostic(finding, options)]);
  }
  // An audit that was stopped says nothing of the files that it does not name.
  const isCovered = (path: string): boolean =>
    !result.isCancelled && services.relative(result.root, path) !== undefined;
  audits.replace({ files, isCovered });
}

function summarise(server: ServerState, results: readonly AuditResult[]): AuditSummary {
  const sum = (count: (result: AuditResult) => number): number => results.reduce((all, one) => all + count(one), 0);
  const uriIn = (root: string, path: WorkspacePath): string =>
    server.services.toUri(server.platform.files.join(root, ...path.split('/')));
  return {
    files: sum((result) => result.files),
    analysed: sum((result) => result.analysed),
    findings: sum((result) => result.findings.length),
    findingFiles: sum((result) => new Set(result.findings.map((finding) => finding.path)).size),
    durationMs: sum((result) => result.durationMs),
    skipped: results.flatMap(({ root, skipped }) =>
      skipped.map(({ path, reason }) => ({ uri: uriIn(root, path), reason })),
    ),
    parseErrors: results.flatMap(({ root, parseErrors }) =>
      parseErrors.map(({ path, line }) => ({ uri: uriIn(root, path), line })),
    ),
  };
}
