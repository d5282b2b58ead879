import type { TextChange, TreeStore } from '../syntax/index.js';
import type { SourceText } from '../text/index.js';
import { effectiveGo, roleOf } from '../workspace/index.js';
import type { FileRole } from '../workspace/index.js';
import { firstParseError } from './analysis.js';
import type { AnalysedFile, CheckOptions, analyse, check } from './analysis.js';
import type { SummaryAnswers } from '../facts/index.js';
import type { Finding } from './finding.js';
import { KeptReports } from './kept-reports.js';
import type { AskedPackages, ModulePackages } from './module-packages.js';
import type { Log } from './platform.js';
import { hashFacts } from './session-facts.js';
import type { DocumentIdentity, HashedFacts, LinkedFolder } from './session-facts.js';

/** More changes at once, as of a replacement all over a file, cost more to follow than the text costs to parse. */
const MANY_CHANGES = 500;

export interface DocumentTools {
  readonly trees: TreeStore;
  readonly analyse: typeof analyse;
  readonly check: typeof check;
  readonly modules: ModulePackages;
  readonly log: Log;
}

/** How a document is looked at. */
export interface DocumentHealth {
  readonly role: FileRole;
  /** First line that is not valid Go, from 1; `undefined` for a document without syntax errors. */
  readonly brokenFrom: number | undefined;
}

/** Answers of more functions than any file asks about. */
const MANY_ANSWERS = 5000;

/** What the configuration says of a document. */
export type DocumentSettings = Pick<CheckOptions, 'settings' | 'today'> & {
  /** The document is not to be checked. */
  readonly isExcluded?: true;
};

const STANDARD: DocumentSettings = {};

interface Checked {
  readonly configured: DocumentSettings;
  readonly analysed: AnalysedFile;
  readonly linked: LinkedFolder;
  readonly findings: readonly Finding[];
  /** What the findings rest on besides the declarations of the package. */
  readonly answers: SummaryAnswers;
  readonly asked: AskedPackages;
}

/**
 * One open document. Changes are only recorded; the text is parsed and bound when somebody asks, so a burst of changes
 * costs one analysis. A crash of the engine is logged once and leaves the document without findings.
 */
export class OpenDocument {
  private analysedText: SourceText | undefined;
  private analysed: AnalysedFile | undefined;
  private facts: HashedFacts | undefined;
  /** Those of a text before, whose objects are used again where they are equal. */
  private factsBefore: HashedFacts | undefined;
  private checked: Checked | undefined;
  private hasTree = false;
  private changes: TextChange[] = [];
  private readonly kept = new KeptReports();
  private readonly logged = new Set<string>();

  constructor(
    readonly identity: DocumentIdentity,
    private readonly tools: DocumentTools,
    public version: number,
    public text: SourceText,
  ) {}

  /** `changes` in order, each in offsets of the text that the ones before it left; `text` is the text after all. */
  change(version: number, text: SourceText, changes: readonly TextChange[]): void {
    this.version = version;
    this.text = text;
    if (this.changes.length + changes.length > MANY_CHANGES) this.close();
    if (this.hasTree) this.changes.push(...changes);
  }

  /** The whole text is another; what was known of the old one does not help. */
  replace(version: number, text: SourceText): void {
    this.version = version;
    this.text = text;
    this.close();
  }

  /** The facts of the newest text; none where the file belongs to no package or the engine failed on it. */
  newestFacts(): HashedFacts | undefined {
    const analysed = this.analysis();
    if (analysed === undefined || analysed.file.role === 'ignored') return undefined;
    this.facts ??= hashFacts(analysed.facts, this.factsBefore);
    this.factsBefore = this.facts;
    return this.facts;
  }

  /** The facts of the text that was analysed last. */
  lastFacts(): HashedFacts | undefined {
    return this.analysedText === undefined ? this.newestFacts() : this.facts;
  }

