import type { PackageFacts } from '../../facts/index.js';
import type { Call, FileModel, NodeId, SymbolId } from '../../semantic/index.js';
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
  parentOf,
  isCalledAtOnce,
} from '../../semantic/index.js';
import type { Span } from '../../text/index.js';
import { foreignType } from './known-type.js';
import type { Loop } from './loop.js';
import { isOfIteration, literalsAround } from './loop.js';
import { conversionOperand } from './types.js';

/** How a function value or a pointer lives on behind the iteration that made it. */
export type Way =
  | 'go'
  | 'defer'
  /** Passed to what starts it in a goroutine at once. */
  | 'errgroup'
  | 'waitgroup'
  /** Passed to what calls it at some time. */
  | 'later'
  /** Passed to `Run` of a test. */
  | 'subtest'
  /** Put beside what was stored there before. */
  | 'stored'
  /** Put in place of what was stored there before. */
  | 'overwritten';

export interface Outliving {
  readonly way: Way;
  /** The `go`, the `defer`, the function that it is passed to, or the place that it is stored in. */
  readonly at: Span;
  /** The statement or call by which it gets away. */
  readonly by: NodeId;
  /** The function that it is passed to, as written. */
  readonly callee: string | undefined;
}

/** Local variables that hold other local variables are followed that far. */
const MAX_STEPS = 4;

/**
 * What becomes of the value of an expression in the body of a loop, as far as it outlives the iteration. Values that
 * are called at once, returned, or given to functions that nothing is known of have no such ways.
 */
export function waysOut(model: FileModel, facts: PackageFacts, loop: Loop, expression: NodeId): Outliving[] {
  return new Follower(model, facts, loop).follow(expression, MAX_STEPS);
}

/** The variable at the root of `x.a[i].b`, `*x`, `x.f()`. */
export function rootOf(model: FileModel, expression: NodeId): NodeId {
  const { ast } = model;
  for (let node = model.unparenthesized(expression); ;) {
    const kind = kindOf(ast, node);
    const inner =
      kind === Kind.call_expression ? childIn(ast, node, Field.function) : childIn(ast, node, Field.operand);
    if (kind === Kind.identifier || inner === NO_NODE) return node;
    node = model.unparenthesized(inner);
  }
}

class Follower {
  constructor(
    private readonly model: FileModel,
    private readonly facts: PackageFacts,
    private readonly loop: Loop,
  ) {}

  /** Climbs from the expression to what takes its value. */
  follow(expression: NodeId, steps: number): Outliving[] {
    const { ast } = this.model;
    let node = expression;
    for (;;) {
      const parent = parentOf(ast, node);
      switch (kindOf(ast, parent)) {
        case Kind.parenthesized_expression:
        case Kind.literal_element:
        case Kind.keyed_element:
        case Kind.literal_value:
        case Kind.composite_literal:
        case Kind.type_conversion_expression:
        case Kind.variadic_argument:
          node = parent;
          break;
        case Kind.unary_expression:
          if (ast.op[parent] !== Op.and) return [];
          node = parent;
          break;
        case Kind.call_expression:
          return this.statementOf(parent);
        case Kind.argument_list: {
          const call = this.model.callAt(parentOf(ast, parent));
          if (!this.isHandedThrough(call, node)) return this.passed(call, node);
          node = call.node;
          break;
        }
        case Kind.expression_list:
          return this.assigned(parent, node, steps);
        case Kind.send_statement:
          return childIn(ast, parent, Field.value) === node ? this.sent(parent) : [];
        default:
          return [];
      }
    }
  }

  /** `go f()` and `defer f()` for the value `f` or an argument of it. */
  private statementOf(call: NodeId): Outliving[] {
    const statement = parentOf(this.model.ast, call);
    const kind = kindOf(this.model.ast, statement);
    const { start } = this.model.spanOf(statement);
    if (kind === Kind.go_statement) return [out('go', { start, end: start + 'go'.length }, statement)];
    if (kind === Kind.defer_statement) return [out('defer', { start, end: start + 'defer'.length }, statement)];
    return [];
  }

  /** The result of `append` and of a conversion holds what they are given. */
  private isHandedThrough(call: Call, argument: NodeId): boolean {
    const symbol = this.model.symbolAt(call.callee);
    if (symbol?.kind === 'universe' && symbol.name === 'append') return call.args[0] !== argument;
    return conversionOperand(this.model, this.facts, call) === argument;
  }

  private passed(call: Call, argument: NodeId): Outliving[] {
    const statement = this.statementOf(call.node);
    if (statement.length > 0) return statement;
    const { model } = this;
    const way = this.wayOfCallee(call, call.args.indexOf(argument));
    if (way === undefined) return [];
    return [{ way, at: model.spanOf(call.callee), by: call.node, callee: model.textOf(call.callee) }];
  }

