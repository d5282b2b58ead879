import type { Type } from '../../semantic/index.js';
import { isAtLeast } from '../../workspace/index.js';
import type { Report, RuleContext } from '../rule.js';
import { beforePut, isName } from './pool-reset-fix.js';
import type { KnownSite } from './pool-sites.js';
import type { StalePart } from './pool-stale.js';

/** What a Reset may be given to let go of what it had before. Readers that read at once are not among them. */
const NOTHING_TO_RESET_TO: ReadonlyMap<string, string> = new Map([
  ['bufio.Reader', 'nil'],
  ['bufio.Writer', 'nil'],
  ['bytes.Reader', 'nil'],
  ['compress/flate.Writer', 'nil'],
  ['compress/gzip.Writer', 'nil'],
  ['compress/zlib.Writer', 'nil'],
  ['strings.Reader', '""'],
]);

/** The object as a statement names it. */
interface Named {
  readonly name: string;
  /** The name is that of a pointer, where objects of the pool are pointers. */
  readonly isPointer: boolean;
}

/** Lets go of the parts on the lines before a Put, or why that is left to the reader. */
export function letGoBeforePut(
  context: RuleContext,
  { site, protocol }: KnownSite,
  parts: readonly StalePart[],
): Pick<Report, 'fixes' | 'noFix'> {
  const { model } = context;
  const [argument] = site.call.args;
  const name = argument === undefined ? '' : model.textOf(model.unparenthesized(argument)).replace(/^&/, '');
  if (!isName(name)) return { noFix: 'what is put back has no name' };
  const isPointer = argument !== undefined && model.textOf(model.unparenthesized(argument)) === name;
  const statements = statementsFor(context, protocol.element.type, { name, isPointer }, parts);
  if (typeof statements === 'string') return { noFix: statements };
  return beforePut(model, site, protocol, { statements, kind: 'review' });
}

function statementsFor(
  { facts, go }: RuleContext,
  type: Type,
  { name, isPointer }: Named,
  parts: readonly StalePart[],
): readonly string[] | string {
  if (parts.some(({ what }) => what === 'stream')) {
    const inner = type.tag === 'pointer' ? facts.resolve(type.to) : type;
    const nothing = inner.tag === 'named' ? NOTHING_TO_RESET_TO.get(`${inner.path}.${inner.name}`) : undefined;
    return nothing === undefined ? 'its Reset reads from what it is given at once' : [`${name}.Reset(${nothing})`];
  }
  const pointers = parts.filter(({ what }) => what === 'pointer');
  const slots = parts.filter(({ what }) => what === 'slots');
  if (slots.length > 0 && !isAtLeast(go, 1, 21)) return 'clear needs Go 1.21';
  const targets = pointers.map(({ path }) => `${name}.${path}`);
  const whole = isPointer && type.tag === 'pointer' ? `(*${name})` : name;
  const clears = slots.map(({ path }) => (path === '' ? whole : `${name}.${path}`));
  return [
    ...(targets.length === 0 ? [] : [`${targets.join(', ')} = ${targets.map(() => 'nil').join(', ')}`]),
    ...clears.map((slice) => `clear(${slice}[:cap(${slice.replace(/^\((.*)\)$/, '$1')})])`),
  ];
}
