import { l10n, window, type QuickPickItem } from 'vscode';
import { NO_FILTER, type FindingFilter } from '../findings/filter-findings.js';
import { GROUPINGS, type Grouping } from '../findings/group-findings.js';
import { CONFIDENCES, SEVERITIES, type Confidence, type Severity } from '../findings/listed-finding.js';
import { confidenceText, groupingText, severityText } from '../text.js';
import type { FindingsView } from '../view/findings-view.js';

/** `leaklens.groupFindings`: asks by what the list is grouped. A keybinding may name it. */
export async function groupFindings(view: FindingsView, wanted: unknown): Promise<void> {
  const named = GROUPINGS.find((grouping) => grouping === wanted);
  if (named !== undefined) return view.groupBy(named);
  const items = GROUPINGS.map((grouping): QuickPickItem & { readonly grouping: Grouping } => ({
    label: groupingText(grouping),
    grouping,
    ...(grouping === view.grouping() ? { description: l10n.t('now') } : {}),
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Group findings') });
  if (chosen !== undefined) view.groupBy(chosen.grouping);
}

/** `leaklens.filterFindings`: asks which severities and confidences are listed. */
export async function filterFindings(view: FindingsView): Promise<void> {
  const filter = view.filter();
  const items: readonly FilterItem[] = [
    ...SEVERITIES.map((severity) => ({
      ...{ label: severityText(severity), severity, confidence: undefined },
      picked: filter.severities.includes(severity),
    })),
    ...CONFIDENCES.map((confidence) => ({
      ...{ label: confidenceText(confidence), severity: undefined, confidence },
      picked: filter.confidences.includes(confidence),
    })),
  ];
  const placeHolder = l10n.t('Which findings are listed');
  const chosen = await window.showQuickPick(items, { placeHolder, canPickMany: true });
  if (chosen !== undefined) view.filterBy({ ...filter, ...readChoice(chosen) });
}

/** `leaklens.filterFindingsByText`: asks for words that the listed findings must have. */
export async function filterFindingsByText(view: FindingsView): Promise<void> {
  const filter = view.filter();
  const text = await window.showInputBox({
    value: filter.text,
    prompt: l10n.t('Words in the code, rule, message or path of the findings to list; nothing lists all'),
  });
  if (text !== undefined) view.filterBy({ ...filter, text });
}

/** `leaklens.clearFilter`: lists everything again. */
export function clearFilter(view: FindingsView): void {
  view.filterBy(NO_FILTER);
}

interface FilterItem extends QuickPickItem {
  readonly severity: Severity | undefined;
  readonly confidence: Confidence | undefined;
}

/** Nothing chosen of a kind counts as all of it: a list that is empty for ever helps nobody. */
function readChoice(chosen: readonly FilterItem[]): Pick<FindingFilter, 'severities' | 'confidences'> {
  const severities = chosen.flatMap(({ severity }) => severity ?? []);
  const confidences = chosen.flatMap(({ confidence }) => confidence ?? []);
  return {
    severities: severities.length === 0 ? SEVERITIES : severities,
    confidences: confidences.length === 0 ? CONFIDENCES : confidences,
  };
}
