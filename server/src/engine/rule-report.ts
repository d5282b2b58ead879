import type { Report, Rule } from '../rules/index.js';

/** A report together with the rule that made it. */
export interface RuleReport {
  readonly rule: Rule;
  readonly report: Report;
}
