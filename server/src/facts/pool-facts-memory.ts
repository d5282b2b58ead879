import { aliases } from '../knowledge/index.js';
import type { FileModel, NodeId } from '../semantic/index.js';
import { calleeOf } from './callee.js';
import { calleeName } from './callee-type.js';
import type { PackageFacts } from './package-facts.js';

/** True for a call whose result lies in memory of its receiver or first argument: `buf.Bytes()`, `bytes.TrimSpace(b)`. */
export function leadsIntoItsArgument(model: FileModel, facts: PackageFacts, call: NodeId): boolean {
  const name = calleeName(calleeOf(model, facts, model.callAt(call)));
  return name !== undefined && aliases.has(name);
}
