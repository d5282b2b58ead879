import type { AuditResult } from '../engine/index.js';
import type { Rule } from '../rules/index.js';

/** Who made the report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** What a report says of a rule. */
export type RuleDescription = Omit<Rule, 'triggers'>;

/** All that a report is made from. Same input, same bytes. */
export interface Report {
  readonly tool: Tool;
  readonly result: AuditResult;
  readonly rules: readonly RuleDescription[];
}
