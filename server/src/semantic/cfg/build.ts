import type { FlatAst, NodeId } from '../../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  childIn,
  childrenIn,
  childrenOf,
  firstChild,
  kindOf,
  nextSibling,
  textOf,
} from '../../syntax/index.js';
import type { FuncInfo } from '../bind/bindings.js';
import type { Cfg, FlowQuestions, HeadKind, PointId } from './cfg.js';
import type { Branches } from './conditions.js';
import { Conditions } from './conditions.js';
import type { Loose } from './graph-draft.js';
import { GraphDraft } from './graph-draft.js';
import type { Target } from './jumps.js';
import { Jumps } from './jumps.js';
import { joinRecovered } from './recovery.js';

/**
 * Builds the control-flow graph of a function body by the terminating and branching rules of the Go specification.
 * `questions` says what calls do, what constants are, and what is ranged over.
 */
export function buildCfg(ast: FlatAst, text: string, func: FuncInfo, questions: FlowQuestions): Cfg {
  return new CfgBuilder(ast, text, func, questions).build();
}

/** Lists of edges are handed on, never changed after that: whoever needs more edges makes a list of its own. */
class CfgBuilder {
  private readonly graph: GraphDraft;
  private readonly conditions: Conditions;
  private jumps = new Jumps();
  /** The edges by which a literal is left that runs in place; `undefined` in the function's own statements. */
  private returns: Loose[] | undefined;
  private readonly defers: NodeId[] = [];
  private readonly loopTops = new Map<NodeId, PointId>();
  private readonly exit: PointId;
  private readonly panic: PointId;
  private readonly goexit: PointId;
  /** The label of the statement that comes next. */
  private label: string | undefined;

  constructor(
    private readonly ast: FlatAst,
    private readonly text: string,
    private readonly func: FuncInfo,
    private readonly questions: FlowQuestions,
  ) {
    this.graph = new GraphDraft(ast, func.body);
    this.conditions = new Conditions(ast, this.graph, (expression) => questions.constantOf(expression));
    this.exit = this.graph.add('exit', NO_NODE);
    this.panic = this.graph.add('panic', NO_NODE);
    this.goexit = this.graph.add('goexit', NO_NODE);
  }

  build(): Cfg {
    const { body } = this.func;
    const entry = this.graph.add('entry', NO_NODE);
    const ends = body === NO_NODE ? [] : this.statement(body, [{ from: entry, label: 'always' }]);
    this.graph.join(ends, this.exit);
    this.jumps.resolve(this.graph);
    const cfg: Cfg = {
      func: this.func.id,
      points: this.graph.points,
      entry,
      exit: this.exit,
      panic: this.panic,
      goexit: this.goexit,
      defers: this.defers,
      loopTops: this.loopTops,
      pointOf: (node) => this.graph.pointOf(node),
    };
    joinRecovered(cfg, this.graph, (defer) => this.questions.recovers(defer));
    return cfg;
  }

  // ---- statements: each takes the edges that lead to it and answers those that leave it

  private statement(node: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    const label = this.label;
    this.label = undefined;
    switch (kindOf(this.ast, node)) {
      case Kind.block:
      case Kind.statement_list:
        return this.sequence(firstChild(this.ast, node), incoming);
      case Kind.labeled_statement:
        return this.labeled(node, incoming);
      case Kind.if_statement:
        return this.ifStatement(node, incoming);
      case Kind.for_statement:
        return this.forStatement(node, incoming, label);
      case Kind.expression_switch_statement:
      case Kind.type_switch_statement:
        return this.switchStatement(node, incoming, label);
      case Kind.select_statement:
        return this.selectStatement(node, incoming, label);
      case Kind.return_statement:
        this.leave(this.graph.follow('statement', node, incoming));
        return [];
      case Kind.goto_statement:
      case Kind.break_statement:
      case Kind.continue_statement:
      case Kind.fallthrough_statement:
        this.jump(node, this.graph.follow('statement', node, incoming));
        return [];
      case Kind.defer_statement:
        this.defers.push(node);
        return this.graph.follow('statement', node, incoming);
      case Kind.expression_statement:
        return this.expressionStatement(node, incoming);
      case Kind.empty_statement:
        return incoming;
      default:
        return this.graph.follow('statement', node, incoming);
    }
  }

  /** The statement `first` and those behind it. */
  private sequence(first: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    let edges = incoming;
    for (let node = first; node !== NO_NODE; node = nextSibling(this.ast, node)) edges = this.statement(node, edges);
    return edges;
  }

