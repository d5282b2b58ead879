import type { ReportingDescriptor } from 'sarif';
import type { RuleDescription } from './report.js';

/** A rule as SARIF's table has it; code scanning services show the help, and sort by the properties. */
export function descriptorOf(rule: RuleDescription): ReportingDescriptor {
  const { code, id, title, family, severity, confidence, docs } = rule;
  return {
    id: code,
    name: id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: docs.why.trim() },
    help: {
      text: [docs.why, docs.fix, docs.limits].map((text) => text.trim()).join('\n\n'),
      markdown: [
        `**Why.** ${docs.why.trim()}`,
        `**Cure.** ${docs.fix.trim()}`,
        `**Limits.** ${docs.limits.trim()}`,
      ].join('\n\n'),
    },
    defaultConfiguration: { level: severity === 'warning' ? 'warning' : 'note' },
    properties: {
      tags: ['go', 'leak', family],
      precision: confidence,
      'problem.severity': severity === 'warning' ? 'warning' : 'recommendation',
    },
  };
}
