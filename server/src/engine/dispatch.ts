import { bug, firstAtLeast } from '../base/index.js';
import type { PackageFacts } from '../facts/index.js';
import { calleeName, calleeOf } from '../facts/index.js';
import type {
  AcquireTrigger,
  CallTrigger,
  ChannelTrigger,
  FunctionTrigger,
  LoopTrigger,
  Rule,
  RuleContext,
  Trigger,
} from '../rules/index.js';
import type { Pair } from '../knowledge/index.js';
import type { PairIndex } from '../obligations/index.js';
import { calledName, derivedPairsOf, mayHandOut as mayBeHandedOut, pairIndexOf } from '../obligations/index.js';
import type { Call, FileModel, NodeId } from '../semantic/index.js';
import { Kind, NO_NODE, afterOf, kindOf } from '../semantic/index.js';
import type { GoVersion } from '../workspace/index.js';
import type { TextSince } from './declarations.js';
import { declarationsOf } from './declarations.js';
import type { KeptReports, Outcome } from './kept-reports.js';
import { placesOf } from './kept-reports.js';
import type { RuleReport } from './rule-report.js';

/** What was kept of an earlier text of the file, and how this one came from that, where somebody knows. */
export interface Memory {
  readonly kept?: KeptReports | undefined;
  readonly since?: TextSince | undefined;
}

interface Handler<T extends Trigger> {
  readonly rule: Rule;
  readonly trigger: T;
}

/** What is known while the rules run over one file. */
interface Run {
  readonly model: FileModel;
  readonly facts: PackageFacts;
  readonly go: GoVersion | undefined;
  readonly pairs: PairIndex;
  /** Of the declaration that is looked at. */
  reports: RuleReport[];
  readonly contexts: Map<Rule, RuleContext>;
  readonly failed: Set<Rule>;
}

/** All rules in one table: callee to handlers, so that a file is scanned once however many rules there are. */
export class Dispatch {
  private readonly byCallee = new Map<string, Handler<CallTrigger>[]>();
  private readonly ofLoops: Handler<LoopTrigger>[] = [];
  private readonly ofChannels: Handler<ChannelTrigger>[] = [];
  private readonly ofFunctions: Handler<FunctionTrigger>[] = [];
  private readonly ofAcquisitions = new Map<string, Handler<AcquireTrigger>[]>();
  /** Last elements of the callees: most calls are told apart by this alone, without resolving anything. */
  private readonly names = new Set<string>();
  /** Those of them that are methods, which only types tell. */
  private readonly methods = new Set<string>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) for (const trigger of rule.triggers) this.add(rule, trigger);
  }

  /**
   * Runs every rule over the file, declaration by declaration. A rule that fails loses its reports for this file and is
   * reported as a bug. What is kept of an earlier text is not asked for again where it holds for this one.
   */
  run(
    model: FileModel,
    facts: PackageFacts,
    go: GoVersion | undefined,
    pairs: readonly Pair[],
    memory: Memory = {},
  ): readonly RuleReport[] {
    const failed = new Set<Rule>();
    const run: Run = { model, facts, go, pairs: pairIndexOf(pairs), reports: [], contexts: new Map(), failed };
    const { kept, since } = memory;
    const known = kept?.outcomesFor(model, { go, pairs }, since) ?? [];
    const outcomes = declarationsOf(model.ast).map((node, i) => known[i] ?? this.outcomeOf(run, node));
    if (failed.size > 0) kept?.forget();
    else kept?.keep(model, { go, pairs }, outcomes);
    return outcomes.flatMap(({ reports }) => reports).filter(({ rule }) => !failed.has(rule));
  }

  private outcomeOf(run: Run, declaration: NodeId): Outcome {
    const { model } = run;
    run.reports = [];
    model.looks.begin(declaration, afterOf(model.ast, declaration));
    this.visitCalls(run, declaration);
    if (this.ofLoops.length > 0) this.visitLoops(run, declaration);
    if (this.ofFunctions.length > 0) this.visitFunctions(run, declaration);
    return { reports: run.reports, looked: placesOf(model, model.looks.looked()) };
  }

  private visitCalls(run: Run, declaration: NodeId): void {
    for (const node of within(run.model, run.model.bindings.calls, declaration)) {
      const call = run.model.callAt(node);
      if (this.ofChannels.length > 0 && isMakeOfChannel(run, call)) this.visitChannel(run, call);
      const name = calledName(run.model, call);
      this.visitAcquisition(run, call, name);
      if (!this.names.has(name) || isInBroken(run.model, node)) continue;
      for (const { rule, trigger } of this.handlersOf(run.model, run.facts, call)) {
        ask(run, rule, (context) => trigger.check(context, call));
      }
    }
  }

  private visitLoops(run: Run, declaration: NodeId): void {
    for (const node of within(run.model, run.model.bindings.loops, declaration)) {
      if (isInBroken(run.model, node)) continue;
      for (const { rule, trigger } of this.ofLoops) ask(run, rule, (context) => trigger.check(context, node));
    }
  }

  private visitChannel(run: Run, make: Call): void {
    if (isInBroken(run.model, make.node)) return;
    for (const { rule, trigger } of this.ofChannels) ask(run, rule, (context) => trigger.check(context, make));
  }

  private visitAcquisition(run: Run, call: Call, name: string): void {
    const { model, facts, pairs } = run;
    const mayHandOut = mayBeHandedOut(model, call);
    if ((!mayHandOut && !pairs.mayAcquire(name)) || isInBroken(model, call.node)) return;
    const direct = pairs.mayAcquire(name) ? pairs.pairsOf(model, facts, call) : [];
    const found = direct.length > 0 || !mayHandOut ? direct : derivedPairsOf(model, facts, call, pairs);
    for (const pair of found) {
      for (const { rule, trigger } of this.ofAcquisitions.get(pair.rule) ?? []) {
        ask(run, rule, (context) => trigger.check(context, call, pair));
      }
    }
  }

  private visitFunctions(run: Run, declaration: NodeId): void {
    const func = run.model.funcAt(declaration);
    if (func?.node === declaration && func.body !== NO_NODE && !run.model.isBroken(func)) {
      for (const { rule, trigger } of this.ofFunctions) ask(run, rule, (context) => trigger.check(context, func));
    }
  }

  private add(rule: Rule, trigger: Trigger): void {
    switch (trigger.on) {
      case 'loop':
        this.ofLoops.push({ rule, trigger });
        return;
      case 'channel':
        this.ofChannels.push({ rule, trigger });
        return;
      case 'function':
        this.ofFunctions.push({ rule, trigger });
        return;
      case 'acquire':
        this.ofAcquisitions.set(trigger.code, [...(this.ofAcquisitions.get(trigger.code) ?? []), { rule, trigger }]);
        return;
      case 'call':
        this.addCallees(rule, trigger);
    }
  }

  private addCallees(rule: Rule, trigger: CallTrigger): void {
    for (const callee of trigger.callees) {
      const handlers = this.byCallee.get(callee) ?? [];
      this.byCallee.set(callee, [...handlers, { rule, trigger }]);
      const name = callee.slice(callee.lastIndexOf('.') + 1);
      this.names.add(name);
      if (callee.startsWith('(')) this.methods.add(name);
    }
  }

  private handlersOf(model: FileModel, facts: PackageFacts, call: Call): readonly Handler<CallTrigger>[] {
    const symbol = model.symbolAt(call.callee);
    // A name of another file of this package hides what dot imports offer.
    if (symbol?.kind === 'outside' && facts.declares(symbol.name)) return [];
    const imported = model.importedCallees(call);
    if (imported.length > 0) return imported.flatMap((callee) => this.byCallee.get(callee) ?? []);
    if (!this.methods.has(calledName(model, call))) return [];
    return this.byCallee.get(calleeName(calleeOf(model, facts, call)) ?? '') ?? [];
  }
}

