import type { FlatAst, NodeId } from '../../syntax/index.js';
import { NO_NODE, afterOf } from '../../syntax/index.js';
import type { FuncId, ScopeId, ScopeInfo, ScopeKind, SymbolId, SymbolInfo, SymbolKind } from './bindings.js';
import { NO_FUNC } from './bindings.js';
import { UNIVERSE } from './universe.js';

/** Names whose scope begins at a later node: behind their own statement, or at the body of their function. */
interface Pending {
  readonly at: NodeId;
  readonly scope: ScopeId;
  readonly symbols: SymbolId[];
}

/** What a name stands for in one scope. */
interface Visible {
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
  /** Per name: what it stands for in the open scopes, the innermost last. */
  private readonly visible = new Map<string, Visible[]>();
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

  /** Closes scopes that end before `node` and brings names into force; to be called for each node in preorder. */
  moveTo(node: NodeId): void {
    for (let scope = this.scopes[this.scope]; scope !== undefined; scope = this.scopes[this.scope]) {
      if (scope.node === 0 || afterOf(this.ast, scope.node) > node) break;
      this.close(scope);
    }
    this.declareUpTo(node);
  }

  /** A symbol that has no name yet in any scope. */
  add(name: string, kind: SymbolKind, declaration: NodeId, scope = this.scope): SymbolId {
    const id = this.symbols.length as SymbolId;
    this.symbols.push({ id, name, kind, declaration, scope, func: this.func });
    return id;
  }

  /** Gives the symbol its name in a scope; the first declaration of a name stays. */
  name(scope: ScopeId, name: string, symbol: SymbolId): void {
    if (this.scopes[scope]?.names.has(name) === false) this.show(scope, name, symbol);
  }

  /** Gives the symbol its name in the current scope when the binder comes to the node `at`. */
  nameLater(symbol: SymbolId, at: NodeId): void {
    // Nearly always it is the nearest; the list is as long as declarations are nested.
    let i = this.pending.length;
    while (i > 0 && (this.pending[i - 1]?.at ?? at) < at) i--;
    const last = this.pending[i - 1];
    if (last?.at === at && last.scope === this.scope) last.symbols.push(symbol);
    else this.pending.splice(i, 0, { at, scope: this.scope, symbols: [symbol] });
  }

  /** What the name stands for in the innermost scope alone. */
  inCurrentScope(name: string): SymbolId | undefined {
    return this.scopes[this.scope]?.names.get(name);
  }

  /** What the name stands for here. A name that nobody declares is predeclared, or outside of the file. */
  lookUp(name: string): SymbolId {
    const found = this.visible.get(name)?.at(-1);
    if (found !== undefined) return found.symbol;
    const id = this.symbols.length as SymbolId;
    const kind = UNIVERSE.has(name) ? 'universe' : 'outside';
    this.symbols.push({ id, name, kind, declaration: NO_NODE, scope: this.universe, func: NO_FUNC });
    this.show(this.universe, name, id);
    return id;
  }

  private declareUpTo(node: NodeId): void {
    for (let next = this.pending.at(-1); next !== undefined && next.at <= node; next = this.pending.at(-1)) {
      for (const id of next.symbols) this.declare(next.scope, id);
      this.pending.pop();
    }
  }

  private declare(scopeId: ScopeId, id: SymbolId): void {
    const symbol = this.symbols[id];
    const scope = this.scopes[scopeId];
    if (symbol === undefined || scope === undefined) return;
    // A scope that ends with the declaration has the name, but nobody can use it.
    if (this.isOpen(scope)) this.show(scopeId, symbol.name, id);
    else scope.names.set(symbol.name, id);
  }

  /** For the scope of a declaration that ends here: either it is still around, or only scopes around it are. */
  private isOpen(scope: ScopeInfo): boolean {
    return scope.id <= this.scope;
  }

  private show(scope: ScopeId, name: string, symbol: SymbolId): void {
    this.scopes[scope]?.names.set(name, symbol);
    const stack = this.visible.get(name);
    if (stack === undefined) {
      this.visible.set(name, [{ scope, symbol }]);
      return;
    }
    // Nearly always on top; imports come before what the package declares.
    let at = stack.length;
    while (at > 0 && (stack[at - 1]?.scope ?? 0) > scope) at--;
    const isKnown = stack[at - 1]?.scope === scope;
    stack.splice(isKnown ? at - 1 : at, isKnown ? 1 : 0, { scope, symbol });
  }

  private close(scope: ScopeInfo): void {
    this.openScopes.pop();
    if (scope.kind === 'function') this.openFunctions.pop();
    for (const name of scope.names.keys()) {
      const stack = this.visible.get(name);
      if (stack?.at(-1)?.scope === scope.id) stack.pop();
    }
  }
}
