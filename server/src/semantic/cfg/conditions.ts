import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Field, Kind, NO_NODE, Op, childIn, firstChild, kindOf } from '../../syntax/index.js';
import type { GraphDraft, Loose } from './graph-draft.js';

/** The edges that leave a test when it holds and when it does not. */
export interface Branches {
  readonly yes: Loose[];
  readonly no: Loose[];
}

/** A part of a condition that is still to be split; the edges that come to it, and where its own edges go. */
interface Task extends Branches {
  readonly node: NodeId;
  readonly incoming: readonly Loose[];
}

/** Adds the points of conditions to a graph. */
export class Conditions {
  constructor(
    private readonly ast: FlatAst,
    private readonly graph: GraphDraft,
    private readonly constantOf: (expression: NodeId) => boolean | undefined,
  ) {}

  /**
   * Splits `&&`, `||` and `!` into their operands; a constant leaves one way only. A condition that is missing holds.
   * Without recursion: generated conditions have thousands of terms.
   */
  split(node: NodeId, incoming: readonly Loose[]): Branches {
    const branches: Branches = { yes: [], no: [] };
    const tasks: Task[] = [{ node, incoming, ...branches }];
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) this.step(task, tasks);
    return branches;
  }

  /** A value or type that is compared with the tag of a switch, or an operand that is not split further. */
  test(node: NodeId, incoming: readonly Loose[]): Branches {
    const branches: Branches = { yes: [], no: [] };
    this.leaf({ node, incoming, ...branches });
    return branches;
  }

  /** The parts that are left for later go on top of `tasks`, the first one last. */
  private step(task: Task, tasks: Task[]): void {
    const { node, incoming, yes, no } = task;
    const kind = node === NO_NODE ? Kind.true : kindOf(this.ast, node);
    const op = node === NO_NODE ? Op.none : (this.ast.op[node] as Op);
    if (kind === Kind.parenthesized_expression) {
      tasks.push({ ...task, node: firstChild(this.ast, node) });
      return;
    }
    if (kind === Kind.unary_expression && op === Op.not) {
      tasks.push({ node: childIn(this.ast, node, Field.operand), incoming, yes: no, no: yes });
      return;
    }
    if (kind === Kind.binary_expression && (op === Op.logicalAnd || op === Op.logicalOr)) {
      const between: Loose[] = [];
      tasks.push({ node: childIn(this.ast, node, Field.right), incoming: between, yes, no });
      const left = { node: childIn(this.ast, node, Field.left), incoming };
      tasks.push(op === Op.logicalAnd ? { ...left, yes: between, no } : { ...left, yes, no: between });
      return;
    }
    const constant = kind === Kind.true ? true : kind === Kind.false ? false : this.constantOf(node);
    if (constant === undefined) this.leaf(task);
    else for (const edge of incoming) (constant ? yes : no).push(edge);
  }

  private leaf({ node, incoming, yes, no }: Task): void {
    const point = this.graph.add('condition', node);
    this.graph.join(incoming, point);
    yes.push({ from: point, label: 'true' });
    no.push({ from: point, label: 'false' });
  }
}
