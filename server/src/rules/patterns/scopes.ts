import type { FileModel, NodeId, ScopeInfo, SymbolInfo } from '../../semantic/index.js';
import { isWithin } from '../../semantic/index.js';

/** The scopes of functions, blocks and clauses around a place, the innermost first. */
export function scopesAround(model: FileModel, at: NodeId): readonly ScopeInfo[] {
  return model.bindings.scopes
    .filter(
      ({ kind, node }) => kind !== 'universe' && kind !== 'package' && kind !== 'file' && isWithin(model.ast, at, node),
    )
    .sort((a, b) => b.node - a.node || b.id - a.id);
}

/** True if the name means this symbol there: the innermost scope that has the name is the symbol's own. */
export function isVisible(model: FileModel, symbol: SymbolInfo, at: NodeId): boolean {
  const kind = model.bindings.scopes[symbol.scope]?.kind;
  const nearest = scopesAround(model, at).find(({ names }) => names.has(symbol.name));
  if (nearest === undefined) return kind === 'package' || kind === 'file';
  return nearest.id === symbol.scope && symbol.declaration < at;
}
