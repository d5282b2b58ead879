import type { Pair } from '../knowledge/index.js';
import { FOREIGN_CHECKS } from './foreign-checks.js';

/** What a project may say of a rule: how severe its findings are, or that it does not run. */
export type RuleLevel = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** How certain a finding must be to be shown. */
export type LeastConfidence = 'high' | 'medium' | 'low';

/** What the configuration has to know of a rule. */
export interface RuleName {
  readonly code: string;
  readonly id: string;
  readonly title: string;
  readonly severity: RuleLevel;
  readonly isOffByDefault?: true;
}

/** How comments that silence findings are taken. */
export interface DirectiveSettings {
  /** Comments of our own that give no reason are reported. */
  readonly requireReason: boolean;
  /** Comments of other tools count, too. */
  readonly foreign: boolean;
  /** Which of our rules a check of another tool stands for: codes by the name in lower case. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

/** What holds for one file. Plain data; the same object for files for which the same holds. */
export interface FileSettings {
  readonly minConfidence: LeastConfidence;
  /** By code; rules that are not here have their own. */
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** What the project itself declares, the nearest file's first. */
  readonly pairs: readonly Pair[];
  /** Generated files are checked, too. */
  readonly checksGenerated: boolean;
  readonly directives: DirectiveSettings;
}

/** What is left out without being looked at. */
export interface SkipSettings {
  readonly generated: boolean;
  readonly tests: boolean;
  readonly testdata: boolean;
  readonly vendor: boolean;
  readonly thirdParty: boolean;
  readonly gitignored: boolean;
}

/** What holds where no file says anything. */
export const STANDARD_SKIP: SkipSettings = {
  generated: true,
  tests: false,
  testdata: true,
  vendor: true,
  thirdParty: true,
  gitignored: true,
};

/** What holds for a file where no configuration says anything. */
export function standardSettings(rules: readonly Pick<RuleName, 'code' | 'isOffByDefault'>[]): FileSettings {
  const off = rules.filter(({ isOffByDefault }) => isOffByDefault === true);
  return {
    minConfidence: 'medium',
    levels: Object.fromEntries(off.map(({ code }) => [code, 'off' as const])),
    pairs: [],
    checksGenerated: false,
    directives: { requireReason: false, foreign: true, aliases: FOREIGN_CHECKS },
  };
}
