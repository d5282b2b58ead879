import type { JudgedSite, PoolProtocol, PoolSite } from '../../facts/index.js';
import { readPoolSites, rootOf } from '../../facts/index.js';
import type { FileModel, FuncInfo, NodeId } from '../../semantic/index.js';
import { Field, Kind, childIn, kindOf } from '../../semantic/index.js';
import type { RuleContext } from '../rule.js';

/** A Get or Put of this file, judged as part of its pool's protocol. */
export interface KnownSite {
  readonly site: PoolSite;
  readonly protocol: PoolProtocol;
  readonly judged: JudgedSite;
}

/** The Gets and Puts on pools inside a function and its literals, in source order. */
export function poolSitesIn(context: RuleContext, func: FuncInfo): KnownSite[] {
  const { model, facts } = context;
  if (!facts.pools.areUsed) return [];
  return readPoolSites(model, func.node).flatMap((site): KnownSite[] => {
    const { via } = site.fact;
    if (!('place' in via)) return [];
    const protocol = facts.pools.protocolOf(via.place, via.pool);
    const judged = protocol === undefined ? undefined : judgedIn(protocol, site);
    return protocol === undefined || judged === undefined ? [] : [{ site, protocol, judged }];
  });
}

/** The object of a site as the source names it: the argument of a Put, the variable that a Get fills. */
export function objectName(model: FileModel, { call, object }: PoolSite): string {
  const [argument] = call.args;
  if (argument !== undefined) {
    const root = rootOf(model, givenIn(model, argument));
    const name = root === undefined ? undefined : model.symbol(root.symbol)?.name;
    return name === undefined ? model.textOf(argument) : [name, ...(root?.path ?? [])].join('.');
  }
  return object === undefined ? 'the object' : (model.symbol(object.root)?.name ?? 'the object');
}

/** The object in the argument of a Put: `c` of `pool.Put(c.reset())`. */
function givenIn(model: FileModel, argument: NodeId): NodeId {
  const node = model.unparenthesized(argument);
  if (kindOf(model.ast, node) !== Kind.call_expression) return node;
  const { callee, args } = model.callAt(node);
  const isMethod = kindOf(model.ast, callee) === Kind.selector_expression;
  return isMethod ? childIn(model.ast, callee, Field.operand) : (args[0] ?? node);
}

/** The first Get in the function whose object is the one of a Put. */
export function getOf(context: RuleContext, func: FuncInfo, put: PoolSite): PoolSite | undefined {
  const root = put.object?.root;
  if (root === undefined) return undefined;
  return poolSitesIn(context, func)
    .map(({ site }) => site)
    .find(({ fact, object }) => fact.does === 'get' && object?.names.has(root) === true);
}

/** The Get or Put of this file at which a judged site stands. */
export function placeOfSite(model: FileModel, judged: JudgedSite): NodeId | undefined {
  const call = readPoolSites(model).find(({ fact }) => fact === judged.site || isSame(fact, judged.site))?.call;
  if (call !== undefined) model.looks.into(call.node);
  return call?.callee;
}

function judgedIn(protocol: PoolProtocol, { fact }: PoolSite): JudgedSite | undefined {
  const all = fact.does === 'get' ? protocol.gets : protocol.puts;
  return all.find(({ site }) => site === fact) ?? all.find(({ site }) => isSame(fact, site));
}

/** Facts of an open document come back through storage: equal is as good as identical. */
function isSame(a: JudgedSite['site'], b: JudgedSite['site']): boolean {
  return a.func === b.func && JSON.stringify(a) === JSON.stringify(b);
}
