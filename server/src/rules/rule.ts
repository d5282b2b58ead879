import { compareStrings } from '../base/index.js';
import type { Span, Edit } from '../text/index.js';
import type { Call, FileModel, FuncInfo, NodeId } from '../semantic/index.js';
import type { PackageFacts } from '../facts/index.js';
import type { Pair } from '../knowledge/index.js';
import type { PairIndex } from '../obligations/index.js';
import type { GoVersion } from '../workspace/index.js';

export type RuleSeverity = 'warning' | 'information' | 'hint';
export type RuleConfidence = 'high' | 'medium' | 'low';

/** A change that cures a finding, in offsets of the finding's own file. */
export interface Fix {
  readonly title: string;
  readonly kind: 'safe' | 'review';
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly at: Span;
  readonly message: string;
}

/** What a rule says about one place. */
export interface Report {
  readonly at: Span;
  /** Which of the rule's `kinds`. */
  readonly kind: string;
  readonly message: string;
  /** Where the effect is smaller than that of the rule's other findings; the rule's own where it is left out. */
  readonly severity?: RuleSeverity;
  /** The rule's own where it is left out; each step lower lowers the severity by one step, too. */
  readonly confidence?: RuleConfidence;
  /** Why the confidence is less than the rule's own: `nothing tells the Go version`. */
  readonly doubt?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Why no fix is offered, where one might be expected: `the channel has several senders`. */
  readonly noFix?: string;
}

/** All that a rule may know. It never learns of files, caches, hosts or time. */
export interface RuleContext {
  readonly model: FileModel;
  readonly facts: PackageFacts;
  /** Language version in force for the file; `undefined` where nothing tells it. */
  readonly go: GoVersion | undefined;
  /** What has to be released. */
  readonly pairs: PairIndex;
  report(report: Report): void;
}

/**
 * Asks to be called for each call of one of these functions or methods of the standard library, in Go's notation:
 * `runtime.SetFinalizer`, `(*sync.Pool).Put`.
 */
export interface CallTrigger {
  readonly on: 'call';
  readonly callees: readonly string[];
  readonly check: (context: RuleContext, call: Call) => void;
}

/** Asks to be called for each for statement, outer ones first. Files without loops cost nothing. */
export interface LoopTrigger {
  readonly on: 'loop';
  readonly check: (context: RuleContext, loop: NodeId) => void;
}

/** Asks to be called for each `make(chan …)`. */
export interface ChannelTrigger {
  readonly on: 'channel';
  readonly check: (context: RuleContext, make: Call) => void;
}

/** Asks to be called for each function and method that is declared with a body; the literals inside are part of it. */
export interface FunctionTrigger {
  readonly on: 'function';
  readonly check: (context: RuleContext, func: FuncInfo) => void;
}

/** Asks to be called for each call that acquires something which has to be released, by the pairs of the rule with this code. */
export interface AcquireTrigger {
  readonly on: 'acquire';
  readonly code: string;
  readonly check: (context: RuleContext, call: Call, pair: Pair) => void;
}

export type Trigger = AcquireTrigger | CallTrigger | LoopTrigger | ChannelTrigger | FunctionTrigger;

export function onCall(callees: readonly string[], check: CallTrigger['check']): Trigger {
  return { on: 'call', callees, check };
}

export function onAcquire(code: string, check: AcquireTrigger['check']): Trigger {
  return { on: 'acquire', code, check };
}

export function onLoop(check: LoopTrigger['check']): Trigger {
  return { on: 'loop', check };
}

export function onChannel(check: ChannelTrigger['check']): Trigger {
  return { on: 'channel', check };
}

export function onFunction(check: FunctionTrigger['check']): Trigger {
  return { on: 'function', check };
}

export interface RuleDocs {
  /** What goes wrong at run time, and why. */
  readonly why: string;
  /** How to cure it. */
  readonly fix: string;
  /** What the rule does not see, and where it says less than it might. */
  readonly limits: string;
  /** Web addresses, or `go:NAME` for a name of the standard library. */
  readonly references: readonly string[];
}

/** One leak pattern. Page, hover, settings, SARIF table and `explain` are made from this and its example fixture. */
export interface Rule {
  /** Never changes and is never given to another rule. */
  readonly code: string;
  /** Kebab-case, names the mistake. */
  readonly id: string;
  /** One sentence without full stop. */
  readonly title: string;
  readonly family: 'goroutine' | 'memory' | 'resource' | 'runtime' | 'diagnostics' | 'lock' | 'suppression';
  readonly severity: RuleSeverity;
  readonly confidence: RuleConfidence;
  readonly since: string;
  /** The shapes it tells apart, with a few words each. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly docs: RuleDocs;
  /** It reports only where a configuration says so. */
  readonly isOffByDefault?: true;
  readonly triggers: readonly Trigger[];
}

export function defineRule(rule: Rule): Rule {
  return rule;
}

/** The rules in the order of their codes, as people read them. */
export function byCode(rules: readonly Rule[]): readonly Rule[] {
  return [...rules].sort((a, b) => compareStrings(a.code, b.code));
}