  private optional(node: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    return node === NO_NODE ? incoming : this.statement(node, incoming);
  }

  private expressionStatement(node: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    const out = this.graph.follow('statement', node, incoming);
    let expression = firstChild(this.ast, node);
    while (expression !== NO_NODE && kindOf(this.ast, expression) === Kind.parenthesized_expression) {
      expression = firstChild(this.ast, expression);
    }
    if (expression === NO_NODE || kindOf(this.ast, expression) !== Kind.call_expression) return out;
    const body = this.questions.bodyInPlace(expression);
    if (body !== NO_NODE) return this.inPlace(body, out);
    const effect = this.questions.effectOf(expression);
    if (effect === 'panics') this.graph.join(out, this.panic);
    if (effect === 'ends-goroutine') this.graph.join(out, this.goexit);
    return effect === 'returns' ? out : [];
  }

  /** The body of a literal that is called where it stands. Its labels are its own, and it returns to what comes next. */
  private inPlace(body: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    const { jumps, returns } = this;
    const own: Loose[] = [];
    this.jumps = new Jumps();
    this.returns = own;
    this.graph.enter(body);
    append(own, this.statement(body, incoming));
    this.jumps.resolve(this.graph);
    this.jumps = jumps;
    this.returns = returns;
    const end = this.graph.add('join', body);
    this.graph.join(own, end);
    return [{ from: end, label: 'always' }];
  }

  private leave(edges: readonly Loose[]): void {
    if (this.returns === undefined) this.graph.join(edges, this.exit);
    else append(this.returns, edges);
  }

  private labeled(node: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    const labelNode = firstChild(this.ast, node);
    const name = labelNode === NO_NODE ? '' : textOf(this.ast, this.text, labelNode);
    const point = this.graph.add('join', node);
    this.graph.join(incoming, point);
    this.jumps.label(name, point);
    const inner = labelNode === NO_NODE ? NO_NODE : nextSibling(this.ast, labelNode);
    this.label = inner === NO_NODE ? undefined : name;
    return this.optional(inner, [{ from: point, label: 'always' }]);
  }

  /** A chain of `else if` is one loop here: generated code has thousands of them. */
  private ifStatement(first: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    const ends: Loose[] = [];
    let node = first;
    let edges = incoming;
    while (node !== NO_NODE && kindOf(this.ast, node) === Kind.if_statement) {
      const start = this.optional(childIn(this.ast, node, Field.initializer), edges);
      const { yes, no } = this.conditions.split(childIn(this.ast, node, Field.condition), start);
      append(ends, this.optional(childIn(this.ast, node, Field.consequence), yes));
      edges = no;
      node = childIn(this.ast, node, Field.alternative);
    }
    append(ends, this.optional(node, edges));
    return ends;
  }

  private forStatement(node: NodeId, incoming: readonly Loose[], label: string | undefined): readonly Loose[] {
    const parts = childrenOf(this.ast, node);
    const body = childIn(this.ast, node, Field.body);
    const clause = parts.find((child) => kindOf(this.ast, child) === Kind.for_clause) ?? NO_NODE;
    const part = (field: Field): NodeId => (clause === NO_NODE ? NO_NODE : childIn(this.ast, clause, field));
    const start = this.optional(part(Field.initializer), incoming);
    const top = this.graph.add('join', NO_NODE);
    this.graph.join(start, top);
    this.loopTops.set(node, top);
    const plain = parts.find((child) => child !== body) ?? NO_NODE;
    const condition = clause === NO_NODE ? plain : part(Field.condition);
    const { yes, no } = this.loopCondition(condition, [{ from: top, label: 'always' }]);
    const target = { label, breaks: [...no], continues: [] as Loose[] };
    this.jumps.open(target);
    append(target.continues, this.optional(body, yes));
    this.jumps.close();
    this.graph.join(this.optional(part(Field.update), target.continues), top);
    return target.breaks;
  }

  private loopCondition(condition: NodeId, incoming: readonly Loose[]): Branches {
    if (condition === NO_NODE || kindOf(this.ast, condition) !== Kind.range_clause) {
      return this.conditions.split(condition, incoming);
    }
    const range = childIn(this.ast, condition, Field.right);
    const head = this.graph.add('head', condition, this.questions.rangeKindOf(range));
    this.graph.join(incoming, head);
    return { yes: [{ from: head, label: 'true' }], no: [{ from: head, label: 'false' }] };
  }

