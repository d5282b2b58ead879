import type { FileModel, NodeId, UseKind } from '../../semantic/index.js';
import {
  Field,
  Kind,
  NO_FUNC,
  NO_NODE,
  Op,
  callMode,
  childIn,
  contextOf,
  kindOf,
  parentOf,
} from '../../semantic/index.js';
import { rootOf } from '../../facts/index.js';

/** How a value leaves its function. `at` is the construct that it leaves by. */
export interface Escape {
  readonly how: 'returned' | 'sent' | 'stored' | 'goroutine';
  readonly at: NodeId;
}

/** How the value of an expression leaves the function, if it certainly does. */
export function escapeOf(model: FileModel, expression: NodeId, what: UseKind): Escape | undefined {
  switch (what.does) {
    case 'returned':
      return { how: 'returned', at: what.statement };
    case 'sent':
      return { how: 'sent', at: what.statement };
    case 'stored':
      return escapeOfStore(model, what.into);
    case 'alias': {
      const symbol = model.symbol(what.symbol);
      return symbol?.kind === 'result' ? { how: 'returned', at: what.statement } : undefined;
    }
    case 'argument':
      return callMode(model, what.call) === 'go' ? { how: 'goroutine', at: what.call } : undefined;
    case 'method':
      return callMode(model, what.call) === 'go' ? { how: 'goroutine', at: what.call } : undefined;
    case 'address':
      return kindOf(model.ast, model.unparenthesized(expression)) === Kind.identifier
        ? escapeOf(model, what.expression, contextOf(model, what.expression))
        : undefined;
    default:
      return undefined;
  }
}

/** Into a composite literal: as that leaves. Into a field or element: if others hold what it belongs to. */
function escapeOfStore(model: FileModel, into: NodeId): Escape | undefined {
  if (kindOf(model.ast, into) === Kind.composite_literal) {
    const value = withAddress(model, into);
    return escapeOf(model, value, contextOf(model, value));
  }
  const operand = kindOf(model.ast, into) === Kind.index_expression ? childIn(model.ast, into, Field.operand) : into;
  const root = rootOf(model, operand);
  const symbol = root === undefined ? undefined : model.symbol(root.symbol);
  if (symbol === undefined) return undefined;
  const isShared = symbol.func === NO_FUNC || symbol.kind === 'receiver' || symbol.kind === 'parameter';
  return isShared ? { how: 'stored', at: into } : undefined;
}

function withAddress(model: FileModel, literal: NodeId): NodeId {
  const outer = parentOf(model.ast, model.parenthesized(literal));
  const isAddress =
    outer !== NO_NODE && kindOf(model.ast, outer) === Kind.unary_expression && (model.ast.op[outer] as Op) === Op.and;
  return isAddress ? outer : literal;
}
