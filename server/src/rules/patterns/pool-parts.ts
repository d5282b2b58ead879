import type { PackageFacts, PoolSite } from '../../facts/index.js';
import { typeAtPath } from '../../facts/index.js';

/**
 * The fields of the object of a Put whose memory stays with it from use to use, as paths: slices that are appended to
 * and only ever cut, and arrays. What a field is set to, or what is let go of somewhere, may belong to somebody else.
 */
export function ownParts(facts: PackageFacts, { fact }: PoolSite): ReadonlySet<string> {
  const protocol = 'place' in fact.via ? facts.pools.protocolOf(fact.via.place, fact.via.pool) : undefined;
  if (protocol?.element.kind !== 'struct') return new Set();
  const { element, steps } = protocol;
  const meanings = steps.map((step) => facts.pools.meaningOf(element.type, step));
  const isGivenAway = (path: string): boolean =>
    meanings.some(({ resets, cuts, sets }) => {
      const drops = resets.filter((part) => !cuts.includes(part));
      return [...drops, ...sets].some((part) => part === '' || part === path || path.startsWith(`${part}.`));
    });
  const slices = element.growing
    .map(({ path }) => path)
    .filter((path) => facts.underlying(typeAtPath(facts, element.type, path)).tag === 'slice' && !isGivenAway(path));
  const struct = facts.underlying(element.type.tag === 'pointer' ? element.type.to : element.type);
  const fields = struct.tag === 'struct' ? struct.fields : [];
  const arrays = fields.filter((field) => facts.underlying(field.type).tag === 'array').map(({ name }) => name);
  return new Set([...slices, ...arrays]);
}
