import type { NodeId } from '../../syntax/index.js';
import { endsGoroutine, panics } from '../../knowledge/index.js';
import type { SymbolInfo } from '../bind/bindings.js';
import type { CallEffect } from './build.js';

/** What the effect of a call depends on. */
export interface CalleeResolver<C> {
  callAt(node: NodeId): C & { readonly callee: NodeId };
  symbolAt(node: NodeId): SymbolInfo | undefined;
  importedCallees(call: C): readonly string[];
}

/** What a call of a predeclared or standard function does to the flow; every other call is taken to return. */
export function callEffect<C>(model: CalleeResolver<C>, node: NodeId): CallEffect {
  const call = model.callAt(node);
  const symbol = model.symbolAt(call.callee);
  if (symbol?.kind === 'universe') return symbol.name === 'panic' ? 'panics' : 'returns';
  for (const callee of model.importedCallees(call)) {
    if (panics.has(callee)) return 'panics';
    if (endsGoroutine.has(callee)) return 'ends';
  }
  return 'returns';
}
