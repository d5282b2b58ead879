import type { PackageFacts } from '../../facts/index.js';
import type { FileModel, NodeId } from '../../semantic/index.js';
import { Field, Kind, NO_NODE, Op, afterOf, childIn, isWithin, kindOf, parentOf } from '../../semantic/index.js';
import type { Loop } from './loop.js';
import { rootOf } from './outliving.js';

/**
 * The parts of a loop's body at which the loop waits for what `from` began: calls of `Wait`, receives and ranges over
 * channels, of a wait group or channel that one of `partners` uses. Another loop of such waits is a part as a whole.
 */
export function waitsFor(
  model: FileModel,
  facts: PackageFacts,
  loop: Loop,
  from: NodeId,
  partners: readonly NodeId[],
): NodeId[] {
  const { ast } = model;
  const waits: NodeId[] = [];
  for (let node = loop.body; node < afterOf(ast, loop.body); node = (node + 1) as NodeId) {
    const subject = waitSubject(model, facts, node);
    if (subject === undefined || !isUsedIn(model, subject, partners)) continue;
    const region = regionOf(model, loop, node, from);
    if (region !== undefined) waits.push(region);
  }
  return waits;
}

/** True if the subtree waits for anything. */
export function hasWait(model: FileModel, facts: PackageFacts, subtree: NodeId): boolean {
  for (let node = subtree; node < afterOf(model.ast, subtree); node = (node + 1) as NodeId) {
    if (waitSubject(model, facts, node) !== undefined) return true;
  }
  return false;
}

/** The wait group or channel that the node waits for. */
function waitSubject(model: FileModel, facts: PackageFacts, node: NodeId): NodeId | undefined {
  const { ast } = model;
  switch (kindOf(ast, node)) {
    case Kind.unary_expression:
      return ast.op[node] === Op.receive ? childIn(ast, node, Field.operand) : undefined;
    case Kind.range_clause: {
      const channel = childIn(ast, node, Field.right);
      return facts.underlying(model.typeOf(channel)).tag === 'chan' ? channel : undefined;
    }
    case Kind.call_expression: {
      const { callee, args } = model.callAt(node);
      if (args.length > 0 || kindOf(ast, callee) !== Kind.selector_expression) return undefined;
      const isWait = model.textOf(childIn(ast, callee, Field.field)) === 'Wait';
      return isWait ? childIn(ast, callee, Field.operand) : undefined;
    }
    default:
      return undefined;
  }
}

function isUsedIn(model: FileModel, subject: NodeId, partners: readonly NodeId[]): boolean {
  const symbol = model.symbolAt(rootOf(model, subject));
  if (symbol === undefined || symbol.kind === 'import') return false;
  return model
    .referencesOf(symbol.id)
    .some(({ node }) => partners.some((partner) => isWithin(model.ast, node, partner)));
}

/** The wait itself, or the loop around it that does not hold `from`; nothing for waits that happen elsewhere. */
function regionOf(model: FileModel, loop: Loop, wait: NodeId, from: NodeId): NodeId | undefined {
  const { ast } = model;
  const point = model.cfg(loop.func).pointOf(wait);
  let region = point === undefined ? undefined : model.cfg(loop.func).points[point]?.node;
  for (let at = wait; at !== loop.body && at !== NO_NODE; at = parentOf(ast, at)) {
    const kind = kindOf(ast, at);
    if (kind === Kind.func_literal || kind === Kind.go_statement || kind === Kind.defer_statement) return undefined;
    if (kind === Kind.for_statement && !isWithin(ast, from, at)) region = at;
  }
  return region;
}
