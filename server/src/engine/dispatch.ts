import { bug } from '../base/index.js';
import type { PackageFacts } from '../facts/index.js';
import type { CallTrigger, LoopTrigger, Report, Rule, RuleContext, Trigger } from '../rules/index.js';
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
  /** Last elements of the callees: most calls are told apart by this alone, without resolving anything. */
  private readonly names = new Set<string>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) for (const trigger of rule.triggers) this.add(rule, trigger);
  }

  /** Runs every rule over the file. A rule that fails loses its reports for this file and is reported as a bug. */
  run(model: FileModel, facts: PackageFacts, go: GoVersion | undefined): readonly RuleReport[] {
    const run: Run = { model, facts, go, reports: [], failed: new Set() };
    this.visitCalls(run);
    if (this.ofLoops.length > 0) this.visitLoops(run);
    return run.reports.filter(({ rule }) => !run.failed.has(rule));
  }

  private visitCalls(run: Run): void {
    for (const node of run.model.bindings.calls) {
      const call = run.model.callAt(node);
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

  private add(rule: Rule, trigger: Trigger): void {
    if (trigger.on === 'loop') {
      this.ofLoops.push({ rule, trigger });
      return;
    }
    for (const callee of trigger.callees) {
      const handlers = this.byCallee.get(callee) ?? [];
      this.byCallee.set(callee, [...handlers, { rule, trigger }]);
      this.names.add(callee.slice(callee.lastIndexOf('.') + 1));
    }
  }

  private handlersOf(model: FileModel, facts: PackageFacts, call: Call): readonly Handler<CallTrigger>[] {
    const symbol = model.symbolAt(call.callee);
    // A name of another file of this package hides what dot imports offer.
    if (symbol?.kind === 'outside' && facts.declares(symbol.name)) return [];
    return model.importedCallees(call).flatMap((callee) => this.byCallee.get(callee) ?? []);
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
