import type { WorkspacePath } from '../base/index.js';
import { compareBy, compareStrings } from '../base/index.js';
import type { FactsInParts, FileFacts, PackageFacts } from '../facts/index.js';
import { PackageFacts as Facts, extractInParts, link } from '../facts/index.js';
import type { FileSettings, RuleLevel } from '../config/index.js';
import { standardSettings } from '../config/index.js';
import type { Pair } from '../knowledge/index.js';
import { shippedPairs } from '../knowledge/index.js';
import type { Rule } from '../rules/index.js';
import { rules } from '../rules/index.js';
import { FileModel } from '../semantic/index.js';
import type { FlatAst, NodeId } from '../syntax/index.js';
import { Kind, NO_NODE, errorPlaces, firstChild, kindOf } from '../syntax/index.js';
import type { SourceText, Span } from '../text/index.js';
import type { FileRole, GoVersion } from '../workspace/index.js';
import type { TextSince } from './declarations.js';
import { bodyChange } from './declarations.js';
import type { RuleReport } from './rule-report.js';
import { Dispatch } from './dispatch.js';
import type { Confidence, Finding, FindingFix, Place, Range, Severity } from './finding.js';
import { Fingerprints } from './fingerprint.js';
import type { KeptReports } from './kept-reports.js';
import { suppress } from './suppression/index.js';

export { link };

/** A file ready for analysis. */
export interface SourceFile {
  readonly path: WorkspacePath;
  readonly text: SourceText;
  readonly ast: FlatAst;
  readonly role: FileRole;
}

export interface AnalysedFile {
  readonly file: SourceFile;
  readonly model: FileModel;
  readonly facts: FileFacts;
  /** What each top-level declaration adds to the facts. */
  readonly parts: FactsInParts['parts'];
  /** How the text came from one before, if that is known. */
  readonly since?: TextSince;
}

export interface CheckOptions {
  /** Findings of less confidence are left out; as the settings say unless it is given. */
  readonly minConfidence?: Confidence;
  /** What the configuration says of the file; the standard unless it is given. */
  readonly settings?: FileSettings;
  /** `2026-12-31`, for suppressions that end; without it none does. */
  readonly today?: string;
  /** What has to be released: the pairs that come with the product unless it is given. The list is kept by identity. */
  readonly pairs?: readonly Pair[];
  /** What the rules said about an earlier text of the file, to be used where it still holds, and filled anew. */
  readonly kept?: KeptReports;
}

const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const dispatch = new Dispatch(rules);

const standard = standardSettings(rules);

/**
 * Binds the file and extracts what it tells the others. Depends on the text of this file only; `before` is the analysis
 * of an earlier text of it, and saves work where the two differ in the body of one function.
 */
export function analyse(file: SourceFile, before?: AnalysedFile): AnalysedFile {
  const model = new FileModel(file.path, file.text.text, file.ast);
  const change = before?.file.path === file.path ? bodyChange(before.model, model) : undefined;
  if (before === undefined || change === undefined) return { file, model, ...extractInParts(model) };
  const { facts, parts } = before;
  const since = { ast: before.model.ast, change };
  return { file, model, ...extractInParts(model, { facts, parts, changed: change.index }), since };
}

/**
 * All findings of one file, sorted: rules run, suppression comments honoured. Generated and ignored files give none,
 * nor do functions with a syntax error. `packages` is what `link` made of all files of the folder; `go` is the version
 * in force for this very file, `undefined` where nothing tells it.
 */
export function check(
  analysed: AnalysedFile,
  packages: ReadonlyMap<string, PackageFacts>,
  go: GoVersion | undefined,
  options: CheckOptions = {},
): readonly Finding[] {
  const { file, model } = analysed;
  const { settings = standard, today } = options;
  if (file.role === 'ignored' || (file.role === 'generated' && !settings.checksGenerated)) return [];
  const facts = packages.get(analysed.facts.packageName) ?? new Facts('', analysed.facts.packageName, [analysed.facts]);
  const isOn = ({ rule }: RuleReport): boolean => settings.levels[rule.code] !== 'off';
  const { pairs = pairsFor(settings), kept } = options;
  const reports = dispatch.run(model, facts, go, pairs, { kept, since: analysed.since }).filter(isOn);
  const { directives, levels } = settings;
  const fingerprints = new Fingerprints();
  const least = CONFIDENCES.indexOf(options.minConfidence ?? settings.minConfidence);
  return suppress(model, reports, { directives, levels, ...(today === undefined ? {} : { today }) })
    .filter(isOn)
    .sort(
      compareBy(
        (a, b) => a.report.at.start - b.report.at.start,
        (a, b) => compareStrings(a.rule.code, b.rule.code),
      ),
    )
    .map((found) => toFinding(found, { analysed, facts, fingerprints, levels }))
    .filter((finding) => CONFIDENCES.indexOf(finding.confidence) <= least);
}

