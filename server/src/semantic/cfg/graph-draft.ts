import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Kind, NO_NODE, afterOf, kindOf, parentOf } from '../../syntax/index.js';
import type { Edge, EdgeLabel, HeadKind, Point, PointId, PointKind } from './cfg.js';

/** An edge whose end is not known yet. */
export interface Loose {
  readonly from: PointId;
  readonly label: EdgeLabel;
}

interface MutablePoint {
  readonly id: PointId;
  readonly kind: PointKind;
  readonly head: HeadKind | undefined;
  readonly node: NodeId;
  readonly next: Edge[];
}

/** The points and edges of a graph under construction. */
export class GraphDraft {
  private readonly drafted: MutablePoint[] = [];
  private readonly pointOfNode = new Map<NodeId, PointId>();
  private readonly entered = new Set<NodeId>();
  private covering: Int32Array | undefined;

  constructor(
    private readonly ast: FlatAst,
    private readonly body: NodeId,
  ) {}

  get points(): readonly Point[] {
    return this.drafted;
  }

  add(kind: PointKind, node: NodeId, head?: HeadKind): PointId {
    const id = this.drafted.length as PointId;
    this.drafted.push({ id, kind, head, node, next: [] });
    if (node !== NO_NODE) this.pointOfNode.set(node, id);
    return id;
  }

  join(loose: readonly Loose[], to: PointId): void {
    for (const { from, label } of loose) this.drafted[from]?.next.push({ to, label });
  }

  /** A new point behind `incoming`, and the edge that leaves it. */
  follow(kind: PointKind, node: NodeId, incoming: readonly Loose[], head?: HeadKind): Loose[] {
    const point = this.add(kind, node, head);
    this.join(incoming, point);
    return [{ from: point, label: 'always' }];
  }

  /** Says that the statements of a literal, by its body, are points of this graph. */
  enter(body: NodeId): void {
    this.entered.add(parentOf(this.ast, body));
  }

  /** The point whose evaluation covers `node`; none for what lies in a function literal of its own. */
  pointOf(node: NodeId): PointId | undefined {
    if (this.body === NO_NODE || node < this.body || node >= afterOf(this.ast, this.body)) return undefined;
    this.covering ??= this.coverAll();
    const point = this.covering[node - this.body] ?? -1;
    return point < 0 ? undefined : (point as PointId);
  }

  /** Per node of the body, by one pass from parents to children: the point that covers it, -1 where none does. */
  private coverAll(): Int32Array {
    const end = afterOf(this.ast, this.body);
    const covering = new Int32Array(end - this.body).fill(-1);
    for (let node = this.body; node < end;) {
      const outer = node === this.body ? -1 : (covering[parentOf(this.ast, node) - this.body] ?? -1);
      covering[node - this.body] = this.pointOfNode.get(node) ?? outer;
      const isLiteral = kindOf(this.ast, node) === Kind.func_literal && !this.entered.has(node);
      node = isLiteral ? afterOf(this.ast, node) : ((node + 1) as NodeId);
    }
    return covering;
  }
}
