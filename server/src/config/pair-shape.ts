import type { Pair, ResourcePlace } from '../knowledge/index.js';
import { DECLARED_PAIRS_RULE } from '../knowledge/index.js';
import { choice, listOf, object, text } from './shape.js';
import type { ObjectOf, Shape } from './shape.js';

/** A function or method with its import path: `net.Dial*`, `example.com/store.Open`, `(*example.com/store.DB).Begin`. */
const FUNCTION = /^(?:\*|[\p{L}\p{N}_.~*-]+(?:\/[\p{L}\p{N}_.~*-]+)*)\.[\p{L}_*][\p{L}\p{N}_*]*$/u;
const METHOD =
  /^\(\*?[\p{L}\p{N}_.~*-]+(?:\/[\p{L}\p{N}_.~*-]+)*\.[\p{L}_*][\p{L}\p{N}_*]*\)\.[\p{L}_*][\p{L}\p{N}_*]*$/u;
const TYPE = FUNCTION;
const NAME_PATH = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const PLACE = /^(?:(result|argument) (\d{1,2})|receiver)$/;
/** What takes the resource: `example.com/store.Release(#)`, `(*example.com/store.DB).Put(_, #)`. */
const TAKING = /^(.+)\(((?:_\s*,\s*)*)#\s*(?:,.*)?\)$/u;

const functionName = text('a function or method with its import path', (value) => {
  if (FUNCTION.test(value) || METHOD.test(value)) return undefined;
  return `"${value}" names no function; write "example.com/store.Open" or "(*example.com/store.DB).Begin"`;
});

const typeName = text('a type with its import path', (value) =>
  TYPE.test(value) ? undefined : `"${value}" names no type; write "example.com/store.Iterator"`,
);

const place = text(
  '"result 0", "argument 0" or "receiver"',
  (value) => (PLACE.test(value) ? undefined : `"${value}" is no place; write "result 0", "argument 0" or "receiver"`),
  '^((result|argument) \\d{1,2}|receiver)$',
);

const release = text('a method such as "Close", "call", or a function such as "example.com/store.Free(#)"', (value) => {
  const wrong = value.split('|').find((part) => readRelease(part.trim()) === undefined);
  if (wrong === undefined) return undefined;
  return `"${wrong}" releases nothing; write a method such as "Close", "call", or a function such as "example.com/store.Free(#)"`;
});

const fields = {
  name: {
    shape: text('what the resource is called, such as "index lock"', () => undefined),
    description: 'What the resource is called in messages, such as `index lock`.',
    standard: 'resource',
  },
  acquire: {
    shape: listOf(functionName),
    isRequired: true,
    description:
      'Functions and methods that acquire it, with their import paths: `example.com/store.Open`, `(*example.com/store.DB).Begin`. A `*` stands for any run of letters.',
  },
  resource: {
    shape: place,
    description: 'Where the resource is, seen from the call: `result 0`, `argument 0` or `receiver`. Counted from 0.',
    standard: 'result 0',
  },
  returns: {
    shape: listOf(typeName),
    description: 'The type of the resource has to be one of these, or a pointer to one.',
  },
  error: {
    shape: choice({
      last: 'The last result tells whether there is a resource, if it is an error.',
      none: 'No result tells it: there always is a resource.',
    }),
    description: 'Which result tells whether there is a resource.',
    standard: 'last',
  },
  release: {
    shape: listOf(release),
    isRequired: true,
    description:
      'What releases it: methods of the resource (`Close`, `Rollback|Commit`), functions and methods that take it (`example.com/store.Free(#)`, with `#` where the resource goes and `_` for arguments before it), or `call` where the resource is itself a function that has to be called.',
  },
  borrows: {
    shape: listOf(functionName),
    description: 'Functions and methods that are given the resource and leave its release to the caller.',
  },
  ownership: {
    shape: choice({
      caller: 'Whoever calls has to release it.',
      callee: 'What was called keeps and releases it: nothing is reported.',
    }),
    description: 'Who has to release it.',
    standard: 'caller',
  },
  severity: {
    shape: choice({
      warning: 'It is certain, and wrong.',
      information: 'It is likely, or of small effect.',
      hint: 'It is advice.',
    }),
    description: 'How severe a finding is.',
    standard: 'warning',
  },
  message: {
    shape: text('a sentence', () => undefined),
    description: 'Said behind the finding: why it matters, or where the project explains it.',
  },
} as const;

/** An entry of `pairs` in `leaklens.json`, as the engine takes it. */
export const pairShape: Shape<Pair> = mapShape(object(fields), toPair);

function mapShape<A, B>(shape: Shape<A>, convert: (value: A) => B | undefined): Shape<B> {
  return {
    ...shape,
    read(node, report) {
      const value = shape.read(node, report);
      return value === undefined ? undefined : convert(value);
    },
  };
}

/** None where nothing is left that acquires or releases: what was wrong has been reported. */
function toPair(written: ObjectOf<typeof fields>): Pair | undefined {
  const releases = (written.release ?? []).flatMap((each) => each.split('|').map((part) => readRelease(part.trim())));
  const acquire = written.acquire ?? [];
  const own = releases.flatMap((each) => each?.own ?? []);
  const releasedBy = releases.flatMap((each) => each?.by ?? []);
  if (acquire.length === 0 || own.length + releasedBy.length === 0) return undefined;
  return {
    rule: DECLARED_PAIRS_RULE,
    noun: written.name ?? 'resource',
    acquire,
    resource: placeOf(written.resource ?? 'result 0'),
    error: written.error ?? 'last',
    release: own,
    ...(releasedBy.length === 0 ? {} : { releasedBy }),
    ...(written.returns === undefined ? {} : { returns: written.returns }),
    ...(written.borrows === undefined ? {} : { borrowedBy: written.borrows }),
    ...(written.ownership === undefined ? {} : { ownership: written.ownership }),
    ...(written.severity === undefined ? {} : { severity: written.severity }),
    ...(written.message === undefined ? {} : { note: written.message }),
  };
}

function placeOf(written: string): ResourcePlace {
  const [, of, index] = PLACE.exec(written) ?? [];
  if (of === 'result' || of === 'argument') return { of, index: Number(index) };
  return { of: 'receiver' };
}

interface Release {
  /** Said on the resource. */
  readonly own?: string;
  /** With the index of the argument. */
  readonly by?: string;
}

function readRelease(written: string): Release | undefined {
  if (written === 'call') return { own: '()' };
  if (NAME_PATH.test(written)) return { own: written };
  const [, name = '', before = ''] = TAKING.exec(written) ?? [];
  if (!FUNCTION.test(name) && !METHOD.test(name)) return undefined;
  return { by: `${name}#${before.split('_').length - 1}` };
}
