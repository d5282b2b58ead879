import type { PackageFacts } from '../facts/index.js';
import { integerOf, valueOfSpec } from '../facts/index.js';
import type { FileModel, NodeId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  childrenOf,
  firstChild,
  isWithin,
  kindOf,
  loopsAround,
  parentOf,
  usesOf,
} from '../semantic/index.js';
import type { Amount, MaybeAmount } from './channel.js';

/** Longer chains of variables and operators are `undefined`. */
const MAX_STEPS = 12;

/** What amounts are read from: the names in it must mean the same from the offset `since` on. */
export interface AmountContext {
  readonly model: FileModel;
  readonly facts: PackageFacts;
  /** In UTF-16 code units; normally the `make`. */
  readonly since: number;
}

export function constant(value: number): Amount {
  return { factor: 0, of: '', offset: value };
}

/** The value where every name stands for `each`. */
export function valueOf(amount: Amount, each: number): number {
  return amount.factor * each + amount.offset;
}

export function isConstant(amount: MaybeAmount): amount is Amount {
  return amount?.of === '';
}

/** The number that an integer expression is, as far as constants, single assignments and lengths tell. */
export function amountOf(context: AmountContext, expression: NodeId, steps = MAX_STEPS): MaybeAmount {
  const { model } = context;
  const node = model.unparenthesized(expression);
  if (node === NO_NODE || steps === 0) return undefined;
  switch (kindOf(model.ast, node)) {
    case Kind.int_literal: {
      const value = integerOf(model.textOf(node));
      return value === undefined ? undefined : constant(value);
    }
    case Kind.identifier:
      return amountOfName(context, node, steps - 1);
    case Kind.selector_expression:
      return named(context, node, '');
    case Kind.call_expression:
      return amountOfCall(context, node, steps - 1);
    case Kind.binary_expression:
      return amountOfBinary(context, node, steps - 1);
    default:
      return undefined;
  }
}

/** How often a for statement runs its body, unless something leaves it; `undefined` where nobody can tell. */
export function tripsOf(context: AmountContext, loop: NodeId): MaybeAmount {
  const { model } = context;
  const head = firstChild(model.ast, loop);
  if (head === NO_NODE) return undefined;
  switch (kindOf(model.ast, head)) {
    case Kind.range_clause:
      return tripsOfRange(context, childIn(model.ast, head, Field.right));
    case Kind.for_clause:
      return tripsOfCount(context, loop, head);
    default:
      return undefined;
  }
}

/** The number of elements of a slice, array, map or string. */
function lengthOf(context: AmountContext, expression: NodeId, steps: number): MaybeAmount {
  const { model } = context;
  const node = model.unparenthesized(expression);
  if (kindOf(model.ast, node) === Kind.composite_literal) return lengthOfLiteral(model, node);
  if (kindOf(model.ast, node) === Kind.identifier && steps > 0) {
    const value = onlyValue(model, node) ?? valueUntil(model, node);
    const given = value === undefined ? undefined : lengthGiven(context, value, steps - 1);
    if (given !== undefined) return given;
  }
  return named(context, node, 'len ');
}

/** The length that a variable is declared with: of a literal, or of what `make` makes. */
function lengthGiven(context: AmountContext, value: NodeId, steps: number): MaybeAmount {
  const { model } = context;
  const node = model.unparenthesized(value);
  if (kindOf(model.ast, node) === Kind.composite_literal) return lengthOfLiteral(model, node);
  if (kindOf(model.ast, node) !== Kind.call_expression) return undefined;
  const call = model.callAt(node);
  const [, size] = call.args;
  const isMade = model.symbolAt(call.callee)?.kind === 'universe' && model.textOf(call.callee) === 'make';
  return isMade && size !== undefined ? amountOf(context, size, steps) : undefined;
}

function lengthOfLiteral(model: FileModel, literal: NodeId): MaybeAmount {
  const elements = childrenOf(model.ast, childIn(model.ast, literal, Field.body));
  const isPlain = elements.every((element) => kindOf(model.ast, element) === Kind.literal_element);
  const type = kindOf(model.ast, childIn(model.ast, literal, Field.type));
  return isPlain && type === Kind.slice_type ? constant(elements.length) : undefined;
}

function amountOfName(context: AmountContext, node: NodeId, steps: number): MaybeAmount {
  const { model } = context;
  const symbol = model.symbolAt(node);
  if (symbol === undefined) return undefined;
  if (symbol.kind === 'constant') {
    const value = valueOfSpec(model, symbol.declaration);
    return value === undefined
      ? { factor: 1, of: `constant ${symbol.name}`, offset: 0 }
      : amountOf(context, value, steps);
  }
  if (symbol.kind === 'outside') {
    const known = context.facts.integerOf(symbol.name);
    return known === undefined ? { factor: 1, of: `outside ${symbol.name}`, offset: 0 } : constant(known);
  }
  const value = onlyValue(model, node);
  const given = value === undefined ? undefined : amountOf(context, value, steps);
  return given !== undefined && isStable(context, node) ? given : named(context, node, '');
}

