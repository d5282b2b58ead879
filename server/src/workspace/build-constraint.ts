import type { GoVersion } from './go-version.js';

/** What the operators of a constraint do to the meaning of their operands. */
interface Meaning<T> {
  readonly tag: (tag: string | undefined) => T;
  readonly not: (operand: T) => T;
  readonly and: (left: T, right: T) => T;
  readonly or: (left: T, right: T) => T;
}

/** What a constraint says when only the tag `ignore` is known, and known to be off. */
type Verdict = 'yes' | 'no' | 'unknown';

const verdicts: Meaning<Verdict> = {
  tag: (tag) => (tag === 'ignore' ? 'no' : 'unknown'),
  not: (verdict) => (verdict === 'unknown' ? 'unknown' : verdict === 'yes' ? 'no' : 'yes'),
  and: (a, b) => (a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'unknown'),
  or: (a, b) => (a === 'yes' || b === 'yes' ? 'yes' : a === 'no' && b === 'no' ? 'no' : 'unknown'),
};

/** The least minor version of Go 1 with which a constraint can hold, and with which it can fail; -1 for any. */
interface LeastMinor {
  readonly holds: number;
  readonly fails: number;
}

/** As `go/build/constraint.GoVersion` has it. */
const leastMinors: Meaning<LeastMinor> = {
  tag: (tag) => ({ holds: minorOfTag(tag), fails: -1 }),
  not: ({ holds, fails }) => ({ holds: fails, fails: holds }),
  and: (a, b) => ({ holds: Math.max(a.holds, b.holds), fails: Math.min(a.fails, b.fails) }),
  or: (a, b) => ({ holds: Math.min(a.holds, b.holds), fails: Math.max(a.fails, b.fails) }),
};

/**
 * True if the constraint lines of a file head can only hold with the tag `ignore`, which nobody sets: such a file
 * belongs to no package. All other tags stay open, for every file is analysed once whatever its platform.
 * @param lines line comments before the package clause, without their line ends
 */
export function requiresIgnore(lines: readonly string[]): boolean {
  const goBuild = goBuildOf(lines);
  if (goBuild !== undefined) return evaluate(goBuild, verdicts) === 'no';
  const plusBuild = lines.map((line) => /^\/\/\s*\+build\s+(.*)$/.exec(line)?.[1]).filter((line) => line !== undefined);
  return plusBuild.some((line) => plusBuildVerdict(line) === 'no');
}

/** The Go version without which the `//go:build` line cannot hold; the older `// +build` lines imply none. */
export function impliedGo(lines: readonly string[]): GoVersion | undefined {
  const goBuild = goBuildOf(lines);
  const least = goBuild === undefined ? undefined : evaluate(goBuild, leastMinors);
  return least === undefined || least.holds < 0 ? undefined : { major: 1, minor: least.holds };
}

/** The expression of the first `//go:build` line. */
function goBuildOf(lines: readonly string[]): string | undefined {
  return lines.find((line) => /^\/\/go:build\s/.test(line))?.slice('//go:build'.length);
}

/** The older form: options parted by spaces, each a list of terms parted by commas that must all hold. */
function plusBuildVerdict(line: string): Verdict {
  const options = line.trim().split(/\s+/);
  return options.map((option) => option.split(',').map(termVerdict).reduce(verdicts.and)).reduce(verdicts.or);
}

function termVerdict(term: string): Verdict {
  return term.startsWith('!') ? verdicts.not(verdicts.tag(term.slice(1))) : verdicts.tag(term);
}

/** A constraint that is not well-formed says nothing. */
function evaluate<T>(expression: string, meaning: Meaning<T>): T | undefined {
  const tokens = expression.match(/&&|\|\||[!()]|[^\s!()&|]+/g) ?? [];
  let at = 0;

  function disjunction(): T {
    let result = conjunction();
    while (tokens[at] === '||') {
      at++;
      result = meaning.or(result, conjunction());
    }
    return result;
  }

  function conjunction(): T {
    let result = operand();
    while (tokens[at] === '&&') {
      at++;
      result = meaning.and(result, operand());
    }
    return result;
  }

  function operand(): T {
    const token = tokens[at++];
    if (token === '!') return meaning.not(operand());
    if (token !== '(') return meaning.tag(token);
    const inner = disjunction();
    at++; // the closing parenthesis
    return inner;
  }

  const result = disjunction();
  return at === tokens.length ? result : undefined;
}

/** `go1.22` and `go1`; all other tags have none. */
function minorOfTag(tag: string | undefined): number {
  const minor = /^go1(?:\.(\d+))?$/.exec(tag ?? '');
  return minor === null ? -1 : Number(minor[1] ?? 0);
}
