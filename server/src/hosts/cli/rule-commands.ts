import { renderRuleList, renderRulePage, renderRulesJson } from '../../report/index.js';
import { byCode, rules } from '../../rules/index.js';
import type { CliIo } from './io.js';
import { UsageError } from './usage-error.js';

/** `leaklens rules`: all rules, one per line or as JSON. */
export async function listRules(format: 'text' | 'json', io: CliIo): Promise<void> {
  await io.stdout.write(format === 'json' ? renderRulesJson(byCode(rules)) : renderRuleList(byCode(rules)));
}

/** `leaklens explain`: the page of the rule with this code or id, in any letter case. */
export async function explainRule(name: string, io: CliIo): Promise<void> {
  const wanted = name.toLowerCase();
  const rule = rules.find(({ code, id }) => code.toLowerCase() === wanted || id === wanted);
  if (rule === undefined) throw new UsageError(`no rule is called ${name}; leaklens rules lists them`);
  await io.stdout.write(renderRulePage(rule));
}
