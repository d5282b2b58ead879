import type { FlatAst, NodeId } from '../../syntax/index.js';
import type { FuncInfo, SymbolInfo } from '../bind/bindings.js';
import type { Call } from '../call.js';
import type { Type } from '../types/type.js';

/** What graphs ask the model of their file, which makes them. */
export interface FlowModel {
  readonly ast: FlatAst;
  textOf(node: NodeId): string;
  symbolAt(node: NodeId): SymbolInfo | undefined;
  unparenthesized(node: NodeId): NodeId;
  funcAt(node: NodeId): FuncInfo | undefined;
  typeOf(expression: NodeId): Type;
  callsIn(node: NodeId): Call[];
  callAt(node: NodeId): Call;
  standardCallees(call: Call): readonly string[];
}
