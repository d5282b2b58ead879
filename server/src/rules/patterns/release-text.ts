import type { Acquisition, FieldLeak, Leak, Lost } from '../../obligations/index.js';
import type { FileModel } from '../../semantic/index.js';
import { Kind, NO_NODE, kindOf } from '../../semantic/index.js';
import type { Related } from '../rule.js';
import { lineAt } from './lines.js';
import type { ReleaseKind } from './release-kinds.js';

/** How the release is said of the resource (`is closed`) and of who does it (`close it`). */
interface Words {
  readonly done: string;
  readonly doIt: string;
}

const WORDS: ReadonlyMap<string, Words> = new Map([
  ['()', { done: 'called', doIt: 'call' }],
  ['Cancel', { done: 'cancelled', doIt: 'cancel' }],
  ['Close', { done: 'closed', doIt: 'close' }],
  ['CloseNow', { done: 'closed', doIt: 'close' }],
  ['Commit', { done: 'committed or rolled back', doIt: 'end' }],
  ['Delete', { done: 'deleted', doIt: 'delete' }],
  ['Destroy', { done: 'destroyed', doIt: 'destroy' }],
  ['Discard', { done: 'discarded', doIt: 'discard' }],
  ['Free', { done: 'freed', doIt: 'free' }],
  ['Release', { done: 'released', doIt: 'release' }],
  ['Rollback', { done: 'rolled back or committed', doIt: 'end' }],
  ['Scan', { done: 'scanned', doIt: 'scan' }],
  ['Shutdown', { done: 'shut down', doIt: 'shut down' }],
  ['Stop', { done: 'stopped', doIt: 'stop' }],
  ['Unlock', { done: 'unlocked', doIt: 'unlock' }],
  ['Unsubscribe', { done: 'unsubscribed', doIt: 'end' }],
  ['Wait', { done: 'waited for', doIt: 'wait for' }],
]);

function wordsOf({ pair }: Acquisition): Words {
  const form = pair.release[0] ?? '()';
  const name = form.slice(form.lastIndexOf('.') + 1);
  return WORDS.get(name) ?? { done: 'released', doIt: 'release' };
}

/** What has to be released, as the code names it: `f`, `resp.Body`. */
export function subjectOf({ bound, pair }: Acquisition): string {
  const form = pair.release[0] ?? '()';
  const name = bound.how === 'variable' ? bound.symbol.name : pair.noun;
  return form.includes('.') ? `${name}.${form.slice(0, form.lastIndexOf('.'))}` : name;
}

/** What is wrong: `f is not closed on the path through line 42`. */
export function describeLeak(model: FileModel, leak: Leak, kind: ReleaseKind): string {
  const { acquisition, lost } = leak;
  const subject = subjectOf(acquisition);
  const { done } = wordsOf(acquisition);
  const note = noteOf(acquisition);
  const [first] = lost;
  const line = first === undefined ? 0 : lineOfLost(model, acquisition, first);
  switch (kind) {
    case 'never':
      return `${subject} is never ${done}: ${nameOf(acquisition)} returns at line ${line} without it${note}`;
    case 'path':
      return `${subject} is not ${done} on the path through line ${line}${note}`;
    case 'error-path':
      return `${subject} is not ${done} on the path through line ${line}, where nobody has got it yet${note}`;
    case 'loop':
      return `${subject} is not ${done} before the loop comes to the next ${acquisition.pair.noun}${note}`;
    case 'overwritten':
      return `${subject} gets another value at line ${line} before the ${acquisition.pair.noun} in it is ${done}${note}`;
    case 'field-never-released':
    case 'inconsistent':
      return describeInconsistent(model, leak);
    case 'discarded':
      return describeDropped(model, acquisition);
  }
}

/** What is wrong where the function releases it on another path. */
export function describeInconsistent(model: FileModel, leak: Leak): string {
  const { acquisition, lost, events } = leak;
  const first = lost.find(({ how }) => how === 'returns');
  const line = first === undefined ? 0 : lineOfLost(model, acquisition, first);
  const other = events.find(({ does }) => does === 'release');
  const where = other === undefined ? '' : `, but it is at line ${lineAt(model, model.spanOf(other.node).start)}`;
  return `${subjectOf(acquisition)} is not ${wordsOf(acquisition).done} on the path through line ${line}${where}`;
}

/** What is wrong where a field gets it for good. */
export function describeField(acquisition: Acquisition, { owner, field }: FieldLeak): string {
  const { done } = wordsOf(acquisition);
  return `no method of ${owner.name} has ${field} ${done}: the ${acquisition.pair.noun} stays${noteOf(acquisition)}`;
}

/** What is wrong where the result goes to `_`. */
export function describeDropped(model: FileModel, acquisition: Acquisition): string {
  const { call, pair } = acquisition;
  const callee = model.textOf(call.callee).replace(/\s+/g, ' ');
  return `the ${pair.noun} from ${callee} is dropped: nothing can ${wordsOf(acquisition).doIt} it${noteOf(acquisition)}`;
}

/** Where it is acquired and where it is lost, in the order in which they run. */
export function placesOfLeak(model: FileModel, { acquisition, lost }: Leak): readonly Related[] {
  const { done } = wordsOf(acquisition);
  const subject = subjectOf(acquisition);
  const acquired = {
    at: model.spanOf(acquisition.call.node),
    message: `the ${acquisition.pair.noun} ${acquisition.pair.resource.of === 'result' ? 'is acquired' : 'begins'} here`,
  };
  const ways = lost.slice(0, MAX_WAYS).map((one) => {
    const messages = {
      returns: `returns here, and ${subject} is not ${done}`,
      again: `the next iteration begins behind this, and ${subject} is not ${done}`,
      replaced: `gets another value here, and the ${acquisition.pair.noun} is not ${done}`,
    };
    return { at: spanOfLost(model, acquisition, one), message: messages[one.how] };
  });
  return [acquired, ...ways];
}

/** More ways than that are not listed; the first is the shortest. */
const MAX_WAYS = 5;

/** The statement at which it is lost; the closing brace where the function ends without a return. */
function spanOfLost(model: FileModel, { func }: Acquisition, { how, node }: Lost): { start: number; end: number } {
  const isReturn = node !== NO_NODE && kindOf(model.ast, node) === Kind.return_statement;
  if (how !== 'returns' || isReturn) return headOf(model, node);
  const { end } = model.spanOf(func.body);
  return { start: end - 1, end };
}

/** The first line of a node: of a loop or switch its head. */
function headOf(model: FileModel, node: number): { start: number; end: number } {
  const { start, end } = model.spanOf(node as never);
  const lineEnd = model.text.indexOf('\n', start);
  return { start, end: lineEnd < 0 || lineEnd > end ? end : lineEnd };
}

function lineOfLost(model: FileModel, acquisition: Acquisition, { how, node }: Lost): number {
  // Where the function ends without a return, the last statement says more than its brace.
  const at = how === 'returns' && node !== NO_NODE ? model.spanOf(node) : undefined;
  return lineAt(model, at?.start ?? spanOfLost(model, acquisition, { how, node, path: [] }).start);
}

function nameOf({ func }: Acquisition): string {
  return func.name;
}

function noteOf({ pair }: Acquisition): string {
  return pair.note === undefined ? '' : `; ${pair.note}`;
}
