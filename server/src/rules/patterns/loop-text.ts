import type { FileModel } from '../../semantic/index.js';
import type { Related } from '../rule.js';
import type { LoopCapture } from './loop-capture.js';

/** Beginning and end of the message about a capture; the names of the variables and the reason stand between. */
interface Description {
  readonly subject: string;
  readonly consequence: string;
}

/** What carries the variable away, and what it sees then. */
export function describeCarrier(model: FileModel, { what, carrier, out }: LoopCapture): Description {
  const later = 'it may see the value of a later iteration';
  const last = 'it runs after the loop and sees the last value';
  const passed = `function passed to ${out.callee ?? ''} captures`;
  if (what !== 'closure') {
    const pointer = model
      .textOf(carrier)
      .replaceAll(/\/\*.*?\*\//gs, '')
      .replaceAll(/\s+/g, ' ');
    const verb = what === 'implied' ? 'is bound to the address of' : 'points to';
    return { subject: `${pointer} outlives its iteration and ${verb}`, consequence: later };
  }
  switch (out.way) {
    case 'go':
      return { subject: 'goroutine captures', consequence: later };
    case 'errgroup':
    case 'waitgroup':
    case 'later':
      return { subject: passed, consequence: later };
    case 'defer':
      return { subject: out.callee === undefined ? 'deferred function captures' : passed, consequence: last };
    case 'subtest':
      return { subject: 'parallel subtest captures', consequence: last };
    case 'stored':
    case 'overwritten':
      return { subject: 'stored function captures', consequence: later };
  }
}

/** Which of the kinds of GL1010. */
export function kindOfCapture({ what, out }: LoopCapture): string {
  if (what !== 'closure') return 'address';
  switch (out.way) {
    case 'go':
    case 'waitgroup':
    case 'later':
      return 'go';
    case 'errgroup':
    case 'defer':
      return out.way;
    case 'subtest':
      return 'parallel-subtest';
    case 'stored':
    case 'overwritten':
      return 'stored-closure';
  }
}

/** Where the variables are declared, where the capture gets away, and the other captures. */
export function placesOfCaptures(model: FileModel, main: LoopCapture, captures: readonly LoopCapture[]): Related[] {
  const variables = new Set(captures.map(({ variable }) => variable));
  const others = captures.filter(({ carrier, variable }) => carrier !== main.carrier || variable !== main.variable);
  const seen = new Set<string>();
  return [
    ...[...variables].map(({ declaration, name }) => ({
      at: model.spanOf(declaration),
      message: `${name} is declared here`,
    })),
    { at: main.out.at, message: wayText(main) },
    ...others.flatMap(({ use, carrier, variable }): Related[] => {
      const key = `${carrier} ${variable.id}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ at: model.spanOf(use), message: `${variable.name} gets away here, too` }];
    }),
  ];
}

function wayText({ out }: LoopCapture): string {
  switch (out.way) {
    case 'go':
      return 'the goroutine starts here';
    case 'defer':
      return out.callee === undefined ? 'deferred here' : 'passed on here';
    case 'stored':
    case 'overwritten':
      return 'stored here';
    default:
      return 'passed on here';
  }
}
