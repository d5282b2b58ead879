import type { Finding } from '../../src/engine/index.js';
import { lineDiff } from './line-diff.js';

/** What a rule's page shows of its example. */
export interface Example {
  /** What is wrong, with the declarations that it needs. */
  readonly bad: string;
  /** The lines with findings, with marks under them and what is said about them. */
  readonly marked: string;
  /** How the fix changes the lines; '' where there is none. */
  readonly fix: string;
  /** The right way. */
  readonly good: string;
}

/** Expectations are for the tests; a reason behind `ok` is worth reading. */
const EXPECTATION = /\s*\/\/ (?:want|known-miss)\b.*$/gm;
const REASON = /\/\/ ok: (?=\S)/g;
const BARE_OK = /\s*\/\/ ok$/gm;
const TAB = '    ';
const CONTEXT_LINES = 1;

/**
 * The example of a rule: `source` is its example.go, `golden` the file after the fixes, `findings` those of a real run.
 * Throws where the example does not show both a finding and the right way.
 */
export function makeExample(source: string, golden: string, findings: readonly Finding[]): Example {
  const declarations = split(source);
  const isBad = (part: Declaration): boolean =>
    findings.some(({ range }) => part.first <= range.start.line && range.start.line <= part.last);
  const bad = declarations.filter(isBad);
  const good = declarations.filter((part) => !isBad(part) && part.text.includes('// ok'));
  if (bad.length === 0) throw new Error('example.go has no finding');
  if (good.length === 0) throw new Error('example.go shows no right way: mark its line with // ok');
  const shared = declarations.filter((part) => !bad.includes(part) && !good.includes(part));
  const fixed = split(golden.split(/^-- .* --$/m)[0] ?? '').filter(
    (part) => !good.some((other) => other.text === part.text),
  );
  const before = [...shared, ...bad].sort((a, b) => a.first - b.first);
  return {
    bad: join(before),
    marked: findings.map((finding) => mark(source, finding)).join('\n\n'),
    fix: lineDiff(join(before), join(fixed), CONTEXT_LINES),
    good: join(good),
  };
}

/** Code without what is meant for the tests. */
export function withoutExpectations(text: string): string {
  return text.replace(EXPECTATION, '').replace(REASON, '// ').replace(BARE_OK, '');
}

interface Declaration {
  readonly text: string;
  /** From 1. */
  readonly first: number;
  readonly last: number;
}

/** The parts of a file that blank lines before an unindented line set apart, as gofmt leaves them. */
function split(source: string): readonly Declaration[] {
  let line = 1;
  return source
    .trimEnd()
    .split(/\n\n(?=\S)/)
    .map((text) => {
      const first = line;
      const last = first + text.split('\n').length - 1;
      line = last + 2;
      return { text, first, last };
    });
}

function join(parts: readonly Declaration[]): string {
  return parts.map((part) => withoutExpectations(part.text)).join('\n\n');
}

/** The line of a finding, marked like in a terminal. Tabs are drawn as spaces, so that the marks lie where they should. */
function mark(source: string, finding: Finding): string {
  const { start, end } = finding.range;
  const line = withoutExpectations(source.split('\n')[start.line - 1] ?? '');
  const last = start.line === end.line ? end.column : line.length + 1;
  const before = line.slice(0, start.column - 1).replaceAll('\t', TAB);
  const under = '~'.repeat(Math.max(1, last - start.column));
  const message = `${finding.severity}: ${finding.message}`;
  return `${line.replaceAll('\t', TAB)}\n${' '.repeat(before.length)}${under}\n${message} [${finding.code}]`;
}
