import type { NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, Op, childIn, childrenIn, childrenOf, kindOf, parentOf } from '../../syntax/index.js';
import type { FuncInfo } from '../bind/bindings.js';
import type { FlowModel } from './flow-model.js';
import type { Type } from '../types/type.js';
import { callEffect } from './call-effect.js';
import type { FlowQuestions, HeadKind } from './cfg.js';

/** What one file alone tells about the flow of its functions. */
export function questionsOfFile(model: FlowModel): FlowQuestions {
  return {
    effectOf: (call) => callEffect(model, call),
    rangeKindOf: (expression) => rangeKindOf(model.typeOf(expression)),
    constantOf: (expression) => constantOf(model, expression, MAX_STEPS),
    bodyInPlace: () => NO_NODE,
    recovers: (defer) => recovers(model, defer),
  };
}

/** What a range clause over an expression of this type does; the type has to be resolved down to its underlying one. */
export function rangeKindOf(type: Type): HeadKind {
  switch (type.tag) {
    case 'chan':
      return 'range-channel';
    case 'func':
      return 'range-function';
    case 'basic':
    case 'slice':
    case 'array':
    case 'map':
    // Of pointers only those to arrays can be ranged over.
    case 'pointer':
      return 'range-collection';
    case 'element':
    case 'sliced': {
      const of = elementOf(type);
      return of === undefined ? 'range-unknown' : rangeKindOf(of);
    }
    default:
      return 'range-unknown';
  }
}

/** The type that a symbolic one stands for, where its own parts tell. */
function elementOf(type: Type & { readonly of: Type }): Type | undefined {
  const whole = type.of.tag === 'element' ? elementOf(type.of) : type.of;
  if (type.tag === 'sliced') return whole;
  return whole !== undefined && 'of' in whole && isContainer(whole) ? whole.of : undefined;
}

function isContainer(type: Type): boolean {
  return type.tag === 'slice' || type.tag === 'array' || type.tag === 'map' || type.tag === 'chan';
}

/** More constants that refer to each other than that are not followed. */
const MAX_STEPS = 16;

/** The value of a named boolean constant of this file; operators in its declaration are folded. */
function constantOf(model: FlowModel, expression: NodeId, steps: number): boolean | undefined {
  const node = model.unparenthesized(expression);
  if (node === NO_NODE || steps === 0) return undefined;
  const { ast } = model;
  const next = (field: Field): boolean | undefined => constantOf(model, childIn(ast, node, field), steps - 1);
  switch (kindOf(ast, node)) {
    case Kind.true:
      return true;
    case Kind.false:
      return false;
    case Kind.identifier:
      return constantOf(model, valueOfConstant(model, node), steps - 1);
    case Kind.unary_expression: {
      const operand = ast.op[node] === Op.not ? next(Field.operand) : undefined;
      return operand === undefined ? undefined : !operand;
    }
    case Kind.binary_expression: {
      const op = ast.op[node];
      if (op !== Op.logicalAnd && op !== Op.logicalOr) return undefined;
      const [left, right] = [next(Field.left), next(Field.right)];
      if (left === undefined || right === undefined) return undefined;
      return op === Op.logicalAnd ? left && right : left || right;
    }
    default:
      return undefined;
  }
}

/** The expression that the declaration of a constant gives it. */
function valueOfConstant(model: FlowModel, identifier: NodeId): NodeId {
  const { ast } = model;
  const symbol = model.symbolAt(identifier);
  if (symbol?.kind !== 'constant') return NO_NODE;
  const spec = parentOf(ast, symbol.declaration);
  const index = childrenIn(ast, spec, Field.name).indexOf(symbol.declaration);
  const values = childIn(ast, spec, Field.value);
  return values === NO_NODE ? NO_NODE : (childrenOf(ast, values)[index] ?? NO_NODE);
}

/** True if the deferred function is a literal or a function of this file that itself calls `recover`. */
function recovers(model: FlowModel, defer: NodeId): boolean {
  const deferred = deferredFunction(model, defer);
  return deferred !== undefined && callsRecover(model, deferred);
}

/** The function that a defer statement calls, where it is a literal or a function declared in this file. */
export function deferredFunction(model: FlowModel, defer: NodeId): FuncInfo | undefined {
  const call = childrenOf(model.ast, defer)[0];
  if (call === undefined || kindOf(model.ast, call) !== Kind.call_expression) return undefined;
  const { callee } = model.callAt(call);
  if (callee === NO_NODE) return undefined;
  if (kindOf(model.ast, callee) === Kind.func_literal) return model.funcAt(callee);
  const symbol = kindOf(model.ast, callee) === Kind.identifier ? model.symbolAt(callee) : undefined;
  return symbol?.kind === 'function' ? model.funcAt(parentOf(model.ast, symbol.declaration)) : undefined;
}

/** Only a call directly in the deferred function recovers; one in a literal inside it does not. */
function callsRecover(model: FlowModel, func: FuncInfo): boolean {
  return model.callsIn(func.node).some(({ node, callee }) => {
    const symbol = model.symbolAt(callee);
    return symbol?.kind === 'universe' && symbol.name === 'recover' && model.funcAt(node)?.id === func.id;
  });
}
