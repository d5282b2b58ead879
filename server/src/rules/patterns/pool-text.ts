import type { GrowingField, JudgedSite, PoolProtocol, PoolSite } from '../../facts/index.js';
import { newOfPool } from '../../facts/index.js';
import type { FileModel, FuncInfo } from '../../semantic/index.js';
import { NO_NODE } from '../../semantic/index.js';
import type { Related, RuleContext } from '../rule.js';
import type { KnownSite } from './pool-sites.js';
import { getOf, objectName, placeOfSite } from './pool-sites.js';
import type { StalePart } from './pool-stale.js';

/** What a Put leaves in the object, and what follows. */
export function describeDirtyPut(model: FileModel, site: PoolSite, protocol: PoolProtocol, judged: JudgedSite): string {
  const object = objectName(model, site);
  const { element, name } = protocol;
  const head = `${object} goes back to ${name}`;
  switch (element.kind) {
    case 'buffer':
      return `${head} with its contents: the next Get finds them, and each use adds to them`;
    case 'stream':
      return `${head} as it is: the next Get finds what is buffered in it, and where it came from`;
    case 'slice':
      return `${head} at its full length: the next Get finds its elements and appends behind them`;
    case 'map':
      return `${head} with its entries: the next Get finds them, and each use adds to them`;
    case 'struct': {
      const left = judged.left.length > 0 ? judged.left : element.growing;
      const [rest, verb] = left.length === 1 ? ['is', 'grows'] : ['are', 'grow'];
      const partly = judged.left.length > 0 ? 'other parts are reset, but ' : '';
      return `${head} with what is in its ${fields(left)}: ${partly}${fields(left)} ${rest} kept and ${verb} with each use`;
    }
    case 'stateless':
      return head;
  }
}

/** The sites of the same pool that reset: named in the text where they are in other files, which have no places here. */
export function sibling(
  model: FileModel,
  all: readonly JudgedSite[],
): { readonly text: string; readonly related: readonly Related[] } {
  const [first] = all.filter(({ state }) => state === 'reset');
  if (first === undefined) return { text: '', related: [] };
  const does = first.site.does === 'put' ? 'resets before its Put' : 'resets after its Get';
  const place = placeOfSite(model, first);
  const text = `; ${first.site.func} ${does}`;
  return {
    text,
    related: place === undefined ? [] : [{ at: model.spanOf(place), message: `${first.site.func} ${does}` }],
  };
}

/** Where the object of a Put comes from: its Get, and the New of the pool. */
export function origin(context: RuleContext, func: FuncInfo, site: PoolSite): Related[] {
  const { model } = context;
  const get = getOf(context, func, site);
  const made = 'place' in site.fact.via ? newOfPool(model, site.fact.via.place) : NO_NODE;
  return [
    ...(get === undefined
      ? []
      : [{ at: model.spanOf(get.call.callee), message: `${objectName(model, get)} is taken here` }]),
    ...(made === NO_NODE ? [] : [{ at: model.spanOf(made), message: 'new objects of the pool are made here' }]),
  ];
}

/** What a Put keeps alive, and how long. */
export function describeStalePut(model: FileModel, { site, protocol }: KnownSite, parts: readonly StalePart[]): string {
  const head = `${objectName(model, site)} goes back to ${protocol.name} with`;
  if (parts.some(({ what }) => what === 'stream'))
    return `${head} what its Reset was given: that stays alive until the next Get resets it`;
  const pointers = parts.filter(({ what }) => what === 'pointer').map(({ path }) => path);
  const slots = parts.filter(({ what }) => what === 'slots').map(({ path }) => (path === '' ? 'its' : `its ${path}'s`));
  const kept = [
    ...(pointers.length === 0 ? [] : [`its ${listed(pointers)} set`]),
    ...(slots.length === 0 ? [] : [`${listed(slots)} old elements behind the length`]),
  ];
  return `${head} ${listed(kept)}: what that leads to stays alive until it is overwritten`;
}

function fields(all: readonly GrowingField[]): string {
  return listed(all.map(({ path }) => path));
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
