import type { Call, FileModel, NodeId } from '../../semantic/index.js';
import { Kind, kindOf, parentOf } from '../../semantic/index.js';

/** The call that has the expression as an argument or as a part of one; none where a function literal lies between. */
export function callWithArgument(model: FileModel, expression: NodeId): Call | undefined {
  for (let node = expression; node > 0; node = parentOf(model.ast, node)) {
    const kind = kindOf(model.ast, node);
    if (kind === Kind.argument_list) return model.callAt(parentOf(model.ast, node));
    if (kind === Kind.func_literal || kind === Kind.block) return undefined;
  }
  return undefined;
}