/** Those of the nodes, which ascend, that lie in the declaration. */
function within({ ast }: FileModel, nodes: readonly NodeId[], declaration: NodeId): readonly NodeId[] {
  const at = (i: number): number => nodes[i] ?? 0;
  const first = firstAtLeast(nodes.length, at, declaration);
  return nodes.slice(first, firstAtLeast(nodes.length, at, afterOf(ast, declaration)));
}

/** Lets one rule look at one place; a rule that failed is not asked again. */
function ask(run: Run, rule: Rule, check: (context: RuleContext) => void): void {
  const { model, failed } = run;
  if (failed.has(rule)) return;
  try {
    check(contextFor(run, rule));
  } catch (error) {
    failed.add(rule);
    bug(`rule ${rule.id} failed on ${model.path}: ${String(error)}`);
  }
}

function contextFor(run: Run, rule: Rule): RuleContext {
  const known = run.contexts.get(rule);
  if (known !== undefined) return known;
  const { model, facts, go, pairs } = run;
  const context: RuleContext = { model, facts, go, pairs, report: (report) => run.reports.push({ rule, report }) };
  run.contexts.set(rule, context);
  return context;
}

function isInBroken(model: FileModel, node: NodeId): boolean {
  const func = model.funcAt(node);
  return func !== undefined && model.isBroken(func);
}

/** True for `make(chan …)`, and for `make(T)` of a defined channel type. */
function isMakeOfChannel({ model, facts }: Run, call: Call): boolean {
  const [type] = call.args;
  if (type === undefined || calledName(model, call) !== 'make') return false;
  if (model.symbolAt(call.callee)?.kind !== 'universe' || facts.declares('make')) return false;
  if (kindOf(model.ast, type) === Kind.channel_type) return true;
  const isName = kindOf(model.ast, type) === Kind.type_identifier || kindOf(model.ast, type) === Kind.qualified_type;
  return isName && facts.underlying(model.typeNamedBy(type)).tag === 'chan';
}
