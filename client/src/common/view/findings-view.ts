import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  window,
  type Memento,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import type { Audit } from '../audit/audit.js';
import { filterFindings, isFiltering, NO_FILTER, readFilter, type FindingFilter } from '../findings/filter-findings.js';
import type { FindingStore } from '../findings/finding-store.js';
import { GROUPINGS, type Grouping } from '../findings/group-findings.js';
import type { ListedFinding } from '../findings/listed-finding.js';
import { confidenceText, findingsText, groupingText, listText, severityText, summaryText } from '../text.js';
import { childNodes, rootNodes, type Node } from './nodes.js';
import { treeItemOf } from './tree-items.js';

/** The list of findings in the side bar. */
export interface FindingsView extends Disposable {
  readonly grouping: () => Grouping;
  readonly groupBy: (grouping: Grouping) => void;
  readonly filter: () => FindingFilter;
  readonly filterBy: (filter: FindingFilter) => void;
  /** The findings of the rows that are selected. */
  readonly selected: () => readonly ListedFinding[];
  /** Brings the view to the front, without taking the keyboard away from what has it. */
  readonly reveal: () => Promise<void>;
}

const VIEW = 'leaklens.findings';
const KEPT_GROUPING = 'leaklens.grouping';
const KEPT_FILTER = 'leaklens.filter';

/** While somebody types findings change with every key; the list follows when they pause. */
const DELAY_MS = 120;

/** The view follows findings and audit by itself. Grouping and filter are kept in `memory`. */
export function createFindingsView(store: FindingStore, audit: Audit, memory: Memento): FindingsView {
  const kept = memory.get(KEPT_GROUPING);
  let grouping: Grouping = GROUPINGS.find((known) => known === kept) ?? 'rule';
  let filter = readFilter(memory.get(KEPT_FILTER));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let roots: readonly Node[] = [];
  const changed = new EventEmitter<undefined>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node === undefined ? roots : childNodes(node))],
    getTreeItem: treeItemOf,
    getParent: () => undefined, // only rows at the top are revealed
  };
  const view = window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true, canSelectMany: true });

  const show = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const content = { findings: store.all(), filter, grouping, summary: audit.last()?.summary };
    roots = rootNodes(content);
    const listed = filterFindings(content.findings, filter).length;
    describe(view, { ...content, listed, isEmpty: roots.length === 0 }, audit);
    changed.fire(undefined);
  };
  const showSoon = (): void => {
    timer ??= setTimeout(show, DELAY_MS);
  };
  const owned = Disposable.from(view, changed, store.onDidChange(showSoon), audit.onDidChange(show));
  void commands.executeCommand('setContext', 'leaklens.isActive', true);
  show();
  return {
    grouping: () => grouping,
    groupBy: (next) => {
      grouping = next;
      void memory.update(KEPT_GROUPING, next);
      show();
    },
    filter: () => filter,
    filterBy: (next) => {
      filter = next;
      void memory.update(KEPT_FILTER, next);
      show();
    },
    selected: () => view.selection.flatMap((node) => (node.kind === 'finding' ? [node.finding] : [])),
    reveal: async () => {
      show();
      const [first] = roots;
      if (first !== undefined) await view.reveal(first, { select: false, focus: false, expand: true });
    },
    dispose: () => {
      clearTimeout(timer);
      owned.dispose();
    },
  };
}

interface Shown {
  readonly findings: readonly ListedFinding[];
  readonly listed: number;
  readonly isEmpty: boolean;
  readonly filter: FindingFilter;
  readonly grouping: Grouping;
}

/** Everything around the rows: what is filtered, how complete it is, how much there is. */
function describe(view: TreeView<Node>, { findings, listed, isEmpty, filter, grouping }: Shown, audit: Audit): void {
  const isFiltered = isFiltering(filter);
  const shown = isFiltered ? l10n.t('{0} of {1}', listed, findings.length) : groupingText(grouping);
  view.description = isFiltered ? listText([shown, filterText(filter)]) : shown;
  view.badge = { value: findings.length, tooltip: findingsText(findings.length) };
  // Without a message an empty list is explained by the view's welcome text, which has buttons.
  view.message = isEmpty ? '' : messageOf(audit);
  void commands.executeCommand('setContext', 'leaklens.auditState', audit.state());
  void commands.executeCommand('setContext', 'leaklens.isFiltered', isFiltered);
  void commands.executeCommand('setContext', 'leaklens.hasFindings', findings.length > 0);
}

function messageOf(audit: Audit): string {
  const last = audit.last();
  switch (audit.state()) {
    case 'none':
      return l10n.t('Open files only. Audit the workspace to see the others.');
    case 'running':
      return l10n.t('The audit is under way.');
    case 'cancelled':
      return l10n.t('The audit was cancelled: what it found until then is listed.');
    case 'failed':
      return l10n.t('The audit could not be done; the log says why.');
    case 'done':
      return last === undefined ? '' : summaryText(last.summary);
  }
}

function filterText({ severities, confidences, text }: FindingFilter): string {
  const parts = [
    ...(severities.length < NO_FILTER.severities.length ? severities.map(severityText) : []),
    ...(confidences.length < NO_FILTER.confidences.length ? confidences.map(confidenceText) : []),
    ...(text.trim() === '' ? [] : [l10n.t('“{0}”', text.trim())]),
  ];
  return listText(parts);
}
