import type { FlatAst, NodeId } from '../../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  childrenIn,
  childrenOf,
  firstChild,
  kindOf,
  textOf,
} from '../../syntax/index.js';
import type { Cfg, PointId } from './cfg.js';
import type { Loose } from './graph-draft.js';
import { GraphDraft } from './graph-draft.js';

/** What a call does to the flow: `panics` runs deferred calls and leaves, `ends` ends the process or goroutine. */
export type CallEffect = 'returns' | 'panics' | 'ends';

/** The edges that leave a test when it holds and when it does not. */
interface Branches {
  readonly yes: Loose[];
  readonly no: Loose[];
}

type Test = (node: NodeId, incoming: readonly Loose[]) => Branches;

/** A statement that `break` or `continue` may name. */
interface Target {
  readonly label: string | undefined;
  readonly breaks: Loose[];
  /** `undefined` for switch and select, which `continue` passes over. */
  readonly continues: Loose[] | undefined;
}

/**
 * Builds the control-flow graph of a function body by the terminating and branching rules of the Go specification.
 * `effectOf` says what a call expression does.
 */
export function buildCfg(ast: FlatAst, text: string, body: NodeId, effectOf: (call: NodeId) => CallEffect): Cfg {
  return new CfgBuilder(ast, text, effectOf).build(body);
}

class CfgBuilder {
  private readonly graph: GraphDraft;
  private readonly defers: NodeId[] = [];
  private readonly targets: Target[] = [];
  private readonly labels = new Map<string, PointId>();
  private readonly gotos: { readonly from: Loose; readonly label: string }[] = [];
  private readonly exit: PointId;
  private readonly panic: PointId;
  /** The label of the statement that comes next. */
  private label: string | undefined;
  /** Where `fallthrough` leads, collected for the next clause. */
  private fallthroughs: Loose[] = [];

  constructor(
    private readonly ast: FlatAst,
    private readonly text: string,
    private readonly effectOf: (call: NodeId) => CallEffect,
  ) {
    this.graph = new GraphDraft(ast);
    this.exit = this.graph.add('exit', NO_NODE);
    this.panic = this.graph.add('panic', NO_NODE);
  }

  build(body: NodeId): Cfg {
    const entry = this.graph.add('entry', NO_NODE);
    const ends = body === NO_NODE ? [] : this.statement(body, [{ from: entry, label: 'always' }]);
    this.graph.join(ends, this.exit);
    for (const { from, label } of this.gotos) {
      const to = this.labels.get(label);
      if (to !== undefined) this.graph.join([from], to);
    }
    return {
      points: this.graph.points,
      entry,
      exit: this.exit,
      panic: this.panic,
      defers: this.defers,
      pointOf: (node) => this.graph.pointOf(node, body),
    };
  }

  // ---- statements: each takes the edges that lead to it and answers those that leave it

  private statement(node: NodeId, incoming: readonly Loose[]): Loose[] {
    const label = this.label;
    this.label = undefined;
    switch (kindOf(this.ast, node)) {
      case Kind.block:
      case Kind.statement_list:
        return this.sequence(childrenOf(this.ast, node), incoming);
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
        this.graph.join(this.graph.follow('statement', node, incoming), this.exit);
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
        return [...incoming];
      default:
        return this.graph.follow('statement', node, incoming);
    }
  }

  private sequence(statements: readonly NodeId[], incoming: readonly Loose[]): Loose[] {
    let edges = [...incoming];
    for (const statement of statements) edges = this.statement(statement, edges);
    return edges;
  }

  private expressionStatement(node: NodeId, incoming: readonly Loose[]): Loose[] {
    const out = this.graph.follow('statement', node, incoming);
    let expression = firstChild(this.ast, node);
    while (expression !== NO_NODE && kindOf(this.ast, expression) === Kind.parenthesized_expression) {
      expression = firstChild(this.ast, expression);
    }
    if (expression === NO_NODE || kindOf(this.ast, expression) !== Kind.call_expression) return out;
    const effect = this.effectOf(expression);
    if (effect === 'panics') this.graph.join(out, this.panic);
    return effect === 'returns' ? out : [];
  }

  private labeled(node: NodeId, incoming: readonly Loose[]): Loose[] {
    const [labelNode, inner] = childrenOf(this.ast, node);
    const name = labelNode === undefined ? '' : textOf(this.ast, this.text, labelNode);
    const out = this.graph.follow('join', node, incoming);
    const point = out[0]?.from;
    if (point !== undefined) this.labels.set(name, point);
    if (inner === undefined) return out;
    this.label = name;
    return this.statement(inner, out);
  }