  private switchStatement(node: NodeId, incoming: readonly Loose[], label: string | undefined): readonly Loose[] {
    const start = this.optional(childIn(this.ast, node, Field.initializer), incoming);
    const value = childIn(this.ast, node, Field.value);
    const isTypes = kindOf(this.ast, node) === Kind.type_switch_statement;
    const clauses = childrenOf(this.ast, node).filter((child) => isClause(kindOf(this.ast, child)));
    const target: Target = { label, breaks: [], continues: undefined };
    const head: HeadKind = isTypes ? 'type-switch' : 'switch';
    let testing = value === NO_NODE ? start : this.graph.follow('head', value, start, head);
    const entries = new Map<NodeId, readonly Loose[]>();
    for (const clause of clauses) {
      if (kindOf(this.ast, clause) === Kind.default_case) continue;
      const tested = this.caseTests(clause, testing, value === NO_NODE && !isTypes ? 'conditions' : 'values');
      entries.set(clause, tested.yes);
      testing = tested.no;
    }
    const fallback = clauses.find((clause) => kindOf(this.ast, clause) === Kind.default_case);
    if (fallback === undefined) append(target.breaks, testing);
    else entries.set(fallback, testing);
    this.jumps.open(target);
    for (const clause of clauses) {
      const entry = [...(entries.get(clause) ?? []), ...this.jumps.takeFallthroughs()];
      append(target.breaks, this.clauseBody(clause, entry));
    }
    this.jumps.close();
    return target.breaks;
  }

  /** The tests of one clause in order; without a tag each is a condition of its own. */
  private caseTests(clause: NodeId, incoming: readonly Loose[], form: 'conditions' | 'values'): Branches {
    const value = childIn(this.ast, clause, Field.value);
    const tests = value === NO_NODE ? childrenIn(this.ast, clause, Field.type) : childrenOf(this.ast, value);
    const yes: Loose[] = [];
    let no = [...incoming];
    for (const node of tests) {
      const tested = form === 'conditions' ? this.conditions.split(node, no) : this.conditions.test(node, no);
      append(yes, tested.yes);
      no = tested.no;
    }
    return { yes, no };
  }

  /** Without default it blocks until a case is ready; without any case it blocks for ever. */
  private selectStatement(node: NodeId, incoming: readonly Loose[], label: string | undefined): readonly Loose[] {
    const clauses = childrenOf(this.ast, node).filter((child) => isClause(kindOf(this.ast, child)));
    const hasDefault = clauses.some((clause) => kindOf(this.ast, clause) === Kind.default_case);
    const kind = clauses.length === 0 ? 'select-empty' : hasDefault ? 'select-default' : 'select';
    const head = this.graph.follow('head', node, incoming, kind);
    const target: Target = { label, breaks: [], continues: undefined };
    this.jumps.open(target);
    for (const clause of clauses) {
      const communication = childIn(this.ast, clause, Field.communication);
      const entry = communication === NO_NODE ? head : this.graph.follow('statement', communication, head);
      append(target.breaks, this.clauseBody(clause, entry));
    }
    this.jumps.close();
    return target.breaks;
  }

  private clauseBody(clause: NodeId, incoming: readonly Loose[]): readonly Loose[] {
    let edges = incoming;
    for (let child = firstChild(this.ast, clause); child !== NO_NODE; child = nextSibling(this.ast, child)) {
      const field = this.ast.field[child] as Field;
      const isTest = field === Field.value || field === Field.type || field === Field.communication;
      if (!isTest) edges = this.statement(child, edges);
    }
    return edges;
  }

  private jump(node: NodeId, edges: readonly Loose[]): void {
    const labelNode = firstChild(this.ast, node);
    const label = labelNode === NO_NODE ? undefined : textOf(this.ast, this.text, labelNode);
    switch (kindOf(this.ast, node)) {
      case Kind.goto_statement:
        return this.jumps.goTo(label ?? '', edges);
      case Kind.fallthrough_statement:
        return this.jumps.fallThrough(edges);
      case Kind.break_statement:
        return this.jumps.breakTo(label, edges);
      default:
        return this.jumps.continueAt(label, edges);
    }
  }
}

/** Unlike `push(...more)`, for any number of edges. */
function append(edges: Loose[], more: readonly Loose[]): void {
  for (const edge of more) edges.push(edge);
}

function isClause(kind: Kind): boolean {
  return (
    kind === Kind.expression_case ||
    kind === Kind.type_case ||
    kind === Kind.default_case ||
    kind === Kind.communication_case
  );
}