/** The first line, from 1, that is not valid Go; `undefined` for a file without syntax errors. */
export function firstParseError(file: SourceFile): number | undefined {
  const [syntax] = errorPlaces(file.ast);
  const [invalidByte] = file.text.decoding.invalidBytes;
  const offsets = [syntax?.offset, invalidByte].filter((offset) => offset !== undefined);
  if (offsets.length > 0) return file.text.positionAt(Math.min(...offsets)).line + 1;
  // A file without a package clause has none of the grammar's errors; Go wants it before anything else.
  return file.ast.hasHiddenError || !hasPackageClause(file.ast) ? 1 : undefined;
}

function hasPackageClause(ast: FlatAst): boolean {
  const first = firstChild(ast, 0 as NodeId);
  return first !== NO_NODE && kindOf(ast, first) === Kind.package_clause;
}

/** What findings are made with. */
interface FindingTools {
  readonly analysed: AnalysedFile;
  readonly facts: PackageFacts;
  readonly fingerprints: Fingerprints;
  readonly levels: FileSettings['levels'];
}

function toFinding(found: RuleReport, { analysed, facts, fingerprints, levels }: FindingTools): Finding {
  const { rule, report } = found;
  const { file, model } = analysed;
  const confidence = report.confidence ?? rule.confidence;
  const range = rangeOf(file.text, report.at);
  const functionName = model.funcAtOffset(report.at.start)?.name ?? '';
  const line = range.start.line - 1;
  const snippet = file.text.text.slice(file.text.lineStart(line), file.text.lineEnd(line));
  return {
    code: rule.code,
    rule: rule.id,
    kind: report.kind,
    severity: severityFor(found, levels[rule.code], lifetimeOf(rule, file.role, functionName)),
    confidence,
    ...reasonFor(found),
    path: model.path,
    range,
    message: report.message,
    function: functionName,
    related: (report.related ?? []).map(({ at, message }) => ({
      path: model.path,
      range: rangeOf(file.text, at),
      message,
    })),
    fixes: (report.fixes ?? []).map((fix): FindingFix => ({
      title: fix.title,
      kind: fix.kind,
      edits: fix.edits.map((edit) => ({ path: model.path, range: rangeOf(file.text, edit), newText: edit.newText })),
    })),
    ...(report.noFix === undefined ? {} : { noFix: report.noFix }),
    fingerprint: fingerprints.of({
      code: rule.code,
      kind: report.kind,
      importPath: facts.importPath,
      function: functionName,
      snippet,
    }),
  };
}

/** Why the confidence is less than the rule's own; nothing where it is not. */
function reasonFor({ rule, report }: RuleReport): Pick<Finding, 'confidenceReason'> {
  const isLess = CONFIDENCES.indexOf(report.confidence ?? rule.confidence) > CONFIDENCES.indexOf(rule.confidence);
  return isLess ? { confidenceReason: report.doubt ?? 'not all that decides it is in sight' } : {};
}

/**
 * Each step of confidence below the rule's own lowers the severity by one step; a leak that ends with a test does, too. So
 * it is for the severity that a configuration gives to a rule.
 */
function severityFor(
  { rule, report }: RuleReport,
  level: RuleLevel | undefined,
  lifetime: 'process' | 'test',
): Severity {
  const { severity = rule.severity, confidence = rule.confidence } = report;
  const base = level === undefined || level === 'off' ? severity : level;
  const steps = Math.max(0, CONFIDENCES.indexOf(confidence) - CONFIDENCES.indexOf(rule.confidence));
  const place = SEVERITIES.indexOf(base) + steps + (lifetime === 'test' ? 1 : 0);
  return SEVERITIES[Math.min(place, SEVERITIES.length - 1)] ?? 'hint';
}

/** The pairs of the project before those that come with the product; the same list for the same settings. */
function pairsFor(settings: FileSettings): readonly Pair[] {
  if (settings.pairs.length === 0) return shippedPairs;
  const known = pairLists.get(settings);
  const pairs = known ?? [...settings.pairs, ...shippedPairs];
  if (known === undefined) pairLists.set(settings, pairs);
  return pairs;
}

const pairLists = new WeakMap<FileSettings, readonly Pair[]>();

/**
 * Goroutines and resources that a test leaks live as long as the test binary. Not so in `TestMain`, in benchmarks, which
 * run long, and in exported helpers, which other packages call.
 */
function lifetimeOf(rule: Rule, role: FileRole, func: string): 'process' | 'test' {
  if (role !== 'test' || !/^GL[13]/.test(rule.code)) return 'process';
  const outermost = /^(?:\(\*?\w+\)\.|\w+\.(?!func\d))?(\w+)/u.exec(func)?.[1] ?? '';
  if (outermost === 'TestMain' || outermost.startsWith('Benchmark')) return 'process';
  const isHelper = /^\p{Lu}/u.test(outermost) && !/^(?:Test|Fuzz|Example)/.test(outermost);
  return isHelper ? 'process' : 'test';
}

function rangeOf(text: SourceText, span: Span): Range {
  return { start: placeAt(text, span.start), end: placeAt(text, span.end) };
}

function placeAt(text: SourceText, offset: number): Place {
  const { line, column } = text.positionAt(offset);
  return { offset, line: line + 1, column: column + 1, byteColumn: text.byteColumnAt(offset) + 1 };
}
