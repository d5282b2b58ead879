import type { Expectation } from '../harness/expectations.js';
import { readExpectations } from '../harness/expectations.js';
import type { GoFunction } from './instrument.js';
import { readGoFile } from './instrument.js';
import type { ProofFile } from './proof.js';

/** One function that the proof calls in a process of its own. */
export interface ChannelRun {
  /** Its name for people and for the driver: `early`, `(*svc).start`, `early run 2`. */
  readonly name: string;
  /** The function's own name, without what tells its runs apart. */
  readonly functionName: string;
  /** The Go expression of the function to call. */
  readonly expression: string;
  /** The package's function that makes the receiver, where there is one. */
  readonly constructor: string | undefined;
}

/** Path of the module that the fixtures are built in: `test-fixtures/rules/go.mod`. */
export const MODULE = 'example.com/rules';

const PACKAGE_CLAUSE = /^package \w+/mu;
const RUN_COMMENT = /^\/\/ run: (.+)$/;
const OWN_ERROR = /^(?:var |\t)(err\w+) += errors\.New\(/gm;
const STUB = /^func (?:\(\w* ?\*?\w+\) )?\w+\((.*?)\) *([^{]*?) *\{ *(.*?) *\}( *\/\/.*)?$/;

/** What the proof calls of one file: each function with a line that says whether it leaks, unless none may be run. */
export function channelRuns(file: ProofFile, packageFiles: readonly ProofFile[]): ChannelRun[] {
  return markedFunctions(file).flatMap((goFunction): ChannelRun[] => {
    const functionName = goFunction.expression;
    const statements = runStatements(file.source, goFunction);
    if (statements.length > 0)
      return statements.map((_, index) => ({
        name: `${functionName} run ${index + 1}`,
        functionName,
        expression: runName(goFunction, index),
        constructor: undefined,
      }));
    if (goFunction.isGeneric) throw new Error(`${file.path}: ${functionName} is generic and needs a '// run:' line`);
    return [
      { name: functionName, functionName, expression: functionName, constructor: makerOf(functionName, packageFiles) },
    ];
  });
}

/**
 * The file as the proof builds it: the functions of prelude.go try outcomes, `// run:` lines are functions behind the
 * last line, and what ends the process only ends the run. No line moves.
 */
export function provable(file: ProofFile): string {
  const isPrelude = /(?:^|\/)prelude\.go$/.test(file.path);
  const body = isPrelude ? tryingOutcomes(file.source) : withoutExits(file.source);
  const runs = markedFunctions(file).flatMap((goFunction) =>
    runStatements(file.source, goFunction).map(
      (statements, index) => `func ${runName(goFunction, index)}(ctx proof.Context, t *proof.T) { ${statements} }\n`,
    ),
  );
  const text = `${body}\n${runs.join('')}`;
  if (!/\bproof\./.test(text)) return file.source;
  return text.replace(PACKAGE_CLAUSE, (clause) => `${clause}; import "${MODULE}/proof"`);
}

/** The lines that say something and may be run. */
export function runnableMarks(source: string): Expectation[] {
  return readExpectations(source).filter(({ unrun }) => unrun === undefined);
}

function markedFunctions(file: ProofFile): GoFunction[] {
  const marks = runnableMarks(file.source);
  return readGoFile(file.source).functions.filter(
    (goFunction) =>
      marks.some(({ line }) => line >= goFunction.firstLine && line <= goFunction.lastLine) ||
      runStatements(file.source, goFunction).length > 0,
  );
}

/** The `// run:` lines of the comment above a function. */
function runStatements(source: string, { firstLine }: GoFunction): string[] {
  const lines = source.split('\n').slice(0, firstLine - 1);
  let start = lines.length;
  while (start > 0 && lines[start - 1]?.startsWith('//') === true) start--;
  return lines.slice(start).flatMap((line) => RUN_COMMENT.exec(line)?.[1] ?? []);
}

function runName({ firstLine, expression }: GoFunction, index: number): string {
  return `proofRun_${expression.replace(/[^\p{L}\d]/gu, '')}_${firstLine}_${index + 1}`;
}

/** `newQueue` for `(*queue).pop`. */
function makerOf(expression: string, files: readonly ProofFile[]): string | undefined {
  const type = /^\(\*?([\p{L}\w]+)\)/u.exec(expression)?.[1];
  if (type === undefined) return undefined;
  const maker = new RegExp(`^new${type}$`, 'iu');
  const declared = files.flatMap(({ source }) => readGoFile(source).functions.map((found) => found.expression));
  return declared.find((name) => maker.test(name));
}

function tryingOutcomes(source: string): string {
  const errors = [...source.matchAll(OWN_ERROR)].map(([, name = '']) => name);
  const lines = source.split('\n').map((line) => tryingOutcomesOf(line, errors));
  return lines.join('\n');
}

/** A stub on one line takes time and has outcomes, by what it returns. */
function tryingOutcomesOf(line: string, errors: readonly string[]): string {
  const match = STUB.exec(line);
  if (match === null) return line;
  const [, parameters = '', results = '', body = ''] = match;
  const types = resultTypes(results);
  const last = types[types.length - 1];
  if (last === undefined) return line;
  const head = line.slice(0, line.lastIndexOf(`{ ${body}`));
  if (last === 'bool') return `${head}{ return ${[...zeros(types), 'proof.Bool()'].join(', ')} }`;
  const take = `proof.Take(${contextOf(parameters) ?? ''})`;
  if (last !== 'error') return `${head}{ ${take}; ${body} }`;
  const failing = (call: string): string =>
    `if err := ${call}; err != nil { return ${[...zeros(types), 'err'].join(', ')} }`;
  return `${head}{ ${failing(take)}; ${failing(`proof.Err(${errors.join(', ')})`)}; ${body} }`;
}

function resultTypes(results: string): string[] {
  const list = results.replace(/^\(|\)$/g, '').split(',');
  return list.map((type) => type.trim()).filter((type) => type !== '');
}

function zeros(types: readonly string[]): string[] {
  return types.slice(0, -1).map((type) => `*new(${type})`);
}

function contextOf(parameters: string): string | undefined {
  const name = /(\w+) context\.Context/.exec(parameters)?.[1];
  return name === '_' ? undefined : name;
}

/** The imports stay used. */
function withoutExits(source: string): string {
  const replaced = source
    .replace(/\bos\.Exit\(/g, 'proof.End(')
    .replace(/\blog\.Fatal(?:ln)?\(/g, 'proof.End(')
    .replace(/\blog\.Fatalf\(/g, 'proof.Endf(');
  const used = [
    ...(source.includes('os.Exit(') ? ['var _ = os.Exit\n'] : []),
    ...(/\blog\.Fatal/.test(source) ? ['var _ = log.Fatal\n'] : []),
  ];
  return replaced + used.join('');
}
