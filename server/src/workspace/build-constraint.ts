/** What a constraint says when only the tag `ignore` is known, and known to be off. */
type Verdict = 'yes' | 'no' | 'unknown';

/**
 * True if the constraint lines of a file head can only hold with the tag `ignore`, which nobody sets: such a file
 * belongs to no package. All other tags stay open, for every file is analysed once whatever its platform.
 * @param lines line comments before the package clause, without their line ends
 */
export function requiresIgnore(lines: readonly string[]): boolean {
  const goBuild = lines.find((line) => /^\/\/go:build\s/.test(line));
  if (goBuild !== undefined) return evaluate(goBuild.slice('//go:build'.length)) === 'no';
  const plusBuild = lines.map((line) => /^\/\/\s*\+build\s+(.*)$/.exec(line)?.[1]).filter((line) => line !== undefined);
  return plusBuild.some((line) => plusBuildVerdict(line) === 'no');
}

/** The older form: options parted by spaces, each a list of terms parted by commas that must all hold. */
function plusBuildVerdict(line: string): Verdict {
  const options = line.trim().split(/\s+/);
  return options.map((option) => option.split(',').map(termVerdict).reduce(both)).reduce(either);
}

function termVerdict(term: string): Verdict {
  return term.startsWith('!') ? opposite(tagVerdict(term.slice(1))) : tagVerdict(term);
}

/** A constraint that is not well-formed says nothing. */
function evaluate(expression: string): Verdict {
  const tokens = expression.match(/&&|\|\||[!()]|[^\s!()&|]+/g) ?? [];
  let at = 0;

  function disjunction(): Verdict {
    let verdict = conjunction();
    while (tokens[at] === '||') {
      at++;
      verdict = either(verdict, conjunction());
    }
    return verdict;
  }

  function conjunction(): Verdict {
    let verdict = operand();
    while (tokens[at] === '&&') {
      at++;
      verdict = both(verdict, operand());
    }
    return verdict;
  }

  function operand(): Verdict {
    const token = tokens[at++];
    if (token === '!') return opposite(operand());
    if (token !== '(') return tagVerdict(token);
    const inner = disjunction();
    at++; // the closing parenthesis
    return inner;
  }

  const verdict = disjunction();
  return at === tokens.length ? verdict : 'unknown';
}

function tagVerdict(tag: string | undefined): Verdict {
  return tag === 'ignore' ? 'no' : 'unknown';
}

function opposite(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return 'unknown';
  return verdict === 'yes' ? 'no' : 'yes';
}

function both(a: Verdict, b: Verdict): Verdict {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

function either(a: Verdict, b: Verdict): Verdict {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}
