import type { FileModel, FuncInfo, NodeId, SymbolId, Type, Use, UseKind } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  callMode,
  childIn,
  childrenIn,
  childrenOf,
  contextOf,
  firstChild,
  isInLoop,
  kindOf,
  runInDeclaration,
  selectCaseOf,
  usesOf,
} from '../semantic/index.js';
import { calleeRefOf } from './callee-ref.js';
import type { Draft, ParameterEffect } from './effect.js';
import { Certainty } from './effect-certainty.js';

/** Aliases of aliases are followed this far; what is beyond is `unknown`. */
const MAX_ALIASES = 3;

/** The effects on one parameter of a function (-1: the receiver), in source order; none on one of a basic type. */
export function readEffects(model: FileModel, func: FuncInfo, parameter: number): ParameterEffect[] {
  const list = childIn(model.ast, func.node, parameter < 0 ? Field.receiver : Field.parameters);
  const name = namesIn(model, list)[Math.max(parameter, 0)] ?? NO_NODE;
  const symbol = name === NO_NODE ? undefined : model.symbolAt(name);
  if (symbol === undefined || isPlainValue(model.typeOfSymbol(symbol.id))) return [];
  const drafts = effectsOfSymbol(model, func, symbol.id, { parameter, depth: 0, prefix: '' });
  if (drafts.length === 0) return [];
  const certainty = new Certainty(model, func, drafts);
  return unique(drafts.map(({ node, ...effect }) => ({ ...effect, paths: certainty.of({ node, ...effect }) })));
}

function namesIn(model: FileModel, list: NodeId): NodeId[] {
  if (list === NO_NODE) return [];
  return childrenOf(model.ast, list).flatMap((parameter) => {
    const names = childrenIn(model.ast, parameter, Field.name);
    return names.length === 0 ? [NO_NODE] : names;
  });
}

/** Nothing that happens to a number or a string can be seen outside. */
function isPlainValue(type: Type): boolean {
  return type.tag === 'basic' && type.name !== 'any' && type.name !== 'error';
}

interface Following {
  readonly parameter: number;
  readonly depth: number;
  /** The path from the parameter to the variable that is followed. */
  readonly prefix: string;
}

function effectsOfSymbol(model: FileModel, func: FuncInfo, symbol: SymbolId, following: Following): Draft[] {
  return usesOf(model, symbol).flatMap((use) => {
    const where = placeOf(model, use, func);
    const path = joined(following.prefix, use.path.join('.'));
    const base = { parameter: following.parameter, path, node: use.expression };
    const common = { ...base, where: where ?? 'here', guard: 'none', times: timesOf(model, use), detail: '' } as const;
    if (where === undefined) return [{ ...common, verb: 'unknown' as const, detail: 'captured' }];
    return draftsOf(model, func, use.what, { common, following, use });
  });
}

interface Place {
  readonly common: Omit<Draft, 'verb'>;
  readonly following: Following;
  readonly use: Use;
}

function draftsOf(model: FileModel, func: FuncInfo, what: UseKind, place: Place): Draft[] {
  const { common } = place;
  switch (what.does) {
    case 'send':
      return [{ ...common, verb: 'send', guard: guardOf(model, what.statement) }];
    case 'receive':
      return [{ ...common, verb: 'receive', guard: guardOf(model, what.at) }];
    case 'range':
      return [{ ...common, verb: 'range', times: 'many' }];
    case 'builtin':
      return what.name === 'append' && what.index === 0
        ? followed(model, func, what.call, place)
        : builtinEffect(model, what, common);
    case 'method':
      return [...methodEffects(model, what, common)];
    case 'called':
      return [{ ...common, verb: 'call', where: whereOfCall(model, what.call, common.where) }];
    case 'argument':
      return [passEffect(model, what.call, what.index, common)];
    case 'assigned':
      return [assignedEffect(model, what, place)];
    case 'returned':
      return [{ ...common, verb: 'return', detail: String(what.index) }];
    case 'alias':
      return aliasEffects(model, func, what.symbol, place);
    case 'stored':
      // `x.f = x.f[:0]` and `x.f = append(x.f, …)` keep it where it was.
      return model.textOf(what.into) === model.textOf(place.use.expression) ? [] : [{ ...common, verb: 'store' }];
    case 'sent':
      return [{ ...common, verb: 'store' }];
    case 'indexed':
      return elementEffects(model, what.expression, common);
    case 'sliced':
    case 'address':
    case 'converted':
      return followed(model, func, what.expression, place);
    case 'declared':
    case 'compared':
    case 'read':
      return [];
  }
}

