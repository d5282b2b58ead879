import { firstAtLeast } from '../base/index.js';
import type { Pair } from '../knowledge/index.js';
import type { Report } from '../rules/index.js';
import type { FileModel, Looked } from '../semantic/index.js';
import type { Span } from '../text/index.js';
import type { GoVersion } from '../workspace/index.js';
import type { BodyChange, ParsedText, TextSince } from './declarations.js';
import { bodyChange, declarationsOf } from './declarations.js';
import type { RuleReport } from './rule-report.js';

/** What the rules said about one top-level declaration. */
export interface Outcome {
  readonly reports: readonly RuleReport[];
  /** The other declarations on which that rests, by their place in the file. */
  readonly looked: 'everywhere' | ReadonlySet<number>;
}

/** What rules are told besides the file and its package. */
export interface Told {
  readonly go: GoVersion | undefined;
  readonly pairs: readonly Pair[];
}

interface Kept {
  readonly told: Told;
  readonly parsed: ParsedText;
  readonly outcomes: readonly Outcome[];
}

/**
 * What the rules said about one file at last, so that typing in the body of a function asks about that function only.
 * It answers for the text alone: its owner lets it forget when anything else changed that rules ask.
 */
export class KeptReports {
  private kept: Kept | undefined;
  private isUsed = false;

  /** True if the reports of the last check were in part those of one before. */
  get wasUsed(): boolean {
    return this.isUsed;
  }

  /**
   * Per declaration of the file what the rules would say; none for those that they have to be asked about. `since` saves
   * finding out how the text came from the one before.
   */
  outcomesFor({ text, ast }: FileModel, told: Told, since?: TextSince): readonly (Outcome | undefined)[] {
    const { kept } = this;
    this.isUsed = false;
    const isSince = since !== undefined && since.ast === kept?.parsed.ast;
    const change = isSince ? since.change : kept && bodyChange(kept.parsed, { text, ast });
    if (kept === undefined || change === undefined || !isSameTold(kept.told, told)) return [];
    this.isUsed = true;
    return kept.outcomes.map((outcome, index) => (index === change.index ? undefined : moved(outcome, change)));
  }

  /** `outcomes` of all declarations of the file. */
  keep({ text, ast }: FileModel, told: Told, outcomes: readonly Outcome[]): void {
    this.kept = { told, parsed: { text, ast }, outcomes };
  }

  forget(): void {
    this.kept = undefined;
  }
}

function isSameTold(a: Told, b: Told): boolean {
  const isSameGo = a.go?.major === b.go?.major && a.go?.minor === b.go?.minor && a.go?.timers === b.go?.timers;
  return isSameGo && a.pairs === b.pairs;
}

/** The places of the declarations in which the nodes lie. */
export function placesOf({ ast }: FileModel, looked: Looked): Outcome['looked'] {
  if (looked === 'everywhere') return looked;
  if (looked.size === 0) return NONE;
  const declarations = declarationsOf(ast);
  const at = (i: number): number => declarations[i] ?? 0;
  return new Set([...looked].map((node) => firstAtLeast(declarations.length, at, node + 1) - 1));
}

const NONE: ReadonlySet<number> = new Set();

/** The outcome after a change in another declaration; none if it may be another. */
function moved(outcome: Outcome, change: BodyChange): Outcome | undefined {
  const { looked, reports } = outcome;
  if (looked === 'everywhere' || looked.has(change.index)) return undefined;
  if (reports.length === 0) return outcome;
  // Texts may tell lines.
  if (change.movesLines && reports.some(namesNumbers)) return undefined;
  // What points into the declaration that changed rests on it.
  if (reports.some(({ report }) => spansOf(report).some((span) => meets(span, change)))) return undefined;
  return { looked, reports: reports.map(({ rule, report }) => ({ rule, report: movedReport(report, change) })) };
}

function namesNumbers({ report }: RuleReport): boolean {
  const { message, noFix = '', doubt = '', related = [], fixes = [] } = report;
  const texts = [message, noFix, doubt, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)];
  return texts.some((text) => /\d/.test(text));
}

function spansOf({ at, related = [], fixes = [] }: Report): readonly Span[] {
  return [at, ...related.map((place) => place.at), ...fixes.flatMap(({ edits }) => edits)];
}

function meets({ start, end }: Span, change: BodyChange): boolean {
  return end > change.start && start < change.end;
}

function movedReport(report: Report, change: BodyChange): Report {
  const { at, related, fixes } = report;
  return {
    ...report,
    at: movedSpan(at, change),
    ...(related !== undefined && { related: related.map((place) => ({ ...place, at: movedSpan(place.at, change) })) }),
    ...(fixes !== undefined && {
      fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => movedSpan(edit, change)) })),
    }),
  };
}

function movedSpan<T extends Span>(span: T, { end, shift }: BodyChange): T {
  return span.start < end ? span : { ...span, start: span.start + shift, end: span.end + shift };
}
