import type { Brand } from '../../base/index.js';
import type { NodeId } from '../../syntax/index.js';

/** Index into `Bindings.symbols`. */
export type SymbolId = Brand<number, 'SymbolId'>;
/** Index into `Bindings.functions`; `NO_FUNC` is code outside of all functions. */
export type FuncId = Brand<number, 'FuncId'>;
/** Index into `Bindings.scopes`. */
export type ScopeId = Brand<number, 'ScopeId'>;

export const NO_SYMBOL = -1 as SymbolId;
export const NO_FUNC = -1 as FuncId;

/**
 * What a name stands for. `outside`: no declaration in this file and not predeclared: another file of the package, a
 * dot import, or a mistake. `universe`: predeclared, unless another file of the package declares the name.
 */
export type SymbolKind =
  | 'universe'
  | 'outside'
  | 'import'
  | 'type'
  | 'constant'
  | 'function'
  | 'variable'
  | 'parameter'
  | 'receiver'
  | 'result'
  | 'loop-variable'
  | 'type-switch-variable'
  | 'type-parameter';

export interface SymbolInfo {
  readonly id: SymbolId;
  readonly name: string;
  readonly kind: SymbolKind;
  /** The declaring identifier; `NO_NODE` for universe and outside. */
  readonly declaration: NodeId;
  readonly scope: ScopeId;
  /** The function in which it is declared; `NO_FUNC` at package level. */
  readonly func: FuncId;
}

export type ScopeKind = 'universe' | 'package' | 'file' | 'function' | 'block' | 'clause';

export interface ScopeInfo {
  readonly id: ScopeId;
  readonly kind: ScopeKind;
  readonly parent: ScopeId;
  /** The node whose extent the scope is. */
  readonly node: NodeId;
  readonly func: FuncId;
  readonly names: Map<string, SymbolId>;
}

/**
 * What a use does with the variable. `key`: the key of a composite literal's element, which is a field of a struct
 * and a use of the name everywhere else; only the literal's type tells. `address`: its address is taken.
 */
export type Access = 'read' | 'write' | 'readwrite' | 'address' | 'key' | 'declare';

export interface Reference {
  readonly node: NodeId;
  readonly symbol: SymbolId;
  readonly access: Access;
  /** The innermost function around the use. */
  readonly func: FuncId;
}

export type FuncKind = 'declaration' | 'method' | 'literal';

export interface FuncInfo {
  readonly id: FuncId;
  readonly kind: FuncKind;
  readonly node: NodeId;
  /** The function around a literal. */
  readonly parent: FuncId;
  /** As Go's stack traces name it within its package: `(*conn).Close.func1`. */
  readonly name: string;
  /** `NO_NODE` for a declaration without body. */
  readonly body: NodeId;
}

/** A label; labels have a name space of their own in each function, and may be used before they are declared. */
export interface LabelInfo {
  readonly name: string;
  /** The name in front of the statement. */
  readonly declaration: NodeId;
  readonly func: FuncId;
  /** The names in `goto`, `break` and `continue`, ascending. */
  readonly uses: readonly NodeId[];
}

/** One import declaration. */
export interface ImportInfo {
  readonly node: NodeId;
  readonly path: string;
  /** `.` for a dot import, `_` for a blank one, otherwise the local name: given, or guessed from the path. */
  readonly localName: string;
  /** All names that the import may have here: the given one, or every guess, the likeliest first. */
  readonly names: readonly string[];
}

/** The result of binding one file: scopes, symbols, uses. Depends on the text of this file and nothing else. */
export interface Bindings {
  readonly packageName: string;
  readonly imports: readonly ImportInfo[];
  readonly scopes: readonly ScopeInfo[];
  readonly symbols: readonly SymbolInfo[];
  readonly functions: readonly FuncInfo[];
  /** Every call expression, ascending. */
  readonly calls: readonly NodeId[];
  /** Every for statement, ascending. */
  readonly loops: readonly NodeId[];
  /** Every label, ascending. */
  readonly labels: readonly LabelInfo[];
  /** Per node: what an identifier stands for, `NO_SYMBOL` for all other nodes. */
  readonly symbolOfNode: Int32Array;
  /** Per import symbol: its import. */
  readonly importOf: ReadonlyMap<SymbolId, ImportInfo>;
  /** All uses and declarations of a symbol in source order. */
  referencesOf(symbol: SymbolId): readonly Reference[];
}