  private ifStatement(node: NodeId, incoming: readonly Loose[]): Loose[] {
    const initializer = childIn(this.ast, node, Field.initializer);
    const edges = initializer === NO_NODE ? incoming : this.statement(initializer, incoming);
    const { yes, no } = this.condition(childIn(this.ast, node, Field.condition), edges);
    const alternative = childIn(this.ast, node, Field.alternative);
    const consequence = childIn(this.ast, node, Field.consequence);
    const whenTrue = consequence === NO_NODE ? yes : this.statement(consequence, yes);
    const whenFalse = alternative === NO_NODE ? no : this.statement(alternative, no);
    return [...whenTrue, ...whenFalse];
  }

  /** Splits `&&`, `||` and `!` into their operands; `true` and `false` leave one way only. */
  private condition(node: NodeId, incoming: readonly Loose[]): Branches {
    if (node === NO_NODE) return { yes: [...incoming], no: [] };
    const kind = kindOf(this.ast, node);
    const op = this.ast.op[node] as Op;
    if (kind === Kind.parenthesized_expression) return this.condition(firstChild(this.ast, node), incoming);
    if (kind === Kind.true) return { yes: [...incoming], no: [] };
    if (kind === Kind.false) return { yes: [], no: [...incoming] };
    if (kind === Kind.unary_expression && op === Op.not) {
      const { yes, no } = this.condition(childIn(this.ast, node, Field.operand), incoming);
      return { yes: no, no: yes };
    }
    if (kind === Kind.binary_expression && (op === Op.logicalAnd || op === Op.logicalOr)) {
      const left = this.condition(childIn(this.ast, node, Field.left), incoming);
      const goesOn = op === Op.logicalAnd ? left.yes : left.no;
      const right = this.condition(childIn(this.ast, node, Field.right), goesOn);
      return op === Op.logicalAnd
        ? { yes: right.yes, no: [...left.no, ...right.no] }
        : { yes: [...left.yes, ...right.yes], no: right.no };
    }
    return this.caseTest(node, incoming);
  }

  private forStatement(node: NodeId, incoming: readonly Loose[], label: string | undefined): Loose[] {
    const clause = childrenOf(this.ast, node).find((child) => kindOf(this.ast, child) === Kind.for_clause);
    const range = childrenOf(this.ast, node).find((child) => kindOf(this.ast, child) === Kind.range_clause);
    const body = childIn(this.ast, node, Field.body);
    const target: Target = { label, breaks: [], continues: [] };
    const part = (field: Field): NodeId => (clause === undefined ? NO_NODE : childIn(this.ast, clause, field));
    const initializer = part(Field.initializer);
    const start = initializer === NO_NODE ? incoming : this.statement(initializer, incoming);
    const top = this.graph.follow('join', NO_NODE, start);
    let yes = top;
    let no: Loose[] = [];
    if (range !== undefined) {
      const head = this.graph.add('head', range);
      this.graph.join(top, head);
      yes = [{ from: head, label: 'true' }];
      no = [{ from: head, label: 'false' }];
    } else {
      const plain = childrenOf(this.ast, node).find((child) => child !== clause && child !== body);
      const condition = clause === undefined ? (plain ?? NO_NODE) : part(Field.condition);
      ({ yes, no } = this.condition(condition, top));
    }
    this.targets.push(target);
    const ends = body === NO_NODE ? yes : this.statement(body, yes);
    this.targets.pop();
    const again = [...ends, ...(target.continues ?? [])];
    const update = part(Field.update);
    const back = update === NO_NODE ? again : this.statement(update, again);
    if (top[0] !== undefined) this.graph.join(back, top[0].from);
    return [...no, ...target.breaks];
  }