/** `len(xs)`, `int(n)`, `cap(ch)` of a stable name; `runtime.NumCPU()` is the same whenever it is asked. */
function amountOfCall(context: AmountContext, node: NodeId, steps: number): MaybeAmount {
  const { model } = context;
  const call = model.callAt(node);
  const [argument, ...more] = call.args;
  if (model.importedCallees(call).some((name) => name === 'runtime.NumCPU' || name === 'runtime.GOMAXPROCS')) {
    return { factor: 1, of: 'processors', offset: 0 };
  }
  if (argument === undefined || more.length > 0 || model.symbolAt(call.callee)?.kind !== 'universe') return undefined;
  const name = model.textOf(call.callee);
  if (name === 'len') return lengthOf(context, argument, steps);
  return /^u?int(?:8|16|32|64)?$/.test(name) ? amountOf(context, argument, steps) : undefined;
}

function amountOfBinary(context: AmountContext, node: NodeId, steps: number): MaybeAmount {
  const { ast } = context.model;
  const left = amountOf(context, childIn(ast, node, Field.left), steps);
  const right = amountOf(context, childIn(ast, node, Field.right), steps);
  if (left === undefined || right === undefined) return undefined;
  switch (ast.op[node] as Op) {
    case Op.plus:
      return plus(left, right);
    case Op.minus:
      return plus(left, times(right, -1));
    case Op.times:
      return isConstant(left) ? times(right, left.offset) : isConstant(right) ? times(left, right.offset) : undefined;
    default:
      return undefined;
  }
}

function plus(a: Amount, b: Amount): MaybeAmount {
  if (a.of !== '' && b.of !== '' && a.of !== b.of) {
    return { factor: 1, of: `${print(a)} + ${print(b)}`, offset: 0 };
  }
  const factor = a.factor + b.factor;
  return { factor, of: factor === 0 ? '' : a.of === '' ? b.of : a.of, offset: a.offset + b.offset };
}

function times(amount: Amount, by: number): Amount {
  return { factor: amount.factor * by, of: by === 0 ? '' : amount.of, offset: amount.offset * by };
}

function print({ factor, of, offset }: Amount): string {
  return `${factor} ${of} ${offset}`;
}

function tripsOfRange(context: AmountContext, expression: NodeId): MaybeAmount {
  const { model, facts } = context;
  const type = facts.underlying(model.typeOf(expression));
  switch (type.tag) {
    case 'chan':
    case 'func':
      return undefined;
    case 'basic':
      return type.name === 'string' ? lengthOf(context, expression, MAX_STEPS) : amountOf(context, expression);
    default:
      return kindOf(model.ast, model.unparenthesized(expression)) === Kind.int_literal
        ? amountOf(context, expression)
        : lengthOf(context, expression, MAX_STEPS);
  }
}

/** `for i := a; i < b; i++` and its kin, with an `i` that the body leaves alone. */
function tripsOfCount(context: AmountContext, loop: NodeId, clause: NodeId): MaybeAmount {
  const { model } = context;
  const { ast } = model;
  const [initializer, update] = [childIn(ast, clause, Field.initializer), childIn(ast, clause, Field.update)];
  const tested = childIn(ast, clause, Field.condition);
  if (initializer === NO_NODE || tested === NO_NODE || update === NO_NODE) return undefined;
  const condition = model.unparenthesized(tested);
  const variable = firstChild(ast, childIn(ast, initializer, Field.left));
  const value = firstChild(ast, childIn(ast, initializer, Field.right));
  const symbol = variable === NO_NODE ? undefined : model.symbolAt(variable);
  if (symbol === undefined || value === NO_NODE || kindOf(ast, condition) !== Kind.binary_expression) return undefined;
  const body = childIn(ast, loop, Field.body);
  const isLeftAlone = model
    .referencesOf(symbol.id)
    .every(({ node, access }) => access === 'read' || !isWithin(ast, node, body));
  if (!isLeftAlone || model.symbolAt(childIn(ast, condition, Field.left))?.id !== symbol.id) return undefined;
  const bound = amountOf(context, childIn(ast, condition, Field.right));
  const start = amountOf(context, value);
  if (bound === undefined || start === undefined) return undefined;
  const isUp = kindOf(ast, update) === Kind.inc_statement;
  if (!isUp && kindOf(ast, update) !== Kind.dec_statement) return undefined;
  return countOf(
    ast.op[condition] as Op,
    isUp ? { low: start, high: bound, direction: 'up' } : { low: bound, high: start, direction: 'down' },
  );
}

