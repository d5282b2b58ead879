import { bug } from '../base/index.js';
import type { PackageFacts } from '../facts/index.js';
import { calleeName, calleeOf } from '../facts/index.js';
import type {
  CallTrigger,
  ChannelTrigger,
  FunctionTrigger,
  LoopTrigger,
  Report,
  Rule,
  RuleContext,
  Trigger,
} from '../rules/index.js';
import type { Call, FileModel, NodeId } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../semantic/index.js';
import type { GoVersion } from '../workspace/index.js';

/** A report together with the rule that made it. */
export interface RuleReport {
  readonly rule: Rule;
  readonly report: Report;
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
  readonly reports: RuleReport[];
  readonly failed: Set<Rule>;
}

/** All rules in one table: callee to handlers, so that a file is scanned once however many rules there are. */
export class Dispatch {
  private readonly byCallee = new Map<string, Handler<CallTrigger>[]>();
  private readonly ofLoops: Handler<LoopTrigger>[] = [];
  private readonly ofChannels: Handler<ChannelTrigger>[] = [];
  private readonly ofFunctions: Handler<FunctionTrigger>[] = [];
  /** Last elements of the callees: most calls are told apart by this alone, without resolving anything. */
  private readonly names = new Set<string>();
  /** Those of them that are methods, which only types tell. */
  private readonly methods = new Set<string>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) for (const trigger of rule.triggers) this.add(rule, trigger);
  }

  /** Runs every rule over the file. A rule that fails loses its reports for this file and is reported as a bug. */
  run(model: FileModel, facts: PackageFacts, go: GoVersion | undefined): readonly RuleReport[] {
    const run: Run = { model, facts, go, reports: [], failed: new Set() };
    this.visitCalls(run);
    if (this.ofLoops.length > 0) this.visitLoops(run);
    if (this.ofFunctions.length > 0) this.visitFunctions(run);
    return run.reports.filter(({ rule }) => !run.failed.has(rule));
  }

  private visitCalls(run: Run): void {
    for (const node of run.model.bindings.calls) {
      const call = run.model.callAt(node);
      if (this.ofChannels.length > 0 && isMakeOfChannel(run, call)) this.visitChannel(run, call);
      if (!this.names.has(calledName(run.model, call)) || isInBroken(run.model, node)) continue;
      for (const { rule, trigger } of this.handlersOf(run.model, run.facts, call)) {
        ask(run, rule, (context) => trigger.check(context, call));
      }
    }
  }

  private visitLoops(run: Run): void {
    for (const node of run.model.bindings.loops) {
      if (isInBroken(run.model, node)) continue;
      for (const { rule, trigger } of this.ofLoops) ask(run, rule, (context) => trigger.check(context, node));
    }
  }

  private visitChannel(run: Run, make: Call): void {
    if (isInBroken(run.model, make.node)) return;
    for (const { rule, trigger } of this.ofChannels) ask(run, rule, (context) => trigger.check(context, make));
  }

  private visitFunctions(run: Run): void {
    for (const func of run.model.bindings.functions) {
      if (func.kind === 'literal' || func.body === NO_NODE || run.model.isBroken(func)) continue;
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

/** Lets one rule look at one place; a rule that failed is not asked again. */
function ask(run: Run, rule: Rule, check: (context: RuleContext) => void): void {
  const { model, facts, go, reports, failed } = run;
  if (failed.has(rule)) return;
  try {
    check({ model, facts, go, report: (report) => reports.push({ rule, report }) });
  } catch (error) {
    failed.add(rule);
    bug(`rule ${rule.id} failed on ${model.path}: ${String(error)}`);
  }
}

function isInBroken(model: FileModel, node: NodeId): boolean {
  const func = model.funcAt(node);
  return func !== undefined && model.isBroken(func);
}

function calledName(model: FileModel, call: Call): string {
  if (call.callee === NO_NODE) return '';
  if (kindOf(model.ast, call.callee) !== Kind.selector_expression) return model.textOf(call.callee);
  return model.textOf(childIn(model.ast, call.callee, Field.field));
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
