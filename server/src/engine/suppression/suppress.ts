import type { DirectiveSettings, RuleLevel } from '../../config/index.js';
import type { Report, Rule } from '../../rules/index.js';
import { rules } from '../../rules/index.js';
import type { FileModel } from '../../semantic/index.js';
import type { RuleReport } from '../rule-report.js';
import { directiveComments } from './comments.js';
import { covers } from './directive.js';
import type { Directive, MalformedDirective, NamedRule } from './directive.js';
import { placeOf } from './extent.js';
import { readForeign } from './foreign.js';
import { readOwn } from './own.js';
import { RuleNames } from './rule-names.js';

/** The rules about suppressions themselves. */
const MALFORMED = 'GL9001';
const UNUSED = 'GL9002';

const names = new RuleNames(rules);

/** What decides beside the file. */
export interface SuppressionOptions {
  readonly directives: DirectiveSettings;
  /** Rules that do not run have nothing to be silenced. */
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** `2026-12-31`; without it no suppression ends. */
  readonly today?: string;
}

/**
 * What is left of the reports when the comments of the file are honoured, and what is to be said of the comments
 * themselves: what is malformed, and what silences nothing. A suppression that has ended is named with what returns.
 */
export function suppress(
  model: FileModel,
  reports: readonly RuleReport[],
  options: SuppressionOptions,
): readonly RuleReport[] {
  const comments = directiveComments(model.ast, model.text);
  if (comments.length === 0) return reports;
  const { requireReason, foreign, aliases } = options.directives;
  const { ast, text } = model;
  const own = comments.flatMap((comment) => readOwn(comment, { ast, text, names, requireReason }) ?? []);
  const ours = own.flatMap(({ directive }) => directive ?? []);
  const others = foreign ? readForeign(comments, { ast, text, names, aliases }) : [];
  const all = [...ours, ...others];
  const ended = all.filter(({ until }) => until !== undefined && options.today !== undefined && until < options.today);
  const inForce = all.filter((directive) => !ended.includes(directive));
  // What is malformed is to be put right first; then it will be seen whether it is of use.
  const malformed = new Set(own.flatMap((each) => (each.malformed.length > 0 ? (each.directive ?? []) : [])));
  const wellFormed = inForce.filter((directive) => !malformed.has(directive));
  const hygiene = [
    ...own.flatMap(({ malformed }) => malformed.map((each) => malformedReport(each))),
    ...unusedIn(model, wellFormed, reports, options.levels).map((unused) => unusedReport(text, unused)),
  ].flatMap((report) => report ?? []);
  return [...reports.map((report) => withEnded(report, ended)), ...hygiene].filter(
    ({ rule, report }) => !inForce.some((directive) => covers(directive, rule.code, report.at.start)),
  );
}

/** The finding returns, and says which comment kept it away. */
function withEnded(found: RuleReport, ended: readonly Directive[]): RuleReport {
  const { rule, report } = found;
  const about = ended.filter((directive) => covers(directive, rule.code, report.at.start));
  if (about.length === 0) return found;
  const notes = about.map(({ at, until = '' }) => ({ at, message: `this suppression ended after ${until}` }));
  return { rule, report: { ...report, related: [...(report.related ?? []), ...notes] } };
}

interface Unused {
  readonly directive: Directive;
  /** The names that silence nothing. */
  readonly names: readonly NamedRule[];
}

function unusedIn(
  model: FileModel,
  inForce: readonly Directive[],
  reports: readonly RuleReport[],
  levels: Readonly<Record<string, RuleLevel>>,
): Unused[] {
  return inForce.flatMap((directive) => {
    // In a function that is not valid Go nothing is found: nobody knows what would be.
    if (isUncertain(model, directive)) return [];
    const unused = directive.named.filter(({ code }) => {
      if (levels[code] === 'off' || code === MALFORMED || code === UNUSED) return false;
      return !reports.some(({ rule, report }) => rule.code === code && covers(directive, code, report.at.start));
    });
    return unused.length === 0 ? [] : [{ directive, names: unused }];
  });
}

function isUncertain(model: FileModel, { scope }: Directive): boolean {
  const func = model.funcAtOffset(scope.start);
  return func === undefined ? model.ast.errors.length > 0 || model.ast.hasHiddenError : model.isBroken(func);
}

function malformedReport({ kind, at, message, fix }: MalformedDirective): RuleReport | undefined {
  const fixes = fix === undefined ? [] : [{ title: fix.title, kind: 'safe' as const, edits: [fix.edit] }];
  return reportOf(MALFORMED, { at, kind, message, fixes });
}

function unusedReport(text: string, { directive, names: unused }: Unused): RuleReport | undefined {
  const isWhole = unused.length === directive.named.length && directive.codes !== 'all';
  const codes = [...new Set(unused.map(({ code }) => code))].join(', ');
  const message = `nothing is silenced here: there is no finding of ${codes}`;
  const edits = isWhole ? [removalOf(text, directive)] : unused.map((name) => removalOfName(text, name));
  const title = isWhole ? 'Remove the suppression' : `Remove ${codes} from the suppression`;
  const [first] = unused;
  const at = isWhole || first === undefined ? directive.at : { start: first.start, end: first.end };
  return reportOf(UNUSED, { at, kind: 'unused', message, fixes: [{ title, kind: 'safe', edits }] });
}

/** With its line where it stands alone, else with the blanks before it. */
function removalOf(text: string, { at }: Directive): { start: number; end: number; newText: string } {
  const { isAlone, line } = placeOf(text, at);
  if (isAlone) return { start: line.start, end: Math.min(line.end + 1, text.length), newText: '' };
  const before = text.slice(line.start, at.start).trimEnd();
  return { start: line.start + before.length, end: at.end, newText: '' };
}

/** With the comma behind it, or else the one before it. */
function removalOfName(text: string, { start, end }: NamedRule): { start: number; end: number; newText: string } {
  const behind = /^[ \t]*,[ \t]*/.exec(text.slice(end))?.[0];
  if (behind !== undefined) return { start, end: end + behind.length, newText: '' };
  const before = /[ \t]*,[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
  return { start: start - before.length, end, newText: '' };
}

function reportOf(code: string, report: Report): RuleReport | undefined {
  const rule: Rule | undefined = rules.find((each) => each.code === code);
  return rule === undefined ? undefined : { rule, report };
}