  private switchStatement(node: NodeId, incoming: readonly Loose[], label: string | undefined): Loose[] {
    const initializer = childIn(this.ast, node, Field.initializer);
    const start = initializer === NO_NODE ? incoming : this.statement(initializer, incoming);
    const value = childIn(this.ast, node, Field.value);
    const isBoolean = value === NO_NODE && kindOf(this.ast, node) === Kind.expression_switch_statement;
    const test = isBoolean ? this.condition.bind(this) : this.caseTest.bind(this);
    const target: Target = { label, breaks: [], continues: undefined };
    const clauses = childrenOf(this.ast, node).filter((child) => isClause(kindOf(this.ast, child)));
    let testing: Loose[] = value === NO_NODE ? [...start] : this.graph.follow('head', value, start);
    const entries = new Map<NodeId, Loose[]>();
    for (const clause of clauses) {
      if (kindOf(this.ast, clause) === Kind.default_case) continue;
      const tested = this.caseTests(clause, testing, test);
      entries.set(clause, tested.yes);
      testing = tested.no;
    }
    const fallback = clauses.find((clause) => kindOf(this.ast, clause) === Kind.default_case);
    if (fallback !== undefined) {
      entries.set(fallback, testing);
      testing = [];
    }
    const ends = this.clauseBodies(clauses, entries, target);
    return [...ends, ...testing, ...target.breaks];
  }

  /** The tests of one clause in order; without a tag each is a condition of its own. */
  private caseTests(clause: NodeId, incoming: readonly Loose[], test: Test): Branches {
    const value = childIn(this.ast, clause, Field.value);
    const tests = value === NO_NODE ? childrenIn(this.ast, clause, Field.type) : childrenOf(this.ast, value);
    const yes: Loose[] = [];
    let no = [...incoming];
    for (const node of tests) {
      const tested = test(node, no);
      yes.push(...tested.yes);
      no = tested.no;
    }
    return { yes, no };
  }

  /** A value or type that is compared with the tag. */
  private caseTest(node: NodeId, incoming: readonly Loose[]): Branches {
    const point = this.graph.add('condition', node);
    this.graph.join(incoming, point);
    return { yes: [{ from: point, label: 'true' }], no: [{ from: point, label: 'false' }] };
  }

  private clauseBodies(clauses: readonly NodeId[], entries: ReadonlyMap<NodeId, Loose[]>, target: Target): Loose[] {
    const ends: Loose[] = [];
    const outer = this.fallthroughs;
    this.fallthroughs = [];
    this.targets.push(target);
    for (const clause of clauses) {
      const entry = [...(entries.get(clause) ?? []), ...this.fallthroughs];
      this.fallthroughs = [];
      ends.push(...this.sequence(clauseStatements(this.ast, clause), entry));
    }
    this.targets.pop();
    this.fallthroughs = outer;
    return ends;
  }

  /** Without default it blocks until a case is ready; without any case it blocks for ever. */
  private selectStatement(node: NodeId, incoming: readonly Loose[], label: string | undefined): Loose[] {
    const head = this.graph.follow('head', node, incoming);
    const target: Target = { label, breaks: [], continues: undefined };
    const ends: Loose[] = [];
    this.targets.push(target);
    for (const clause of childrenOf(this.ast, node).filter((child) => isClause(kindOf(this.ast, child)))) {
      const communication = childIn(this.ast, clause, Field.communication);
      const entry = communication === NO_NODE ? head : this.graph.follow('statement', communication, head);
      ends.push(...this.sequence(clauseStatements(this.ast, clause), entry));
    }
    this.targets.pop();
    return [...ends, ...target.breaks];
  }

  private jump(node: NodeId, edges: readonly Loose[]): void {
    const labelNode = firstChild(this.ast, node);
    const label = labelNode === NO_NODE ? undefined : textOf(this.ast, this.text, labelNode);
    switch (kindOf(this.ast, node)) {
      case Kind.goto_statement:
        for (const from of edges) this.gotos.push({ from, label: label ?? '' });
        return;
      case Kind.fallthrough_statement:
        this.fallthroughs.push(...edges);
        return;
      case Kind.break_statement:
        this.findTarget(label, () => true)?.breaks.push(...edges);
        return;
      default:
        this.findTarget(label, (target) => target.continues !== undefined)?.continues?.push(...edges);
    }
  }

  private findTarget(label: string | undefined, fits: (target: Target) => boolean): Target | undefined {
    return this.targets.filter((target) => (label === undefined ? fits(target) : target.label === label)).at(-1);
  }
}

function isClause(kind: Kind): boolean {
  return (
    kind === Kind.expression_case ||
    kind === Kind.type_case ||
    kind === Kind.default_case ||
    kind === Kind.communication_case
  );
}

function clauseStatements(ast: FlatAst, clause: NodeId): NodeId[] {
  return childrenOf(ast, clause).filter((child) => {
    const field = ast.field[child] as Field;
    return field !== Field.value && field !== Field.type && field !== Field.communication;
  });
}
