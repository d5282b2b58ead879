import { readExpectations } from '../harness/expectations.js';
import { MODULE, provable } from './channel-source.js';
import { readGoFile } from './instrument.js';
import type { ProofFile } from './proof.js';

/** A function of which the fixture says whether it leaves something open. */
export interface ResourceClaim {
  /** As the linter and the fixture name it: `(*client).dial`. */
  readonly func: string;
  /** What the proof calls in its place: a function whose name begins with `prove`, where there is one. */
  readonly called: string;
  readonly isLeak: boolean;
  /** `file-not-closed/leaks.go:12`, for people. */
  readonly place: string;
}

const CLEAN = /\/clean\.go$/;
const AT_HAND = /^golang\.org\/x\/sync\/errgroup$/;

/** The files that build without modules that are not at hand. */
export function buildable(files: readonly ProofFile[]): ProofFile[] {
  return files.filter(({ source }) => importsOf(source).every((name) => !isForeign(name) || AT_HAND.test(name)));
}

/**
 * What the fixtures claim: one claim for each function with marked lines of the rule, and for each whose name begins
 * with `ok` where the file is clean, unless all its lines say that they are not run.
 */
export function claimsOf(files: readonly ProofFile[], code: string): ResourceClaim[] {
  const built = buildable(files);
  const names = new Set(built.flatMap(({ source }) => readGoFile(source).functions.map((found) => found.expression)));
  return built.flatMap((file) => {
    const marks = readExpectations(file.source).filter((one) => one.kind !== 'want' || (one.code ?? code) === code);
    return readGoFile(file.source).functions.flatMap(({ expression, firstLine, lastLine }): ResourceClaim[] => {
      const own = marks.filter(({ line }) => firstLine <= line && line <= lastLine);
      const run = own.filter(({ unrun }) => unrun === undefined);
      const name = expression.slice(expression.lastIndexOf('.') + 1);
      const isClaimed = run.length > 0 || (own.length === 0 && CLEAN.test(file.path) && name.startsWith('ok'));
      if (!isClaimed) return [];
      const prover = `prove${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return [
        {
          func: expression,
          called: names.has(prover) ? prover : expression,
          isLeak: run.some(({ kind }) => kind !== 'ok'),
          place: `${file.path}:${firstLine}`,
        },
      ];
    });
  });
}

/** The file as the proof builds it; no line moves. What is made of the background context is counted. */
export function countable(file: ProofFile): string {
  const source = file.source
    .replace(/\bcontext\.(?:Background|TODO)\(\)/g, 'proof.Background()')
    .replace(/\bos\.(Open|Create|OpenFile)\(/g, 'proof.$1(');
  const text = provable({ path: file.path, source });
  if (source === file.source) return text;
  const used = [
    ...(source.includes('proof.Background()') ? ['var _ = context.Background\n'] : []),
    ...(/\bproof\.(?:Open|Create)/.test(source) ? ['var _ = os.Open\n'] : []),
  ];
  const isImported = text.includes(`"${MODULE}/proof"`);
  return `${isImported ? text : text.replace(/^package \w+/mu, `$&; import "${MODULE}/proof"`)}\n${used.join('')}`;
}

/** The names of the parameters of a function, by its first line; without the receiver. */
export function parameterNames(line: string): string[] {
  const start = line.replace(/^func (?:\([^)]*\) )?/, '');
  const list = start.slice(start.indexOf('(') + 1);
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list[at] ?? '';
    const isEnd = depth === 0 && ',)'.includes(character);
    if (isEnd) names.push(/^\s*(\w*)/.exec(list.slice(from, at))?.[1] ?? '');
    if (isEnd) from = at + 1;
    if (isEnd && character === ')') break;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
  }
  return names.length === 1 && names[0] === '' ? [] : names;
}

function importsOf(source: string): string[] {
  const head = source.slice(0, /^(?:func|type|var|const) /m.exec(source)?.index ?? source.length);
  return [...head.matchAll(/^(?:import |\t)(?:\w+ )?"([^"]+)"/gm)].map(([, name = '']) => name);
}

function isForeign(name: string): boolean {
  return /^[^/]*\./.test(name);
}