/** What is done with an expression that stands for the same value. */
function followed(model: FileModel, func: FuncInfo, expression: NodeId, place: Place): Draft[] {
  const { common, following } = place;
  if (following.depth >= MAX_ALIASES) return [{ ...common, verb: 'unknown', detail: 'alias' }];
  const deeper = { ...following, depth: following.depth + 1 };
  return draftsOf(model, func, contextOf(model, expression), { ...place, following: deeper });
}

function builtinEffect(
  model: FileModel,
  { name, index, call }: Extract<UseKind, { does: 'builtin' }>,
  common: Omit<Draft, 'verb'>,
): Draft[] {
  const where = whereOfCall(model, call, common.where);
  switch (name) {
    case 'close':
    case 'clear':
      return [{ ...common, where, verb: name }];
    case 'delete':
      return index === 0 ? [{ ...common, where, verb: 'delete' }] : [];
    case 'copy':
      return index === 0 ? [{ ...common, where, verb: 'write', detail: 'value' }] : [];
    case 'append':
    case 'panic':
      return [{ ...common, where, verb: 'store', detail: name }];
    default:
      return [];
  }
}

/** The method itself, and what it does to its receiver where the package knows it. */
function* methodEffects(
  model: FileModel,
  what: Extract<UseKind, { does: 'method' }>,
  common: Omit<Draft, 'verb'>,
): Iterable<Draft> {
  const where = whereOfCall(model, what.call, common.where);
  yield { ...common, verb: 'method', where, detail: what.name };
  const callee = calleeRefOf(model, what.call);
  if (callee !== undefined && 'of' in callee) yield { ...common, verb: 'pass', where, callee, index: -1 };
}

function passEffect(model: FileModel, call: NodeId, index: number, common: Omit<Draft, 'verb'>): Draft {
  const where = whereOfCall(model, call, common.where);
  const callee = calleeRefOf(model, call);
  if (callee === undefined) return { ...common, verb: 'unknown', where, detail: 'passed' };
  return { ...common, verb: 'pass', where, callee, index };
}

function assignedEffect(model: FileModel, what: Extract<UseKind, { does: 'assigned' }>, { common, use }: Place): Draft {
  const isVariable = common.path === '' && kindOf(model.ast, use.expression) === Kind.identifier;
  const detail = valueDetail(model, what.value, use.expression);
  return { ...common, verb: isVariable ? 'reassign' : 'write', detail };
}

/** What is assigned to a place. */
function valueDetail(model: FileModel, value: NodeId, target: NodeId): string {
  if (value === NO_NODE) return 'value';
  const { ast } = model;
  const node = model.unparenthesized(value);
  switch (kindOf(ast, node)) {
    case Kind.nil:
    case Kind.false:
      return 'zero';
    case Kind.int_literal:
    case Kind.float_literal:
    case Kind.interpreted_string_literal:
    case Kind.raw_string_literal:
      return /^(?:0(?:\.0*)?|""|``)$/.test(model.textOf(node)) ? 'zero' : 'value';
    case Kind.composite_literal: {
      const body = childIn(ast, node, Field.body);
      return body !== NO_NODE && firstChild(ast, body) === NO_NODE ? 'zero' : 'value';
    }
    case Kind.slice_expression:
      return isCutOf(model, node) ? 'cut' : 'value';
    case Kind.call_expression:
      return isAppendTo(model, node, target) ? 'append' : 'value';
    case Kind.unary_expression: {
      const inner = model.unparenthesized(childIn(ast, node, Field.operand));
      const isNew = kindOf(ast, inner) === Kind.call_expression && model.textOf(model.callAt(inner).callee) === 'new';
      return (ast.op[node] as Op) === Op.times && isNew ? 'zero' : 'value';
    }
    default:
      return 'value';
  }
}

