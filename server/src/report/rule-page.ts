import type { RuleDescription } from './report.js';

/** The rule's page as plain text, for `leaklens explain`. Lines are not wrapped: terminals do that. */
export function renderRulePage(rule: RuleDescription): string {
  const { code, id, title, severity, confidence, since, kinds, docs } = rule;
  const sections = [
    `${code} ${id}\n${title}`,
    `Severity: ${severity}; confidence: ${confidence}; since version ${since}`,
    `Why\n\n${docs.why.trim()}`,
    `Cure\n\n${docs.fix.trim()}`,
    `Limits\n\n${docs.limits.trim()}`,
    `Kinds\n\n${Object.entries(kinds)
      .map(([kind, words]) => `  ${kind}: ${words}`)
      .join('\n')}`,
    `References\n\n${docs.references.map((reference) => `  ${referenceText(reference)}`).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** One line per rule: code, id, severity, title. */
export function renderRuleList(rules: readonly RuleDescription[]): string {
  const idWidth = Math.max(0, ...rules.map(({ id }) => id.length));
  const severityWidth = Math.max(0, ...rules.map(({ severity }) => severity.length));
  const lines = rules.map(({ code, id, severity, title }) =>
    [code, id.padEnd(idWidth), severity.padEnd(severityWidth), title].join('  '),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** What the rules are, for scripts. */
export function renderRulesJson(rules: readonly RuleDescription[]): string {
  const out = rules.map(({ code, id, title, family, severity, confidence, since, kinds, docs }) => {
    return { code, id, title, family, severity, confidence, since, kinds, docs };
  });
  return `${JSON.stringify(out, undefined, 2)}\n`;
}

/** `go:NAME` is a name of the standard library. */
function referenceText(reference: string): string {
  const name = /^go:(.+)$/.exec(reference)?.[1];
  return name === undefined ? reference : `https://pkg.go.dev/${name.replace(/^((?:.*\/)?[^./]+)\.(.+)$/, '$1#$2')}`;
}
