import type { Call, FileModel, NodeId } from '../../semantic/index.js';

/** The calls of an imported function in the subtree of `node`, in source order; `callee` in the form `path.Name`. */
export function callsIn(model: FileModel, node: NodeId, callee: string): Call[] {
  return model.callsIn(node).filter((call) => model.importedCallees(call).includes(callee));
}
