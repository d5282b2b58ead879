import type { FlatAst, NodeId } from '../../syntax/index.js';
import { Kind, NO_NODE, kindOf, parentOf } from '../../syntax/index.js';
import type { Edge, EdgeLabel, Point, PointId, PointKind } from './cfg.js';

/** An edge whose end is not known yet. */
export interface Loose {
  readonly from: PointId;
  readonly label: EdgeLabel;
}

interface MutablePoint {
  readonly id: PointId;
  readonly kind: PointKind;
  readonly node: NodeId;
  readonly next: Edge[];
}

/** The points and edges of a graph under construction. */
export class GraphDraft {
  private readonly drafted: MutablePoint[] = [];
  private readonly pointOfNode = new Map<NodeId, PointId>();

  constructor(private readonly ast: FlatAst) {}

  get points(): readonly Point[] {
    return this.drafted;
  }

  add(kind: PointKind, node: NodeId): PointId {
    const id = this.drafted.length as PointId;
    this.drafted.push({ id, kind, node, next: [] });
    if (node !== NO_NODE) this.pointOfNode.set(node, id);
    return id;
  }

  join(loose: readonly Loose[], to: PointId): void {
    for (const { from, label } of loose) this.drafted[from]?.next.push({ to, label });
  }

  /** A new point behind `incoming`, and the edge that leaves it. */
  follow(kind: PointKind, node: NodeId, incoming: readonly Loose[]): Loose[] {
    const point = this.add(kind, node);
    this.join(incoming, point);
    return [{ from: point, label: 'always' }];
  }

  /** The point whose evaluation covers `node`; none for what lies in a function literal of its own. */
  pointOf(node: NodeId, body: NodeId): PointId | undefined {
    for (let at = node; at !== NO_NODE && at >= body; at = parentOf(this.ast, at)) {
      const point = this.pointOfNode.get(at);
      if (point !== undefined) return point;
      if (kindOf(this.ast, at) === Kind.func_literal && at !== node) return undefined;
    }
    return undefined;
  }
}
