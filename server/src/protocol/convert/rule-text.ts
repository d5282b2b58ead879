import type { Finding } from '../../engine/index.js';
import type { Rule } from '../../rules/index.js';

/** What a finding's rule says about it, as Markdown. The finding's message is not repeated: editors show it above. */
export function findingToMarkdown(finding: Finding, rule: Rule | undefined, page: string | undefined): string {
  if (rule === undefined) return `**${finding.code}** \`${finding.rule}\``;
  const name = page === undefined ? finding.code : `[${finding.code}](${page})`;
  return [
    `**${name}** \`${rule.id}\`: ${rule.title}`,
    `**Why:** ${rule.docs.why}`,
    `**Fix:** ${rule.docs.fix}`,
    `**Limits:** ${rule.docs.limits}`,
    ...linksOf(rule),
  ].join('\n\n');
}

/** The same for clients that show no Markdown. */
export function findingToText(finding: Finding, rule: Rule | undefined): string {
  if (rule === undefined) return `${finding.code} ${finding.rule}`;
  return [
    `${finding.code} ${rule.id}: ${rule.title}`,
    `Why: ${rule.docs.why}`,
    `Fix: ${rule.docs.fix}`,
    `Limits: ${rule.docs.limits}`,
  ].join('\n\n');
}

/** References that are web addresses; names of the standard library need no link in an editor that knows Go. */
function linksOf(rule: Rule): string[] {
  const links = rule.docs.references.filter((reference) => /^https?:/.test(reference));
  return links.length === 0 ? [] : [links.map((link) => `<${link}>`).join('  \n')];
}
