import {
  commands,
  DecorationRangeBehavior,
  Disposable,
  l10n,
  OverviewRulerLane,
  Range,
  Selection,
  ThemeColor,
  window,
  workspace,
  type DecorationOptions,
  type TextEditor,
} from 'vscode';
import type { FindingStore } from '../findings/finding-store.js';
import type { ListedFinding } from '../findings/listed-finding.js';
import { labelsIn, nextStep, stepsOf, type LeakStep } from './steps.js';

/** Shows in the editors how a leak comes about: each of its places with a number. */
export interface LeakPath extends Disposable {
  /** Shows the path of a finding until it is hidden; answers how many steps it has. */
  readonly show: (finding: ListedFinding) => number;
  readonly hide: () => void;
  /** Goes to the next step of the path that is shown, or of the finding at the cursor. */
  readonly go: (direction: 1 | -1) => Promise<void>;
}

/** How long the words of a step stay in the status bar, where screen readers find them. */
const TOLD_MS = 8000;

const SETTING = 'leakPath.showAtCursor';

/** Follows the cursor where the setting says so. */
export function createLeakPath(store: FindingStore): LeakPath {
  let kept: ListedFinding | undefined;
  let shown: ListedFinding | undefined;
  let current: number | undefined;
  const place = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('leaklens.pathBackground'),
    borderColor: new ThemeColor('leaklens.pathBorder'),
    border: '1px solid',
    overviewRulerColor: new ThemeColor('leaklens.pathBorder'),
    overviewRulerLane: OverviewRulerLane.Center,
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
  const label = window.createTextEditorDecorationType({ rangeBehavior: DecorationRangeBehavior.ClosedClosed });

  const draw = (): void => {
    const steps = shown === undefined ? [] : stepsOf(shown);
    for (const editor of window.visibleTextEditors) drawIn(editor, steps, place, label);
    void commands.executeCommand('setContext', 'leaklens.isPathShown', shown !== undefined);
  };
  const become = (next: ListedFinding | undefined): void => {
    if (next === shown) return;
    if (next?.key !== shown?.key) current = undefined;
    shown = next;
    draw();
  };
  /** The one that somebody asked for, else the one at the cursor; findings are others after each change. */
  const follow = (): void => {
    const again = kept === undefined ? undefined : store.of(kept.uri).find(({ key }) => key === kept?.key);
    kept = again;
    become(again ?? atCursor(store));
  };
  const owned = Disposable.from(
    place,
    label,
    window.onDidChangeTextEditorSelection(follow),
    window.onDidChangeActiveTextEditor(follow),
    window.onDidChangeVisibleTextEditors(draw),
    store.onDidChange(follow),
    workspace.onDidChangeConfiguration(follow),
  );
  return {
    show: (finding) => {
      kept = finding;
      become(finding);
      return stepsOf(finding).length;
    },
    hide: () => {
      kept = undefined;
      become(undefined);
    },
    go: async (direction) => {
      kept ??= shown ?? underCursor(store);
      become(kept);
      if (kept === undefined) return;
      const steps = stepsOf(kept);
      current = nextStep(current, direction, steps.length);
      const step = steps[current];
      if (step !== undefined) await goTo(step, current + 1, steps.length);
    },
    dispose: () => {
      owned.dispose();
    },
  };
}

/** The finding at the cursor of the active editor. */
export function underCursor(store: FindingStore): ListedFinding | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const [first] = store.at(document.uri, selection.active);
  return first ?? store.of(document.uri).find(({ line }) => line === selection.active.line + 1);
}

/** Only what has more to show than itself, and only where people want it. */
function atCursor(store: FindingStore): ListedFinding | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const isWanted = workspace.getConfiguration('leaklens', editor.document).get<boolean>(SETTING, true);
  const [finding] = isWanted ? store.at(editor.document.uri, editor.selection.active) : [];
  return finding !== undefined && stepsOf(finding).length > 1 ? finding : undefined;
}

type Decoration = ReturnType<typeof window.createTextEditorDecorationType>;

function drawIn(editor: TextEditor, steps: readonly LeakStep[], place: Decoration, label: Decoration): void {
  const { document } = editor;
  const own = steps.filter(({ uri }) => uri.toString() === document.uri.toString());
  const labels = labelsIn(document.uri, steps).filter(({ line }) => line < document.lineCount);
  editor.setDecorations(
    place,
    own.map(({ range }) => range),
  );
  editor.setDecorations(
    label,
    labels.map(({ line, text }): DecorationOptions => {
      const { end } = document.lineAt(line).range;
      const color = new ThemeColor('leaklens.pathForeground');
      return {
        range: new Range(end, end),
        renderOptions: { after: { contentText: text, color, margin: '0 0 0 2em' } },
      };
    }),
  );
}

async function goTo({ uri, range, message }: LeakStep, number: number, count: number): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { selection: new Selection(range.start, range.start) });
  window.setStatusBarMessage(l10n.t('Leak path, step {0} of {1}: {2}', number, count, message), TOLD_MS);
}
