import {
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode';
import type { FindingGroup, Grouping } from '../findings/group-findings.js';
import type { Confidence, ListedFinding, Severity } from '../findings/listed-finding.js';
import { confidenceText, findingsText, listText, severityText } from '../text.js';
import type { Node } from './nodes.js';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** As the Problems panel has them; what they mean is also said in words. */
const SEVERITY_ICONS: Readonly<Record<Severity, ThemeIcon>> = {
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info', new ThemeColor('notificationsInfoIcon.foreground')),
  hint: new ThemeIcon('lightbulb'),
};

const GROUP_ICONS: Readonly<Record<Grouping, ThemeIcon>> = {
  rule: new ThemeIcon('law'),
  package: new ThemeIcon('package'),
  file: ThemeIcon.File,
  confidence: new ThemeIcon('pulse'),
};

/** What VS Code shows of a row. */
export function treeItemOf(node: Node): TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node.group, node.grouping);
    case 'finding':
      return findingItem(node.finding, node.grouping);
    case 'broken':
      return noteItem(node.kind, l10n.t('Not fully parsed'), node.files.length, 'debug-disconnect');
    case 'skipped':
      return noteItem(node.kind, l10n.t('Left out'), node.count, 'circle-slash');
    case 'reason':
      return noteItem(node.kind, node.reason.reason, node.reason.files.length, undefined);
    case 'file':
      return fileItem(node.uri, node.line);
  }
}

function groupItem({ key, findings }: FindingGroup, grouping: Grouping): TreeItem {
  const [first] = findings;
  const label = groupLabel(key, grouping);
  const rule = grouping === 'rule' ? (first?.rule ?? '') : '';
  const item = new TreeItem(label, Expanded);
  item.id = `group ${grouping} ${key}`;
  item.description = rule === '' ? String(findings.length) : `${rule} (${findings.length})`;
  item.iconPath = GROUP_ICONS[grouping];
  if (grouping === 'file' && first !== undefined) item.resourceUri = first.uri;
  item.contextValue = `group.${grouping}`;
  item.tooltip = listText([`${label} ${rule}`.trim(), findingsText(findings.length)]);
  return item;
}

function groupLabel(key: string, grouping: Grouping): string {
  return grouping === 'confidence' ? confidenceText(key as Confidence) : key;
}

/** The short things first: side bars are narrow, and messages are sentences. */
function findingItem(finding: ListedFinding, grouping: Grouping): TreeItem {
  const { key, code, path, line, column, severity, confidence, message, fixes, uri, diagnostic } = finding;
  const place = `${path.slice(path.lastIndexOf('/') + 1)}:${line}`;
  const item = new TreeItem(grouping === 'file' ? `${line} ${code}` : place, None);
  item.id = `finding ${grouping} ${key}`;
  item.description = grouping === 'package' || grouping === 'confidence' ? `${code} ${message}` : message;
  item.iconPath = SEVERITY_ICONS[severity];
  item.contextValue = fixes > 0 ? 'finding.fixable' : 'finding';
  item.tooltip = tooltipOf(finding);
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [uri, { selection: diagnostic.range, preserveFocus: true }],
  };
  const words = [severityText(severity), code, confidenceText(confidence), message, `${path}:${line}:${column}`];
  item.accessibilityInformation = { label: listText(words) };
  return item;
}

function tooltipOf({
  code,
  rule,
  severity,
  confidence,
  message,
  diagnostic,
  path,
  line,
  column,
}: ListedFinding): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown(`**${code}** \`${rule}\` `);
  text.appendText(`${listText([severityText(severity), confidenceText(confidence)])}\n`);
  text.appendText(`${message}\n\n${path}:${line}:${column}\n`);
  for (const [index, other] of (diagnostic.relatedInformation ?? []).entries()) {
    const { range, uri } = other.location;
    text.appendText(`${index + 2}. ${workspace.asRelativePath(uri)}:${range.start.line + 1} ${other.message}\n`);
  }
  return text;
}

function noteItem(
  kind: 'broken' | 'skipped' | 'reason',
  label: string,
  count: number,
  icon: string | undefined,
): TreeItem {
  const item = new TreeItem(label, Collapsed);
  item.id = `${kind} ${label}`;
  item.description = String(count);
  if (icon !== undefined) item.iconPath = new ThemeIcon(icon);
  item.contextValue = kind;
  return item;
}

function fileItem(address: string, line: number | undefined): TreeItem {
  const uri = Uri.parse(address);
  const path = workspace.asRelativePath(uri);
  const item = new TreeItem(line === undefined ? path : `${path}:${line}`, None);
  item.contextValue = 'file';
  if (line === undefined && !path.endsWith('.go')) return item; // a folder cannot be shown in an editor
  item.iconPath = ThemeIcon.File;
  item.resourceUri = uri;
  const at = { line: (line ?? 1) - 1, character: 0 };
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [uri, { selection: { start: at, end: at } }],
  };
  return item;
}
