import type { CallEffect, FileModel, FuncInfo, NodeId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  callEffect,
  childIn,
  childrenOf,
  firstChild,
  kindOf,
} from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import { calleeRefOf } from './callee-ref.js';

/** Whether a function may go back to its caller, and if not, what happens instead on its ways. */
export type Ending = 'returns' | Endless;

export interface Endless {
  readonly ways: readonly Exclude<CallEffect, 'returns'>[];
  /** Calls with which ways end: it comes back only if one of these does. */
  readonly calls: readonly CalleeRef[];
}

const NOWHERE: Endless = { ways: [], calls: [] };

/** Reads off how a function ends, by its own text. */
export function endingOf(model: FileModel, func: FuncInfo): Ending {
  if (returnsOrRecovers(model, func)) return 'returns';
  return endingOfStatement(model, func.body);
}

/** True if a `return`, or a deferred literal that may recover, leads back to the caller. */
function returnsOrRecovers(model: FileModel, func: FuncInfo): boolean {
  const { ast } = model;
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.return_statement || kind === Kind.goto_statement) return true;
    if (kind === Kind.defer_statement && /\brecover\b|^defer\s+[\w.]+\(/u.test(model.textOf(node))) return true;
    if (kind === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
  }
  return false;
}

/** By the terminating statements of the specification, and calls that do not come back. */
function endingOfStatement(model: FileModel, statement: NodeId): Ending {
  const { ast } = model;
  switch (kindOf(ast, statement)) {
    case Kind.block:
    case Kind.statement_list: {
      const last = childrenOf(ast, statement).at(-1);
      return last === undefined ? 'returns' : endingOfStatement(model, last);
    }
    case Kind.expression_statement:
      return endingOfCall(model, model.unparenthesized(firstChild(ast, statement)));
    case Kind.select_statement:
      return childrenOf(ast, statement).length === 0 ? by('blocks') : 'returns';
    case Kind.for_statement:
      return isEndless(model, statement) ? by('blocks') : 'returns';
    case Kind.if_statement:
      return endingOfIf(model, statement);
    default:
      return 'returns';
  }
}

/** A chain of else-ifs may be long: a loop, not a recursion. */
function endingOfIf(model: FileModel, first: NodeId): Ending {
  const { ast } = model;
  let ending: Ending = NOWHERE;
  let statement = first;
  while (kindOf(ast, statement) === Kind.if_statement) {
    ending = both(ending, endingOfStatement(model, childIn(ast, statement, Field.consequence)));
    statement = childIn(ast, statement, Field.alternative);
    if (ending === 'returns' || statement === NO_NODE) return 'returns';
  }
  return both(ending, endingOfStatement(model, statement));
}

function both(a: Ending, b: Ending): Ending {
  if (a === 'returns' || b === 'returns') return 'returns';
  return { ways: [...new Set([...a.ways, ...b.ways])], calls: [...a.calls, ...b.calls] };
}

function by(effect: CallEffect): Ending {
  return effect === 'returns' ? 'returns' : { ways: [effect], calls: [] };
}

function endingOfCall(model: FileModel, call: NodeId): Ending {
  if (kindOf(model.ast, call) !== Kind.call_expression) return 'returns';
  const effect = callEffect(model, call);
  if (effect !== 'returns') return by(effect);
  const ref = calleeRefOf(model, call);
  return ref === undefined ? 'returns' : { ways: [], calls: [ref] };
}

/** `for { … }` that no `break` leaves. */
function isEndless(model: FileModel, loop: NodeId): boolean {
  const { ast } = model;
  const body = childIn(ast, loop, Field.body);
  if (body === NO_NODE || childrenOf(ast, loop).length !== 1) return false;
  const end = afterOf(ast, body);
  for (let node = body; node < end; node = (node + 1) as NodeId) {
    if (kindOf(ast, node) === Kind.break_statement) return false;
    if (kindOf(ast, node) === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
  }
  return true;
}
