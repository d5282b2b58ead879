import type { FileModel, FuncInfo, NodeId, PointId } from '../semantic/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  contextOf,
  isWithin,
  kindOf,
  matchesOnPathsFrom,
  parentOf,
} from '../semantic/index.js';
import type { Draft } from './effect.js';

/**
 * On which paths of a function its effects lie. A plain statement with no `return` before it is on every path; only for
 * the others is the control-flow graph asked.
 */
export class Certainty {
  private readonly groups = new Map<string, Draft[]>();
  private readonly known = new Map<string, boolean>();
  private readonly firstEnd: NodeId;

  constructor(
    private readonly model: FileModel,
    private readonly func: FuncInfo,
    drafts: readonly Draft[],
  ) {
    for (const draft of drafts) {
      if (draft.guard !== 'none') continue;
      const key = keyOf(draft);
      const group = this.groups.get(key);
      if (group === undefined) this.groups.set(key, [draft]);
      else group.push(draft);
    }
    this.firstEnd = firstEndOf(model, func);
  }

  of(draft: Draft): 'every' | 'some' {
    if (draft.guard !== 'none' || draft.where === 'goroutine') return 'some';
    const anchor = this.anchorOf(draft.node);
    if (anchor === undefined) return 'some';
    if (this.isPlain(this.func, anchor) && anchor < this.firstEnd) return 'every';
    return this.isGroupOnEveryPath(keyOf(draft)) ? 'every' : 'some';
  }

  private isGroupOnEveryPath(key: string): boolean {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const cfg = this.model.cfg(this.func);
    const points = new Set<PointId>();
    for (const draft of this.groups.get(key) ?? []) {
      const anchor = this.anchorOf(draft.node);
      const point = anchor === undefined ? undefined : cfg.pointOf(anchor);
      if (point !== undefined) points.add(point);
    }
    const onPaths = matchesOnPathsFrom(cfg, cfg.entry, (point) => (points.has(point) ? 'match' : 'nothing'));
    this.known.set(key, onPaths === 'every');
    return onPaths === 'every';
  }

  /** The node in the function's own body that runs the effect: itself, or the call of the literal it stands in. */
  private anchorOf(node: NodeId): NodeId | undefined {
    let at = node;
    let inner = this.model.funcAt(node);
    while (inner !== undefined && inner.id !== this.func.id) {
      // Inside a literal it must be certain, too: there only plain statements are.
      const isCertain = this.isPlain(inner, at) && at < firstEndOf(this.model, inner);
      at = inner.node;
      if (!isCertain || contextOf(this.model, at).does !== 'called') return undefined;
      inner = this.model.func(inner.parent);
    }
    return at;
  }

  /** True if the node lies in a statement of the body itself, not in one that may be left out. */
  private isPlain(func: FuncInfo, node: NodeId): boolean {
    for (let at = node; at !== func.body; at = parentOf(this.model.ast, at)) {
      if (at === NO_NODE || this.isChoice(at, node)) return false;
    }
    return true;
  }

  /** True for a statement or expression of which the part with `node` may be left out. */
  private isChoice(at: NodeId, node: NodeId): boolean {
    const { ast } = this.model;
    switch (kindOf(ast, at)) {
      case Kind.if_statement: {
        const sure = [childIn(ast, at, Field.initializer), childIn(ast, at, Field.condition)];
        return !sure.some((part) => part !== NO_NODE && isWithin(ast, node, part));
      }
      case Kind.for_statement:
      case Kind.expression_switch_statement:
      case Kind.type_switch_statement:
      case Kind.select_statement:
      case Kind.binary_expression:
        return true;
      default:
        return false;
    }
  }
}

function keyOf(draft: Draft): string {
  const to = draft.callee === undefined ? '' : `${draft.callee.name} ${draft.index}`;
  return `${draft.verb} ${draft.path} ${draft.verb === 'write' ? '' : draft.detail} ${to}`;
}

/** The first `return` or `goto` of the function's own code; a number above all nodes if there is none. */
function firstEndOf(model: FileModel, func: FuncInfo): NodeId {
  const { ast } = model;
  const end = afterOf(ast, func.body);
  for (let node = func.body; node < end; node = (node + 1) as NodeId) {
    const kind = kindOf(ast, node);
    if (kind === Kind.return_statement || kind === Kind.goto_statement) return (node + 1) as NodeId;
    if (kind === Kind.func_literal) node = (afterOf(ast, node) - 1) as NodeId;
  }
  return ast.size as NodeId;
}
