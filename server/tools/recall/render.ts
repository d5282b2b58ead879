import { plannedCodesOf } from './classes.js';
import type { Report, Verdict } from './judge.js';

/** The counts of one class, or of all. Only entries that were exported and that one package decides are counted. */
export interface Tally {
  readonly name: string;
  readonly codes: readonly string[];
  readonly entries: number;
  readonly found: number;
  readonly silentAfter: number;
}

const ALL_CLASSES = 'all classes';
const WITH_RULES = 'classes with a rule';

/** One tally for each class in the order of their names, then those of all with a rule and of all. */
export function tally(verdicts: readonly Verdict[]): Tally[] {
  const counted = verdicts.filter(isCounted);
  const classes = [...new Set(counted.map(({ fix }) => fix.class))].sort();
  const rows = classes.map((name) =>
    count(
      name,
      counted.filter(({ fix }) => fix.class === name),
    ),
  );
  const withRules = counted.filter(({ codes }) => codes.length > 0);
  return [...rows, { ...count(WITH_RULES, withRules), codes: [] }, { ...count(ALL_CLASSES, counted), codes: [] }];
}

/** All that was judged, as text for people: the table, then every miss and every false alarm. */
export function renderText(verdicts: readonly Verdict[]): string {
  const sections = [
    table(tally(verdicts)),
    list('missed', verdicts.filter(isMiss).map(missOf)),
    list('false alarms after the fix', verdicts.filter(isFalseAlarm).map(alarmOf)),
    list('false alarms where there is no leak, or none that can be told', verdicts.filter(isPhantom).map(phantomOf)),
    list('needs other packages', verdicts.filter(isBeyond).map(beyondOf)),
    list(
      'not exported',
      verdicts.filter(({ isExported }) => !isExported).map(({ fix }) => fix.id),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** The same as data. */
export function renderJson(verdicts: readonly Verdict[]): string {
  const entries = verdicts.map(({ fix, ...verdict }) => ({
    id: fix.id,
    class: fix.class,
    decidable: fix.decidable,
    place: `${fix.path}:${fix.lines.join(',')}`,
    ...verdict,
  }));
  return `${JSON.stringify({ classes: tally(verdicts), entries }, undefined, 2)}\n`;
}

function isCounted({ fix, isExported }: Verdict): boolean {
  return isExported && (fix.decidable === 'file' || fix.decidable === 'package');
}

function isMiss(verdict: Verdict): boolean {
  return isCounted(verdict) && verdict.codes.length > 0 && !verdict.isFound;
}

function isFalseAlarm(verdict: Verdict): boolean {
  return verdict.isExported && !verdict.isSilentAfter;
}

function isPhantom({ fix, isExported, isFound }: Verdict): boolean {
  return isExported && fix.decidable === 'no' && isFound;
}

function isBeyond({ fix, isExported, codes }: Verdict): boolean {
  return isExported && fix.decidable === 'module' && codes.length > 0;
}

function count(name: string, verdicts: readonly Verdict[]): Tally {
  return {
    name,
    codes: verdicts[0]?.codes ?? [],
    entries: verdicts.length,
    found: verdicts.filter(({ isFound }) => isFound).length,
    silentAfter: verdicts.filter(({ isSilentAfter }) => isSilentAfter).length,
  };
}

function table(rows: readonly Tally[]): string {
  const cells = [['class', 'rules', 'entries', 'found before', 'silent after'], ...rows.map(cellsOf)];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ name, codes, entries, found, silentAfter }: Tally): string[] {
  const isTotal = name === WITH_RULES || name === ALL_CLASSES;
  if (codes.length === 0 && !isTotal) return [name, noRule(name), String(entries), '-', '-'];
  return [name, codes.join(' '), String(entries), share(found, entries), share(silentAfter, entries)];
}

function noRule(leakClass: string): string {
  const planned = plannedCodesOf(leakClass);
  return planned.length === 0 ? 'no rule yet' : `no rule yet (${planned.join(' ')})`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0' : `${part} (${Math.round((part / whole) * 100)} %)`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`${title}: ${lines.length}`, ...lines].join('\n');
}

function missOf(verdict: Verdict): string {
  const { fix, obstacles, elsewhere } = verdict;
  const notes = [...obstacles, ...(elsewhere.length === 0 ? [] : [`reported in the file: ${reports(elsewhere)}`])];
  return [heading(verdict, fix.path, fix.lines), ...notes.map((note) => `      ${note}`)].join('\n');
}

function alarmOf(verdict: Verdict): string {
  const { fix, alarms } = verdict;
  const lines = alarms.map(({ line }) => line);
  const said = alarms.map(({ code, kind, message }) => `      ${code}/${kind}: ${message}`);
  return [heading(verdict, `after ${fix.afterPath}`, lines), ...said].join('\n');
}

function phantomOf(verdict: Verdict): string {
  return heading(verdict, verdict.fix.path, verdict.fix.lines);
}

function beyondOf(verdict: Verdict): string {
  return `${heading(verdict, verdict.fix.path, verdict.fix.lines)}\n      ${verdict.isFound ? 'found' : 'not found'}`;
}

function heading({ fix }: Verdict, file: string, lines: readonly number[]): string {
  return `  ${fix.id} ${fix.class} (${fix.decidable})\n      ${file}:${lines.join(',')}\n      ${fix.summary}`;
}

function reports(found: readonly Report[]): string {
  return found.map(({ line, code, kind }) => `line ${line} ${code}/${kind}`).join(', ');
}
