import type { Diagnostic, Uri } from 'vscode';
import { DIAGNOSTIC_SOURCE } from '../../../../server/src/protocol/messages.js';
import { CONFIDENCES, SEVERITIES, type Confidence, type ListedFinding, type Severity } from './listed-finding.js';

/** The findings of Leaklens among the diagnostics of a file. `path` is how people name the file. */
export function readFindings(uri: Uri, path: string, diagnostics: readonly Diagnostic[]): readonly ListedFinding[] {
  const seen = new Map<string, number>();
  return diagnostics.filter(isFinding).map((diagnostic) => {
    const { code, page } = readCode(diagnostic);
    const data = readData(diagnostic);
    const mark = `${uri.toString()} ${data.fingerprint ?? `${code} ${diagnostic.message}`}`;
    const earlier = seen.get(mark) ?? 0;
    seen.set(mark, earlier + 1);
    const { line, character } = diagnostic.range.start;
    return {
      ...{ uri, path, code, page, diagnostic },
      key: `${mark} ${earlier}`,
      line: line + 1,
      column: character + 1,
      severity: readSeverity(diagnostic),
      confidence: data.confidence ?? 'high',
      rule: data.rule ?? code,
      message: diagnostic.message,
      fixes: data.fixes ?? 0,
    };
  });
}

/** What is wrong in a configuration file comes from the same source, and has no code of a rule. */
export function isFinding(diagnostic: Diagnostic): boolean {
  return diagnostic.source === DIAGNOSTIC_SOURCE && /^GL\d+$/.test(readCode(diagnostic).code);
}

/** VS Code counts severities from the gravest on. */
function readSeverity({ severity }: Diagnostic): Severity {
  return SEVERITIES[severity] ?? 'hint';
}

function readCode({ code }: Diagnostic): { readonly code: string; readonly page: Uri | undefined } {
  if (typeof code !== 'object') return { code: String(code ?? ''), page: undefined };
  return { code: String(code.value), page: code.target };
}

interface Data {
  readonly fingerprint: string | undefined;
  readonly rule: string | undefined;
  readonly confidence: Confidence | undefined;
  readonly fixes: number | undefined;
}

/** What the server says beside the message; the client library keeps it on the object. */
function readData(diagnostic: Diagnostic & { readonly data?: unknown }): Data {
  const data = (typeof diagnostic.data === 'object' ? diagnostic.data : null) as Readonly<
    Record<string, unknown>
  > | null;
  const text = (name: string): string | undefined => {
    const value = data?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const confidence = text('confidence');
  const fixes = data?.['fixes'];
  return {
    fingerprint: text('fingerprint'),
    rule: text('rule'),
    confidence: CONFIDENCES.find((known) => known === confidence),
    fixes: typeof fixes === 'number' ? fixes : undefined,
  };
}
