/** What a fixture says about one of its lines. Lines count from 1. */
export type Expectation = Want | Silence;

/** A finding that must be reported, once. */
export interface Want {
  readonly kind: 'want';
  /** The line that the finding starts on. */
  readonly line: number;
  /** Matches the whole message. */
  readonly message: RegExp;
  /** The rule's code, where the fixture names one. */
  readonly code: string | undefined;
  /** The text that the finding starts at, where the fixture names it. */
  readonly at: string | undefined;
  /** The kinds of the fixes that must be offered, in this order and no others; `undefined` where it does not say. */
  readonly fixes: readonly string[] | undefined;
  /** Words of the panic by which the run time refuses the line, where the fixture says that it does. */
  readonly panics: string | undefined;
  /** Why the line cannot be run, where the fixture says so. */
  readonly unrun: string | undefined;
}

/** A line that must not be reported: because it is right, or because the rule does not see what is wrong. */
export interface Silence {
  readonly kind: 'ok' | 'known-miss';
  readonly line: number;
  /** For `known-miss` never empty. */
  readonly reason: string;
  readonly unrun: string | undefined;
}

const COMMENT = /\/\/ (want|ok|known-miss)\b(.*)$/;
const WANT_HEAD = /^(?: at "([^"]*)")?(?: ([+-]\d+))?(?: ([A-Z]{2}\d{4}))?/;
const FIX = /\s*\bfix: (none|(?:safe|review)(?:\+(?:safe|review))*)$/;
const PANICS = /\s*\bpanics: (.+)$/;
const UNRUN = /\s*\bunrun: (.+)$/;

/** Reads the comments of one Go file; throws where one of them is malformed, naming the line. */
export function readExpectations(source: string): Expectation[] {
  return source.split('\n').flatMap((text, index) => {
    const match = COMMENT.exec(text.trimEnd());
    if (match === null) return [];
    return readComment(match[1] as 'want' | 'ok' | 'known-miss', match[2] ?? '', index + 1);
  });
}

function readComment(kind: 'want' | 'ok' | 'known-miss', tail: string, line: number): Expectation[] {
  const unrun = UNRUN.exec(tail)?.[1];
  const text = tail.replace(UNRUN, '');
  if (kind === 'want') return readWants(text, line, unrun);
  const reason = /^: (.+)$/.exec(text)?.[1] ?? '';
  if (reason === '' && text !== '')
    throw new Error(`line ${line}: write '// ${kind}: reason', not '// ${kind}${text}'`);
  if (reason === '' && kind === 'known-miss') throw new Error(`line ${line}: a known-miss says why`);
  return [{ kind, line, reason, unrun }];
}

function readWants(tail: string, line: number, unrun: string | undefined): Want[] {
  const panics = PANICS.exec(tail)?.[1];
  const text = tail.replace(PANICS, '');
  const head = WANT_HEAD.exec(text) ?? [''];
  const [, at, shift = '0', code] = head;
  const fixes = FIX.exec(text)?.[1]
    ?.split('+')
    .filter((kind) => kind !== 'none');
  const patterns = text.slice(head[0].length).replace(FIX, '');
  if (!/^(?: `[^`]+`)+$/.test(patterns))
    throw new Error(`line ${line}: write '// want \`regexp\`', not '// want${text}'`);
  return [...patterns.matchAll(/`([^`]+)`/g)].map(([, pattern]) => ({
    kind: 'want',
    line: line + Number(shift),
    message: new RegExp(`^(?:${pattern ?? ''})$`, 'su'),
    code,
    at,
    fixes,
    panics,
    unrun,
  }));
}
