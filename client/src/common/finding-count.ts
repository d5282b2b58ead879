import { EventEmitter, languages, type Disposable, type Event, type Uri } from 'vscode';
import { DIAGNOSTIC_SOURCE } from '../../../server/src/protocol/messages.js';

/** How many findings are on screen: those of open files, and those of closed files after an audit. */
export interface FindingCount extends Disposable {
  readonly findings: () => number;
  readonly files: () => number;
  readonly onDidChange: Event<void>;
}

/** Counts what VS Code shows, so that the number can never differ from the Problems panel. */
export function createFindingCount(): FindingCount {
  const byFile = new Map<string, number>();
  const changed = new EventEmitter<void>();
  const subscription = languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.filter((uri) => recount(byFile, uri)).length > 0) changed.fire();
  });
  return {
    findings: () => [...byFile.values()].reduce((sum, count) => sum + count, 0),
    files: () => byFile.size,
    onDidChange: changed.event,
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}

/** Answers whether the number of this file is another one now. */
function recount(byFile: Map<string, number>, uri: Uri): boolean {
  const key = uri.toString();
  const before = byFile.get(key) ?? 0;
  const now = languages.getDiagnostics(uri).filter(({ source }) => source === DIAGNOSTIC_SOURCE).length;
  if (now === 0) byFile.delete(key);
  else byFile.set(key, now);
  return now !== before;
}
