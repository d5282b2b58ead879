import type { Expectation } from '../harness/expectations.js';
import { readExpectations } from '../harness/expectations.js';
import type { ChannelOutcome, Place, StuckGoroutine } from './channel-proof.js';
import { runnableMarks } from './channel-source.js';
import { readGoFile } from './instrument.js';
import type { ProofFile } from './proof.js';

/**
 * Every line where the marks and what was seen under Go do not agree, as sentences. A line that is wanted, or a known
 * miss, leaves a goroutine in some run; nothing else does in any.
 */
export function disagreements(files: readonly ProofFile[], outcomes: readonly ChannelOutcome[]): string[] {
  const failures = outcomes.flatMap(({ failure, run, file }) =>
    failure === undefined ? [] : [`${file.path} ${run.name} does not come to its end: ${failure}`],
  );
  return [...failures, ...files.flatMap((file) => neverSeen(file, outcomes)), ...outcomes.flatMap(unmarked(files))];
}

/** The lines that leak by their marks, with how that was seen: in a bubble, by the profile, or only as still there. */
export function leakingMarks(
  files: readonly ProofFile[],
  outcomes: readonly ChannelOutcome[],
): Map<string, ReadonlySet<StuckGoroutine['how']>> {
  const stuck = outcomes.flatMap((outcome) => outcome.stuck);
  const marks = files.flatMap((file) => leaking(file).map((mark) => ({ file, mark })));
  return new Map(
    marks.map(({ file, mark }) => {
      const own = stuck.filter((goroutine) => explains(file, mark, goroutine));
      return [`${file.path}:${mark.line}`, new Set(own.map(({ how }) => how))];
    }),
  );
}

/** What leaks for certain: `held` may be what somebody still comes for. */
export function certain({ stuck }: ChannelOutcome): StuckGoroutine[] {
  return stuck.filter(({ how }) => how !== 'held');
}

/** `chan send at fields.go:12, created at fields.go:10 (bubble 0,1)`. */
export function describeStuck({ how, state, frames, created, outcomes }: StuckGoroutine): string {
  const at = frames[0] === undefined ? '' : ` at ${textOf(frames[0])}`;
  const by = created === undefined ? '' : `, created at ${textOf(created)}`;
  return `${state}${at}${by} (${how}${outcomes === '' ? '' : ` ${outcomes}`})`;
}

function neverSeen(file: ProofFile, outcomes: readonly ChannelOutcome[]): string[] {
  const seen = leakingMarks([file], outcomes);
  return runnableMarks(file.source)
    .filter(({ kind, line }) => kind !== 'ok' && seen.get(`${file.path}:${line}`)?.size === 0)
    .map(({ kind, line }) => `${file.path}:${line} is marked '${kind}', but nothing stays blocked there in any run`);
}

/** What stays though no mark says so, one sentence for each place. */
function unmarked(files: readonly ProofFile[]): (outcome: ChannelOutcome) => string[] {
  return (outcome) => {
    const texts = new Map<string, string>();
    const isLeaking = marksOf(outcome).some(({ kind }) => kind !== 'ok');
    for (const goroutine of certain(outcome)) {
      const key = `${goroutine.frames.map(textOf).join(',')} ${goroutine.how}`;
      const isMarked = files.some((file) => leaking(file).some((mark) => explains(file, mark, goroutine)));
      if (isMarked || (isLeaking && isConsequence(goroutine)) || texts.has(key)) continue;
      texts.set(key, `${outcome.file.path} ${outcome.run.name} leaves what is not marked: ${describeStuck(goroutine)}`);
    }
    return [...texts.values()];
  };
}

/** Who waits for a goroutine that leaks, or for a lock that it holds, is no finding of its own. */
function isConsequence({ state }: StuckGoroutine): boolean {
  return /^sync\.(?:WaitGroup|RW|Mutex)/.test(state);
}

/** The marks inside of the function. */
function marksOf({ file, run }: ChannelOutcome): Expectation[] {
  const own = readGoFile(file.source).functions.find(({ expression }) => expression === run.functionName);
  if (own === undefined) return [];
  return readExpectations(file.source).filter(({ line }) => line >= own.firstLine && line <= own.lastLine);
}

function leaking(file: ProofFile): Expectation[] {
  return readExpectations(file.source).filter(({ kind }) => kind !== 'ok');
}

/**
 * Whether the goroutine is blocked at the marked line, in the block that it opens, or in the select whose case it is,
 * or was created by it.
 */
function explains(file: ProofFile, { line }: Expectation, { frames, created }: StuckGoroutine): boolean {
  if (created?.path === file.path && created.line === line) return true;
  const lines = file.source.split('\n');
  const last = endOfBlock(lines, line);
  return frames.some(({ path, line: at }) => {
    if (path !== file.path) return false;
    return (at >= line && at <= last) || isCaseOf(lines, line, at);
  });
}

function isCaseOf(lines: readonly string[], line: number, select: number): boolean {
  const isCase = /^\s*case /.test(lines[line - 1] ?? '') && /\bselect \{/.test(lines[select - 1] ?? '');
  return isCase && line > select && line <= endOfBlock(lines, select);
}

/** Line of the `}` or `)` that closes what the line opens, or the line itself. */
function endOfBlock(lines: readonly string[], line: number): number {
  const text = (lines[line - 1] ?? '').replace(/\s*\/\/.*$/, '');
  if (!/[{(]$/.test(text)) return line;
  const closing = `${/^\s*/.exec(text)?.[0] ?? ''}`;
  const end = lines.findIndex(
    (other, at) => at >= line && [`${closing}}`, `${closing})`].some((c) => other.startsWith(c)),
  );
  return end < 0 ? line : end + 1;
}

function textOf({ path, line }: Place): string {
  return `${path}:${line}`;
}
