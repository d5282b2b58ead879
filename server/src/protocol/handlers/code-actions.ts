import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import type { CheckedDocument, Finding } from '../../engine/index.js';
import { fixAll, fixesOf } from '../convert/fixes.js';
import type { FixOptions } from '../convert/fixes.js';
import { suppressionsOf } from '../convert/suppressions.js';
import { toOffset } from '../convert/positions.js';
import { FIX_ALL_KIND, SUPPRESS_KIND } from '../messages.js';
import { cancellationOf, documentUri, property, rangeIn, stringsIn } from '../params.js';
import type { ServerState } from '../server-state.js';
import { diagnosticsOf } from './document-diagnostics.js';

/**
 * Fixes are computed from the newest text and not from the diagnostics that the client sends along, so that they fit
 * the version that their edits name. Diagnostics only tell which of the client's own a fix belongs to.
 */
export async function codeActions(
  server: ServerState,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const uri = documentUri(params);
  const range = rangeIn(params);
  const only = stringsIn(property(params, 'context'), 'only');
  const checked = await server.session.check(uri, cancellationOf(token));
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer wanted');
  if (checked === undefined) return [];
  const start = toOffset(checked.text, range.start, server.client.encoding);
  const end = toOffset(checked.text, range.end, server.client.encoding);
  const options = fixOptions(server, uri, checked);
  const touched = checked.findings.filter((finding) => touches(finding, start, end));
  const sent = property(property(params, 'context'), 'diagnostics');
  const about = touched.map((finding) => ({ finding, diagnostic: diagnosticOf(server, uri, checked, finding, sent) }));
  const actions: CodeAction[] = [];
  if (wants(only, 'quickfix'))
    actions.push(...about.flatMap(({ finding, diagnostic }) => fixesOf(finding, diagnostic, options)));
  if (wants(only, SUPPRESS_KIND)) {
    actions.push(
      ...about.flatMap(({ finding, diagnostic }) => suppressionsOf(finding, checked.text, diagnostic, options)),
    );
  }
  if (wants(only, FIX_ALL_KIND)) actions.push(...fixAll(checked.findings, options, only === undefined ? 2 : 1));
  return actions;
}

function fixOptions(server: ServerState, uri: string, checked: CheckedDocument): FixOptions {
  const identity = server.folders.identify(uri);
  return {
    encoding: server.client.encoding,
    documentChanges: server.client.documentChanges,
    snippetEdits: server.client.snippetEdits,
    disabledActions: server.client.disabledActions,
    document: { path: identity.path, uri, version: checked.version },
    uriOf: (path) => server.folders.uriFrom(identity, path),
  };
}

/** Kinds are a hierarchy: who wants `source` wants `source.fixAll`. Without a list everything is wanted. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** A cursor at either end of a finding counts as on it. */
function touches({ range }: Finding, start: number, end: number): boolean {
  return range.start.offset <= end && start <= range.end.offset;
}

/** The client's own object where it sent one, for it compares. */
function diagnosticOf(
  server: ServerState,
  uri: string,
  checked: CheckedDocument,
  finding: Finding,
  sent: unknown,
): Diagnostic | undefined {
  const candidates = Array.isArray(sent) ? (sent as Diagnostic[]) : [];
  const known = candidates.find((diagnostic) => property(diagnostic.data, 'fingerprint') === finding.fingerprint);
  if (known !== undefined) return known;
  const [own] = diagnosticsOf(server, server.folders.identify(uri), { ...checked, findings: [finding] });
  return own;
}
