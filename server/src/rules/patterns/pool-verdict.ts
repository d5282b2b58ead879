import type { PoolProtocol } from '../../facts/index.js';
import type { KnownSite } from './pool-sites.js';

/** True for a Put, or a Get, at which contents stay that the pool's other side does not empty either. */
export function isDeviating({ protocol, judged, site }: KnownSite): boolean {
  if (!isJudgeable(protocol) || judged.state !== 'dirty' || reportedSide(protocol) !== site.fact.does) return false;
  // A function that resets before its Put keeps a protocol, if not that of most.
  const isKeeping = protocol.puts.some((put) => put.state === 'reset' && put.site.func === site.fact.func);
  return site.fact.does === 'put' || !isKeeping;
}

/** True for a pool all of whose uses are seen and whose objects keep something. */
function isJudgeable({ element, reach, isFilled }: PoolProtocol): boolean {
  if (reach === 'open') return false;
  switch (element.kind) {
    case 'buffer':
    case 'stream':
    case 'slice':
    case 'map':
      return isFilled;
    case 'struct':
      return element.growing.length > 0;
    case 'stateless':
      return false;
  }
}

/** Which side breaks the protocol that most sites keep; none where all Puts or all Gets do. */
function reportedSide({ gets, puts }: PoolProtocol): 'get' | 'put' | undefined {
  const count = (sites: typeof gets, state: string): number => sites.filter((site) => site.state === state).length;
  if (count(puts, 'dirty') === 0 || count(gets, 'dirty') === 0) return undefined;
  return count(gets, 'reset') > count(puts, 'reset') ? 'get' : 'put';
}
