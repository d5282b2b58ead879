import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextChange } from '../../engine/index.js';
import { applyEdits, SourceText } from '../../text/index.js';
import type { Edit } from '../../text/index.js';
import { toOffset } from './positions.js';
import type { PositionEncoding } from './positions.js';

/** A text after changes, and the changes in the order in which they were made; none where the whole text was replaced. */
export interface ChangedText {
  readonly text: SourceText;
  readonly changes: readonly TextChange[] | undefined;
}

/**
 * Applies the changes of one notification; the positions of each are those of the text that the ones before it left.
 * Editors mostly send them from the end of the document to its start, and then one pass over the text does for all:
 * what lies before all changes so far has not moved. Otherwise each run of such changes is a pass.
 */
export function applyChanges(
  before: SourceText,
  events: readonly TextDocumentContentChangeEvent[],
  encoding: PositionEncoding,
): ChangedText {
  let text = before;
  let changes: TextChange[] | undefined = [];
  let run: Edit[] = [];
  for (const event of events) {
    if (!isPartial(event)) {
      text = new SourceText(event.text, 'lsp');
      changes = undefined;
      run = [];
      continue;
    }
    let edit = toEdit(text, event, encoding);
    if (edit.end >= startOf(run)) {
      text = pass(text, run);
      run = [];
      edit = toEdit(text, event, encoding);
    }
    run.push(edit);
    changes?.push({ start: edit.start, end: edit.end, newLength: edit.newText.length });
  }
  return { text: pass(text, run), changes };
}

function pass(text: SourceText, run: readonly Edit[]): SourceText {
  return run.length === 0 ? text : new SourceText(applyEdits(text.text, run), 'lsp');
}

/** Where the run's last change begins; everything before it is as it was. */
function startOf(run: readonly Edit[]): number {
  return run.at(-1)?.start ?? Number.POSITIVE_INFINITY;
}

function toEdit(text: SourceText, event: PartialChange, encoding: PositionEncoding): Edit {
  const start = toOffset(text, event.range.start, encoding);
  const end = toOffset(text, event.range.end, encoding);
  return { start: Math.min(start, end), end: Math.max(start, end), newText: event.text };
}

interface PartialChange {
  readonly range: Range;
  readonly text: string;
}

function isPartial(event: TextDocumentContentChangeEvent): event is PartialChange {
  return 'range' in event;
}