  /**
   * Findings of the newest text; computed anew only if the text, the package around it or the configuration is another
   * than before.
   */
  findings(linked: LinkedFolder, configured = STANDARD): readonly Finding[] {
    const analysed = this.analysis();
    if (analysed === undefined) return [];
    const { checked: before } = this;
    const isOutdated = before === undefined || this.isOutdated(linked);
    const isConfiguredAnew = before !== undefined && !isSameConfigured(before.configured, configured);
    if (before?.analysed === analysed && !isOutdated && !isConfiguredAnew) return before.findings;
    if (isOutdated) this.kept.forget();
    const go = effectiveGo(linked.go, analysed.file.text.text, linked.godebug);
    const summaries = linked.packages.get(analysed.facts.packageName)?.summaries;
    this.tools.modules.startAsking();
    summaries?.startRecording();
    const { kept } = this;
    const { settings, today } = configured;
    const options = { kept, ...(settings && { settings }), ...(today !== undefined && { today }) };
    const findings = this.survive('checking', () => this.tools.check(analysed, linked.packages, go, options));
    if (findings === undefined) kept.forget();
    const answers = summaries?.stopRecording() ?? new Map();
    const asked = this.tools.modules.stopAsking();
    this.checked = { configured, analysed, linked, findings: findings ?? [], ...this.restsOn(before, answers, asked) };
    return this.checked.findings;
  }

  /** On what findings rest that are in part those of a check before. */
  private restsOn(
    before: Checked | undefined,
    answers: SummaryAnswers,
    asked: AskedPackages,
  ): Pick<Checked, 'answers' | 'asked'> {
    if (before === undefined || !this.kept.wasUsed) return { answers, asked };
    // Questions that nobody asks any more add up while somebody types: now and then all rules are asked anew.
    if (before.answers.size > MANY_ANSWERS) this.kept.forget();
    return { answers: new Map([...before.answers, ...answers]), asked: new Map([...before.asked, ...asked]) };
  }

  /**
   * True if findings were handed out that may be others now: the package declares something else, a function about
   * which the rules asked does something else, or another package was read.
   */
  isOutdated(linked: LinkedFolder): boolean {
    const { checked } = this;
    if (checked === undefined) return false;
    if (this.tools.modules.isNews(checked.asked)) return true;
    if (checked.linked === linked) return false;
    if (checked.linked.declarations !== linked.declarations) return true;
    const summaries = linked.packages.get(checked.analysed.facts.packageName)?.summaries;
    if (summaries?.isNews(checked.answers) === true) return true;
    this.checked = { ...checked, linked };
    return false;
  }

  /** How the newest text is treated; none where the engine failed on it. */
  health(): DocumentHealth | undefined {
    const file = this.analysis()?.file;
    return file === undefined ? undefined : { role: file.role, brokenFrom: firstParseError(file) };
  }

  /** Frees the tree. */
  close(): void {
    this.tools.trees.close(this.identity.key);
    this.hasTree = false;
    this.changes = [];
  }

  /** The analysis of the newest text; none where the engine failed on it. */
  private analysis(): AnalysedFile | undefined {
    if (this.analysedText === this.text) return this.analysed;
    this.analysedText = this.text;
    this.facts = undefined;
    this.analysed = this.survive('analysing', () => this.analyseNow());
    if (this.analysed === undefined) this.close();
    return this.analysed;
  }

  private analyseNow(): AnalysedFile {
    const { text, changes } = this;
    const { key, path } = this.identity;
    this.changes = [];
    const { trees } = this.tools;
    const ast = this.hasTree ? trees.edit(key, changes, text.text) : trees.open(key, text.text);
    this.hasTree = true;
    return this.tools.analyse({ path, text, ast, role: roleOf(path, text.text) }, this.analysed);
  }

  private survive<T>(doing: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `${doing} ${this.identity.path} failed, its findings are left out: ${reason}`;
      if (!this.logged.has(message)) this.tools.log.error(message);
      this.logged.add(message);
      return undefined;
    }
  }
}

function isSameConfigured(a: DocumentSettings, b: DocumentSettings): boolean {
  return a.settings === b.settings && a.today === b.today;
}
