import type { PackageFacts } from '../facts/index.js';
import type { Call, FileModel, FuncInfo, NodeId, SymbolId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  afterOf,
  childIn,
  childrenIn,
  contextOf,
  isWithin,
  kindOf,
  usesOf,
} from '../semantic/index.js';
import { amountOf, constant } from './amounts.js';
import type { Channel, ChannelModel, MaybeAmount } from './channel.js';
import { Follower } from './operations.js';

/** More channels of one declared function are left out. */
const MAX_CHANNELS = 2000;

const kept = new WeakMap<PackageFacts, WeakMap<FileModel, Map<NodeId, ChannelModel>>>();

/**
 * The channels that a declared function and its literals make and bind to variables; computed when first asked for.
 * `func` has to be a declared function or method of `model`.
 */
export function channelsOf(model: FileModel, facts: PackageFacts, func: FuncInfo): ChannelModel {
  const ofFacts = kept.get(facts) ?? new WeakMap<FileModel, Map<NodeId, ChannelModel>>();
  kept.set(facts, ofFacts);
  const ofModel = ofFacts.get(model) ?? new Map<NodeId, ChannelModel>();
  ofFacts.set(model, ofModel);
  const known = ofModel.get(func.node);
  if (known !== undefined) return known;
  const made = readChannels(model, facts, func);
  ofModel.set(func.node, made);
  return made;
}

/** The channel that a `make` call makes, if it is bound to a variable; with the declared function around it. */
export function channelOfMake(model: FileModel, facts: PackageFacts, make: NodeId): Channel | undefined {
  let func = model.funcAt(make);
  while (func !== undefined && func.kind === 'literal') func = model.func(func.parent);
  if (func === undefined) return undefined;
  return channelsOf(model, facts, func).channels.find((channel) => channel.make === make);
}

/** True for `make(chan …)`, and for `make(T)` of a defined channel type. */
export function isMakeOfChannel(model: FileModel, facts: PackageFacts, call: Call): boolean {
  const [type] = call.args;
  if (type === undefined || call.callee === NO_NODE || model.textOf(call.callee) !== 'make') return false;
  if (model.symbolAt(call.callee)?.kind !== 'universe' || facts.declares('make')) return false;
  if (kindOf(model.ast, type) === Kind.channel_type) return true;
  const isName = kindOf(model.ast, type) === Kind.type_identifier || kindOf(model.ast, type) === Kind.qualified_type;
  return isName && facts.underlying(model.typeNamedBy(type)).tag === 'chan';
}

function readChannels(model: FileModel, facts: PackageFacts, func: FuncInfo): ChannelModel {
  const makes = model.callsIn(func.node).filter((call) => isMakeOfChannel(model, facts, call));
  const limits = makes.length > MAX_CHANNELS ? [`more than ${MAX_CHANNELS} channels`] : [];
  const made = makes.slice(0, MAX_CHANNELS).flatMap((call) => {
    const channel = channelAt(model, facts, call, limits);
    return channel === undefined ? [] : [channel];
  });
  return { channels: [...made, ...nilChannels(model, facts, func)], limits };
}

function channelAt(model: FileModel, facts: PackageFacts, call: Call, limits: string[]): Channel | undefined {
  const owner = model.funcAt(call.node);
  const what = contextOf(model, call.node);
  if (owner === undefined || what.does !== 'alias') return undefined;
  const info = model.symbol(what.symbol);
  if (info === undefined) return undefined;
  const isDeclared = info.declaration !== NO_NODE && isWithin(model.ast, info.declaration, what.statement);
  const follower = new Follower(model, facts, owner, call.node);
  if (info.func !== owner.id) follower.escape = { how: 'reassigned', at: what.statement };
  else follower.follow(what.symbol, follower.places.ofOwner(), 0);
  if (follower.limit !== undefined) limits.push(`${info.name}: ${follower.limit}`);
  return {
    make: call.node,
    binding: isDeclared ? 'declared' : 'assigned',
    name: info.name,
    symbol: what.symbol,
    owner,
    capacity: capacityOf(model, facts, call),
    ...resultOf(follower),
  };
}

function resultOf(
  follower: Follower,
): Pick<Channel, 'escape' | 'holders' | 'threads' | 'operations' | 'measured' | 'dropped'> {
  const { escape, holders, places, operations, measured, dropped } = follower;
  return { escape, holders, threads: places.threads, operations, measured, dropped };
}

function capacityOf(model: FileModel, facts: PackageFacts, call: Call): MaybeAmount {
  const [, size] = call.args;
  if (size === undefined) return constant(0);
  return amountOf({ model, facts, since: model.spanOf(call.node).start }, size);
}

// ---- variables that stay nil

function nilChannel(model: FileModel, facts: PackageFacts, owner: FuncInfo, symbol: SymbolId): Channel {
  const follower = new Follower(model, facts, owner, NO_NODE);
  follower.follow(symbol, follower.places.ofOwner(), 0);
  return {
    make: NO_NODE,
    binding: 'nil',
    name: model.symbol(symbol)?.name ?? '',
    symbol,
    owner,
    capacity: constant(0),
    ...resultOf(follower),
  };
}

/** The variables of a function and its literals that are declared as `var c chan T` and never given a value. */
function nilChannels(model: FileModel, facts: PackageFacts, func: FuncInfo): Channel[] {
  const found: Channel[] = [];
  for (let node = func.node; node < afterOf(model.ast, func.node); node = (node + 1) as NodeId) {
    if (kindOf(model.ast, node) !== Kind.var_spec) continue;
    for (const symbol of nilVariables(model, node)) {
      const home = model.func(model.symbol(symbol)?.func ?? NO_FUNC);
      if (home !== undefined) found.push(nilChannel(model, facts, home, symbol));
    }
  }
  return found;
}

function nilVariables(model: FileModel, spec: NodeId): readonly SymbolId[] {
  const { ast } = model;
  const type = childIn(ast, spec, Field.type);
  const isGivenHere = childIn(ast, spec, Field.value) !== NO_NODE;
  if (isGivenHere || type === NO_NODE || kindOf(ast, type) !== Kind.channel_type) return [];
  return childrenIn(ast, spec, Field.name).flatMap((name) => {
    const symbol = model.symbolAt(name);
    if (symbol === undefined || symbol.declaration !== name) return [];
    const isGiven = usesOf(model, symbol.id).some(({ what }) => what.does === 'assigned' || what.does === 'address');
    return isGiven ? [] : [symbol.id];
  });
}