function isCutOf(model: FileModel, slice: NodeId): boolean {
  const end = childIn(model.ast, slice, Field.end);
  const start = childIn(model.ast, slice, Field.start);
  const isZero = (node: NodeId): boolean => model.textOf(model.unparenthesized(node)) === '0';
  return (start === NO_NODE || isZero(start)) && end !== NO_NODE && isZero(end);
}

function isAppendTo(model: FileModel, call: NodeId, target: NodeId): boolean {
  const { callee, args } = model.callAt(call);
  const [first] = args;
  if (first === undefined || model.textOf(callee) !== 'append') return false;
  return model.textOf(model.unparenthesized(first)) === model.textOf(target);
}

function elementEffects(model: FileModel, index: NodeId, common: Omit<Draft, 'verb'>): Draft[] {
  const what = contextOf(model, index);
  const element = { ...common, path: `${common.path}[]` };
  switch (what.does) {
    case 'assigned':
      return [{ ...element, verb: 'write', detail: valueDetail(model, what.value, index) }];
    case 'read':
    case 'compared':
    case 'builtin':
      return [];
    case 'send':
      return [{ ...element, verb: 'send', guard: guardOf(model, what.statement) }];
    case 'receive':
      return [{ ...element, verb: 'receive', guard: guardOf(model, what.at) }];
    default:
      return [{ ...element, verb: 'unknown', detail: 'element' }];
  }
}

function aliasEffects(model: FileModel, func: FuncInfo, symbol: SymbolId, { common, following }: Place): Draft[] {
  if (following.depth >= MAX_ALIASES) return [{ ...common, verb: 'unknown', detail: 'alias' }];
  const { parameter } = following;
  const drafts = effectsOfSymbol(model, func, symbol, {
    parameter,
    depth: following.depth + 1,
    prefix: common.path,
  });
  // A variable that also gets other values stands for more than the parameter.
  const isMixed = drafts.filter((draft) => draft.verb === 'reassign').length > 1;
  const own = drafts.filter((draft) => draft.verb !== 'reassign');
  return isMixed ? own.map((draft) => ({ ...draft, guard: 'select' as const })) : own;
}

// ---- where, how often, on which paths

/** Where the use runs, seen from the function; `undefined` if nobody knows. */
function placeOf(model: FileModel, use: Use, func: FuncInfo): ParameterEffect['where'] | undefined {
  const inner = model.func(use.func);
  if (inner === undefined || inner.id === func.id) return 'here';
  const run = runInDeclaration(model, inner);
  if (run === 'unknown') return undefined;
  return run === 'perhaps' ? 'here' : run;
}

function whereOfCall(model: FileModel, call: NodeId, around: ParameterEffect['where']): ParameterEffect['where'] {
  const mode = callMode(model, call);
  if (mode === 'go' || around === 'goroutine') return 'goroutine';
  return mode === 'defer' ? 'deferred' : around;
}

function guardOf(model: FileModel, communication: NodeId): ParameterEffect['guard'] {
  const found = selectCaseOf(model, communication);
  if (found === undefined) return 'none';
  const clauses = childrenOf(model.ast, found.select).filter(
    (clause) =>
      kindOf(model.ast, clause) === Kind.communication_case || kindOf(model.ast, clause) === Kind.default_case,
  );
  if (clauses.some((clause) => kindOf(model.ast, clause) === Kind.default_case)) return 'default';
  return clauses.length > 1 ? 'select' : 'none';
}

function timesOf(model: FileModel, use: Use): ParameterEffect['times'] {
  return isInLoop(model, use.node) ? 'many' : 'once';
}

function joined(prefix: string, path: string): string {
  if (prefix === '') return path;
  return path === '' ? prefix : `${prefix}.${path}`;
}

function unique(effects: readonly ParameterEffect[]): ParameterEffect[] {
  return [...new Map(effects.map((effect) => [JSON.stringify(effect), effect])).values()];
}
