import type { Bindings, SymbolId, SymbolInfo } from './bindings.js';
import { NO_FUNC, NO_SYMBOL } from './bindings.js';
import { UNIVERSE } from './universe.js';

/** What a declaration hides: what its name would stand for at its place without it. */
export type Shadowed = { readonly by: 'file'; readonly symbol: SymbolInfo } | { readonly by: 'universe' };

/** What the declaration of a symbol hides in its scope; `undefined` if its name means nothing outside, or nothing here. */
export function shadowedBy(bindings: Bindings, id: SymbolId): Shadowed | undefined {
  const symbol = bindings.symbols[id];
  if (symbol === undefined || symbol.kind === 'universe' || symbol.kind === 'outside') return undefined;
  let scope = bindings.scopes[symbol.scope];
  for (scope = scope && bindings.scopes[scope.parent]; scope !== undefined; scope = bindings.scopes[scope.parent]) {
    const found = bindings.symbols[scope.names.get(symbol.name) ?? NO_SYMBOL];
    if (found === undefined || found.kind === 'outside') continue;
    if (found.kind === 'universe') return { by: 'universe' };
    // A local that is declared further down is not in force yet.
    const isInForce = found.func === NO_FUNC || found.declaration < symbol.declaration;
    if (isInForce) return { by: 'file', symbol: found };
  }
  return UNIVERSE.has(symbol.name) ? { by: 'universe' } : undefined;
}
