import type { Rule } from '../../src/rules/index.js';
import type { Example } from './example.js';

/** The page of a rule, in Markdown; `misses` are what its fixtures show that it does not see. */
export function renderRulePage(rule: Rule, example: Example, misses: readonly string[]): string {
  const { code, id, title, severity, confidence, family, since, kinds, docs } = rule;
  return [
    `<!-- Generated from the rule and its example by \`npm run generate\`. Do not edit. -->`,
    `# ${code} ${id}`,
    `${title}.`,
    table(['Severity', 'Confidence', 'Family', 'Since'], [[severity, confidence, family, since]]),
    `## Why\n\n${docs.why.trim()}`,
    `## Example\n\n${fence('go', example.bad)}\n\nLeaklens says:\n\n${fence('text', example.marked)}`,
    `## Fix\n\n${docs.fix.trim()}`,
    ...(example.fix === '' ? [] : [fence('diff', example.fix)]),
    `The right way:\n\n${fence('go', example.good)}`,
    `## Kinds\n\n${table(
      ['Kind', 'Meaning'],
      Object.entries(kinds).map(([kind, words]) => [`\`${kind}\``, words]),
    )}`,
    `## Limits\n\n${docs.limits.trim()}`,
    ...(misses.length === 0
      ? []
      : [`Known misses, each with a test:\n\n${misses.map((miss) => `- ${miss}`).join('\n')}`]),
    `## Leave out\n\nBehind the line, or alone before the statement or declaration:\n\n${fence('go', `//leaklens:ignore ${code} -- why this is right`)}`,
    `## References\n\n${docs.references.map((reference) => `- ${link(reference)}`).join('\n')}`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** The rules as a table, with links to their pages in `folder`. */
export function renderRuleTable(rules: readonly Rule[], folder: string): string {
  const sorted = [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  const rows = sorted.map(({ code, id, title, severity, confidence }) => {
    return [`[${code}](${folder}/${id}.md)`, `\`${id}\``, title, severity, confidence];
  });
  return table(['Code', 'Rule', 'What it finds', 'Severity', 'Confidence'], rows);
}

/** The text with what lies between the two marker comments replaced. Throws where they are missing. */
export function replaceBetween(text: string, name: string, content: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`the lines ${begin} and ${end} are missing`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** `go:NAME` is a name of the standard library. */
function link(reference: string): string {
  const name = /^go:(.+)$/.exec(reference)?.[1];
  if (name === undefined) return `<${reference}>`;
  return `[${name}](https://pkg.go.dev/${name.replace(/^((?:.*\/)?[^./]+)\.(.+)$/, '$1#$2')})`;
}
