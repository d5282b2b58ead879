import { EventEmitter, languages, workspace, type Disposable, type Event, type Position, type Uri } from 'vscode';
import type { ListedFinding } from './listed-finding.js';
import { readFindings } from './read-findings.js';

/** The findings that are on screen: those of open files, and those of closed files after an audit. */
export interface FindingStore extends Disposable {
  readonly all: () => readonly ListedFinding[];
  readonly fileCount: () => number;
  readonly of: (uri: Uri) => readonly ListedFinding[];
  /** The findings at a place, the smallest first. */
  readonly at: (uri: Uri, position: Position) => readonly ListedFinding[];
  readonly onDidChange: Event<void>;
}

/** Lists what VS Code shows, so that it can never differ from the Problems panel. */
export function createFindingStore(): FindingStore {
  const byFile = new Map<string, readonly ListedFinding[]>();
  const changed = new EventEmitter<void>();
  const subscription = languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.filter((uri) => readAgain(byFile, uri)).length > 0) changed.fire();
  });
  for (const [uri] of languages.getDiagnostics()) readAgain(byFile, uri);
  const of = (uri: Uri): readonly ListedFinding[] => byFile.get(uri.toString()) ?? [];
  return {
    all: () => [...byFile.values()].flat(),
    fileCount: () => byFile.size,
    of,
    at: (uri, position) =>
      of(uri)
        .filter(({ diagnostic }) => diagnostic.range.contains(position))
        .sort((a, b) => Number(a.diagnostic.range.contains(b.diagnostic.range)) * 2 - 1),
    onDidChange: changed.event,
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}

/** Answers whether the findings of this file are others now. */
function readAgain(byFile: Map<string, readonly ListedFinding[]>, uri: Uri): boolean {
  const key = uri.toString();
  const before = byFile.get(key) ?? [];
  const now = readFindings(uri, workspace.asRelativePath(uri), languages.getDiagnostics(uri));
  if (now.length === 0) byFile.delete(key);
  else byFile.set(key, now);
  return appearance(now) !== appearance(before);
}

function appearance(findings: readonly ListedFinding[]): string {
  return JSON.stringify(
    findings.map(({ key, line, column, severity, message }) => [key, line, column, severity, message]),
  );
}
