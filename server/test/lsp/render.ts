import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver/node';

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

/** Positions as they went over the wire: lines and columns from 0. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): string[] {
  if (diagnostics.length === 0) return ['nothing'];
  return diagnostics.flatMap((diagnostic) => [
    `${renderRange(diagnostic.range)} ${SEVERITIES[diagnostic.severity ?? 0]} ${diagnostic.code} ${messageOf(diagnostic)}`,
    ...(diagnostic.relatedInformation ?? []).map(
      ({ location, message }) => `  ${nameOf(location.uri)} ${renderRange(location.range)} ${message}`,
    ),
  ]);
}

/** Messages are plain text; the protocol would allow for more. */
export function messageOf({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

export function renderActions(actions: readonly CodeAction[]): string[] {
  if (actions.length === 0) return ['nothing'];
  return actions.map(({ kind, title, isPreferred, disabled }) => {
    const manner = [isPreferred === true ? ' (preferred)' : '', disabled === undefined ? '' : ' (disabled)'].join('');
    return `${kind}${manner}: ${title}`;
  });
}

export function renderRange({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** The last part of a URI. */
export function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
