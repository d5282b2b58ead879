import { bug } from '../base/index.js';
import type { PackageFacts } from '../facts/index.js';
import type { CallTrigger, Report, Rule, RuleContext } from '../rules/index.js';
import type { Call, FileModel } from '../semantic/index.js';
import { Field, Kind, NO_NODE, childIn, kindOf } from '../semantic/index.js';
import type { GoVersion } from '../workspace/index.js';

/** A report together with the rule that made it. */
export interface RuleReport {
  readonly rule: Rule;
  readonly report: Report;
}

interface CallHandler {
  readonly rule: Rule;
  readonly trigger: CallTrigger;
}

/** All rules in one table: callee to handlers, so that a file is scanned once however many rules there are. */
export class Dispatch {
  private readonly byCallee = new Map<string, CallHandler[]>();
  /** Last elements of the callees: most calls are told apart by this alone, without resolving anything. */
  private readonly names = new Set<string>();

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) for (const trigger of rule.triggers) this.add(rule, trigger);
  }

  /** Runs every rule over the file. A rule that fails loses its reports for this file and is reported as a bug. */
  run(model: FileModel, facts: PackageFacts, go: GoVersion): readonly RuleReport[] {
    const reports: RuleReport[] = [];
    const failed = new Set<Rule>();
    for (const node of model.bindings.calls) {
      const call = model.callAt(node);
      if (!this.names.has(calledName(model, call))) continue;
      const func = model.funcAt(node);
      if (func !== undefined && model.isBroken(func)) continue;
      for (const handler of this.handlersOf(model, facts, call)) {
        if (failed.has(handler.rule)) continue;
        const context: RuleContext = {
          model,
          facts,
          go,
          report: (report) => reports.push({ rule: handler.rule, report }),
        };
        try {
          handler.trigger.check(context, call);
        } catch (error) {
          failed.add(handler.rule);
          bug(`rule ${handler.rule.id} failed on ${model.path}: ${String(error)}`);
        }
      }
    }
    return reports.filter(({ rule }) => !failed.has(rule));
  }

  private add(rule: Rule, trigger: CallTrigger): void {
    for (const callee of trigger.callees) {
      const handlers = this.byCallee.get(callee) ?? [];
      this.byCallee.set(callee, [...handlers, { rule, trigger }]);
      this.names.add(callee.slice(callee.lastIndexOf('.') + 1));
    }
  }

  private handlersOf(model: FileModel, facts: PackageFacts, call: Call): readonly CallHandler[] {
    const symbol = model.symbolAt(call.callee);
    // A name of another file of this package hides what dot imports offer.
    if (symbol?.kind === 'outside' && facts.declares(symbol.name)) return [];
    return model.importedCallees(call).flatMap((callee) => this.byCallee.get(callee) ?? []);
  }
}

function calledName(model: FileModel, call: Call): string {
  if (call.callee === NO_NODE) return '';
  if (kindOf(model.ast, call.callee) !== Kind.selector_expression) return model.textOf(call.callee);
  return model.textOf(childIn(model.ast, call.callee, Field.field));
}