  /** Functions that are known to call an argument behind the iteration. */
  private wayOfCallee(call: Call, position: number): Way | undefined {
    const { model, facts } = this;
    const imported = model.importedCallees(call);
    if (position === 1 && imported.some((name) => name === 'time.AfterFunc' || name === 'context.AfterFunc'))
      return 'later';
    if (kindOf(model.ast, call.callee) !== Kind.selector_expression || imported.length > 0) return undefined;
    const method = model.textOf(childIn(model.ast, call.callee, Field.field));
    const operand = childIn(model.ast, call.callee, Field.operand);
    const type = foreignType(model, facts, operand);
    if (type === 'golang.org/x/sync/errgroup.Group')
      return method === 'Go' || method === 'TryGo' ? 'errgroup' : undefined;
    if (type === 'sync.WaitGroup') return method === 'Go' ? 'waitgroup' : undefined;
    const root = model.symbolAt(rootOf(model, operand));
    if (type?.startsWith('testing.') !== true || root === undefined || isOfIteration(model, this.loop, root))
      return undefined;
    if (method === 'Cleanup') return 'defer';
    return method === 'Run' && position === 1 ? 'subtest' : undefined;
  }

  private sent(statement: NodeId): Outliving[] {
    const channel = childIn(this.model.ast, statement, Field.channel);
    const root = this.model.symbolAt(rootOf(this.model, channel));
    if (root === undefined || isOfIteration(this.model, this.loop, root)) return [];
    return [out('stored', this.model.spanOf(channel), statement)];
  }

  private assigned(list: NodeId, value: NodeId, steps: number): Outliving[] {
    const { model } = this;
    const { ast } = model;
    const statement = parentOf(ast, list);
    const kind = kindOf(ast, statement);
    const position = childrenOf(ast, list).indexOf(value);
    if (kind === Kind.var_spec) {
      const names = childrenOf(ast, statement).filter((child) => ast.field[child] === Field.name);
      return this.followVariable(names[position], steps);
    }
    if (kind !== Kind.short_var_declaration && kind !== Kind.assignment_statement) return [];
    if (childIn(ast, statement, Field.right) !== list) return [];
    const target = childrenOf(ast, childIn(ast, statement, Field.left))[position];
    if (target === undefined) return [];
    const rootNode = rootOf(model, target);
    const root = model.symbolAt(rootNode);
    if (root === undefined) return [];
    if (isOfIteration(model, this.loop, root)) return this.followVariable(rootNode, steps);
    if (this.isReset(root.id, statement)) return [];
    const isAdded =
      kindOf(ast, model.unparenthesized(target)) === Kind.index_expression ||
      model.textOf(model.unparenthesized(value)).startsWith('append(');
    return [out(isAdded ? 'stored' : 'overwritten', model.spanOf(target), statement)];
  }

  /** True if the loop gives the variable a new value elsewhere, other than itself with something appended. */
  private isReset(symbol: SymbolId, statement: NodeId): boolean {
    const { model, loop } = this;
    return model.referencesOf(symbol).some(({ node, access }) => {
      if (access !== 'write' || !isWithin(model.ast, node, loop.body)) return false;
      const list = parentOf(model.ast, node);
      const other = parentOf(model.ast, list);
      if (other === statement) return false;
      const right = childIn(model.ast, other, Field.right);
      return right === NO_NODE || !this.isAppendTo(symbol, firstChild(model.ast, right));
    });
  }

  /** True for `append(x, …)` of that variable. */
  private isAppendTo(symbol: SymbolId, value: NodeId): boolean {
    const { model } = this;
    const node = value === NO_NODE ? NO_NODE : model.unparenthesized(value);
    if (node === NO_NODE || kindOf(model.ast, node) !== Kind.call_expression) return false;
    const { callee, args } = model.callAt(node);
    const [first] = args;
    return model.textOf(callee) === 'append' && first !== undefined && model.symbolAt(first)?.id === symbol;
  }

  /** A variable of the iteration: what becomes of it. In a literal, what becomes of the literal. */
  private followVariable(name: NodeId | undefined, steps: number): Outliving[] {
    const { model, loop } = this;
    const symbol = name === undefined ? undefined : model.symbolAt(name);
    if (symbol === undefined || steps === 0) return [];
    const uses = model.referencesOf(symbol.id).filter(({ node, access }) => access === 'read' && node !== name);
    return uses.flatMap(({ node, func }) => {
      if (func === loop.func.id) return this.follow(node, steps - 1);
      const literal = literalsAround(model, loop, node)[0];
      return literal === undefined || isCalledAtOnce(model, literal) ? [] : this.follow(literal, steps - 1);
    });
  }
}

function out(way: Way, at: Span, by: NodeId): Outliving {
  return { way, at, by, callee: undefined };
}
