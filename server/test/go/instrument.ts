/** The package clause and the functions of one Go file, as far as a proof needs them. */
export interface GoFile {
  /** Name of the package clause. */
  readonly packageName: string;
  readonly functions: readonly GoFunction[];
}

export interface GoFunction {
  /** How to name the function as a value: `capture`, `(*conn).capture`. */
  readonly expression: string;
  readonly isGeneric: boolean;
  /** From 1, both inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
}

const FUNCTION = /^func (?:\((?:\w+ )?(\*?)(\w+)(\[[^)]*\])?\) )?([\p{L}\w]+)(\[)?/u;
const SETTER = /(?<![\w.])(?:\w+\.)?(?:set(?:Finalizer)?|AddCleanup)\b(?:\[[^\]]*\])?\)?\(/iu;

/** Reads a file that gofmt has formatted: a top-level declaration ends at the first `}` in column 0. */
export function readGoFile(source: string): GoFile {
  const lines = source.split('\n');
  const packageName =
    lines.map((line) => /^package (\w+)/.exec(line)?.[1]).find((name) => name !== undefined) ?? 'main';
  const functions = lines.flatMap((line, index) => {
    const match = FUNCTION.exec(line);
    return match === null ? [] : [goFunction(match, index, lines)];
  });
  return { packageName, functions };
}

function goFunction(match: RegExpExecArray, index: number, lines: readonly string[]): GoFunction {
  const [, star = '', receiver, receiverTypes, name = '', types] = match;
  const isOneLine = /\}\s*(?:\/\/.*)?$/.test(lines[index] ?? '');
  const end = isOneLine ? index : lines.findIndex((line, at) => at > index && line.startsWith('}'));
  return {
    expression: receiver === undefined ? name : `(${star}${receiver}).${name}`,
    isGeneric: receiverTypes !== undefined || types !== undefined,
    firstLine: index + 1,
    lastLine: end + 1,
  };
}

/** The lines (from 1) that call runtime.SetFinalizer or a variable that holds it. */
export function finalizerLines(source: string): number[] {
  return source.split('\n').flatMap((line, index) => (findSetter(line) === undefined ? [] : [index + 1]));
}

/**
 * Wraps the first argument of every call that sets a finalizer: `SetFinalizer(proof.Watch("file:line", c), …)`.
 * Watch gives its argument back, so that the program stays what it is; no line moves.
 */
export function watchTargets(source: string, file: string): string {
  const lines = source.split('\n').map((line, index) => {
    const start = findSetter(line);
    if (start === undefined) return line;
    const end = endOfArgument(line, start);
    return `${line.slice(0, start)}proof.Watch("${file}:${index + 1}", ${line.slice(start, end)})${line.slice(end)}`;
  });
  return lines.join('\n').replace(/^package \w+/mu, (clause) => `${clause}; import "example.com/rules/proof"`);
}

/** Offset behind the opening parenthesis of the call. */
function findSetter(line: string): number | undefined {
  const code = line.replace(/\/\/.*$/, '');
  if (code.startsWith('func ') || code.trim() === '') return undefined;
  const match = SETTER.exec(code);
  if (match === null || /, nil\)$/.test(code.trim())) return undefined;
  return match.index + match[0].length;
}

function endOfArgument(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    const character = line[at] ?? '';
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (depth < 0 || (depth === 0 && character === ',')) return at;
  }
  throw new Error(`the first argument does not end on its line: ${line}`);
}