interface Ends {
  readonly low: Amount;
  readonly high: Amount;
  readonly direction: 'up' | 'down';
}

/** How often a variable is counted from one bound to the other while the comparison holds. */
function countOf(op: Op, ends: Ends): MaybeAmount {
  const { low, high, direction } = ends;
  const isUp = direction === 'up';
  const difference = plus(high, times(low, -1));
  if (difference === undefined) return undefined;
  switch (op) {
    case Op.less:
      return isUp ? difference : undefined;
    case Op.greater:
      return isUp ? undefined : difference;
    case Op.lessEqual:
      return isUp ? plus(difference, constant(1)) : undefined;
    case Op.greaterEqual:
      return isUp ? undefined : plus(difference, constant(1));
    case Op.notEqual:
      return difference;
    default:
      return undefined;
  }
}

/** An amount by the name of a variable or path that nothing assigns any more. */
function named(context: AmountContext, node: NodeId, prefix: string): MaybeAmount {
  const root = rootOf(context.model, node);
  if (root === undefined || !isStable(context, root)) return undefined;
  const symbol = context.model.symbolAt(root);
  const key = `${symbol?.id ?? -1}${context.model.textOf(node).slice(context.model.textOf(root).length)}`;
  return { factor: 1, of: `${prefix}#${key}`, offset: 0 };
}

function rootOf(model: FileModel, node: NodeId): NodeId | undefined {
  let at = model.unparenthesized(node);
  while (at !== NO_NODE && kindOf(model.ast, at) === Kind.selector_expression) {
    at = model.unparenthesized(childIn(model.ast, at, Field.operand));
  }
  return at !== NO_NODE && kindOf(model.ast, at) === Kind.identifier ? at : undefined;
}

/** True if nothing gives the variable, or a field of it by name, another value from `since` on. */
function isStable({ model, since }: AmountContext, root: NodeId): boolean {
  const symbol = model.symbolAt(root);
  if (symbol === undefined) return false;
  return usesOf(model, symbol.id).every(
    ({ what, node }) =>
      (what.does !== 'assigned' && what.does !== 'address') ||
      model.spanOf(node).start < since ||
      isWithin(model.ast, node, statementOf(model, symbol.declaration)),
  );
}

/** The value that a variable is declared with, if it never gets another one. */
function onlyValue(model: FileModel, identifier: NodeId): NodeId | undefined {
  const symbol = model.symbolAt(identifier);
  if (symbol?.kind !== 'variable' || symbol.declaration === NO_NODE) return undefined;
  const isWritten = usesOf(model, symbol.id).some(
    ({ what, path }) => what.does === 'address' || (what.does === 'assigned' && path.length === 0),
  );
  return isWritten ? undefined : valueDeclared(model, symbol.declaration);
}

/** The value that a variable is declared with, where all that gives it another one comes behind the identifier. */
function valueUntil(model: FileModel, identifier: NodeId): NodeId | undefined {
  const symbol = model.symbolAt(identifier);
  if (symbol?.kind !== 'variable' || symbol.declaration === NO_NODE) return undefined;
  if (model.funcAt(identifier)?.id !== symbol.func) return undefined;
  const loops = loopsAround(model, identifier).filter((loop) => !isWithin(model.ast, symbol.declaration, loop));
  const areBehind = usesOf(model, symbol.id).every(({ what, path, node, func }) => {
    if (what.does === 'address') return false;
    if (what.does !== 'assigned' || path.length > 0) return true;
    return func === symbol.func && node > identifier && !loops.some((loop) => isWithin(model.ast, node, loop));
  });
  return areBehind ? valueDeclared(model, symbol.declaration) : undefined;
}

/** The expression that a declaration gives one of its names alone. */
export function valueDeclared(model: FileModel, declaration: NodeId): NodeId | undefined {
  const { ast } = model;
  const statement = statementOf(model, declaration);
  switch (kindOf(ast, statement)) {
    case Kind.short_var_declaration: {
      const names = childrenOf(ast, childIn(ast, statement, Field.left));
      const values = childrenOf(ast, childIn(ast, statement, Field.right));
      return names.length === values.length ? values[names.indexOf(declaration)] : undefined;
    }
    case Kind.var_spec:
    case Kind.const_spec:
      return valueOfSpec(model, declaration);
    default:
      return undefined;
  }
}

function statementOf(model: FileModel, declaration: NodeId): NodeId {
  if (declaration === NO_NODE) return NO_NODE;
  const parent = parentOf(model.ast, declaration);
  return kindOf(model.ast, parent) === Kind.expression_list ? parentOf(model.ast, parent) : parent;
}
