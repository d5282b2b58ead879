import type { FlatAst, NodeId } from '../../syntax/index.js';
import { NO_NODE, afterOf } from '../../syntax/index.js';
import type { FuncId, ScopeId, ScopeInfo, ScopeKind, SymbolId, SymbolInfo, SymbolKind } from './bindings.js';
import { NO_FUNC } from './bindings.js';
import { UNIVERSE } from './universe.js';

/** A name whose scope begins at a later node: behind its own statement, or at the body of its function. */
interface Pending {
  readonly at: NodeId;
  readonly scope: ScopeId;
  readonly symbol: SymbolId;
}

/** The scopes around the node that the binder stands at, and the symbols declared so far. */
export class ScopeStack {
  readonly scopes: ScopeInfo[] = [];
  readonly symbols: SymbolInfo[] = [];
  private readonly openScopes: ScopeId[] = [];
  private readonly openFunctions: FuncId[] = [];
  private readonly pending: Pending[] = [];
  private readonly universe: ScopeId;
  readonly packageScope: ScopeId;
  readonly fileScope: ScopeId;

  constructor(private readonly ast: FlatAst) {
    const root = 0 as NodeId;
    this.universe = this.open('universe', root);
    this.packageScope = this.open('package', root);
    this.fileScope = this.open('file', root);
  }

  get scope(): ScopeId {
    return (this.openScopes.at(-1) ?? -1) as ScopeId;
  }

  /** The innermost function, `NO_FUNC` outside of all. */
  get func(): FuncId {
    return this.openFunctions.at(-1) ?? NO_FUNC;
  }

  open(kind: ScopeKind, node: NodeId): ScopeId {
    const id = this.scopes.length as ScopeId;
    const parent = this.scope;
    this.scopes.push({ id, kind, parent, node, func: this.func, names: new Map() });
    this.openScopes.push(id);
    return id;
  }

  openFunction(func: FuncId, node: NodeId): void {
    this.openFunctions.push(func);
    this.open('function', node);
  }

  /** Brings names into force and closes scopes that end before `node`; to be called for each node in preorder. */
  moveTo(node: NodeId): void {
    this.declareUpTo(node);
    for (let scope = this.scopes[this.scope]; scope !== undefined; scope = this.scopes[this.scope]) {
      if (scope.node === 0 || afterOf(this.ast, scope.node) > node) return;
      this.openScopes.pop();
      if (scope.kind === 'function') this.openFunctions.pop();
    }
  }

  /** A symbol that has no name yet in any scope. */
  add(name: string, kind: SymbolKind, declaration: NodeId, scope = this.scope): SymbolId {
    const id = this.symbols.length as SymbolId;
    this.symbols.push({ id, name, kind, declaration, scope, func: this.func });
    return id;
  }

  /** Gives the symbol its name in a scope; the first declaration of a name stays. */
  name(scope: ScopeId, name: string, symbol: SymbolId): void {
    const names = this.scopes[scope]?.names;
    if (names?.has(name) === false) names.set(name, symbol);
  }

  /** Gives the symbol its name in the current scope when the binder comes to the node `at`. */
  nameLater(symbol: SymbolId, at: NodeId): void {
    this.pending.push({ at, scope: this.scope, symbol });
    // Nearly always the new one is the nearest; the list is as long as declarations are nested.
    this.pending.sort((a, b) => b.at - a.at || b.symbol - a.symbol);
  }

  /** What the name stands for in the innermost scope alone. */
  inCurrentScope(name: string): SymbolId | undefined {
    return this.scopes[this.scope]?.names.get(name);
  }

  /** What the name stands for here. A name that nobody declares is predeclared, or outside of the file. */
  lookUp(name: string): SymbolId {
    for (let i = this.openScopes.length - 1; i >= 0; i--) {
      const found = this.scopes[this.openScopes[i] as ScopeId]?.names.get(name);
      if (found !== undefined) return found;
    }
    const id = this.symbols.length as SymbolId;
    const kind = UNIVERSE.has(name) ? 'universe' : 'outside';
    this.symbols.push({ id, name, kind, declaration: NO_NODE, scope: this.universe, func: NO_FUNC });
    this.scopes[this.universe]?.names.set(name, id);
    return id;
  }

  private declareUpTo(node: NodeId): void {
    for (let next = this.pending.at(-1); next !== undefined && next.at <= node; next = this.pending.at(-1)) {
      const symbol = this.symbols[next.symbol];
      if (symbol !== undefined) this.scopes[next.scope]?.names.set(symbol.name, symbol.id);
      this.pending.pop();
    }
  }
}
