import type { WorkspacePath } from '../base/index.js';
import { firstAtLeast } from '../base/index.js';
import type { FlatAst, NodeId } from '../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  containsError,
  firstChild,
  kindOf,
  parentOf,
  textOf,
} from '../syntax/index.js';
import type { Span } from '../text/index.js';
import type { Bindings, FuncId, FuncInfo, Reference, SymbolId, SymbolInfo } from './bind/bindings.js';
import { NO_FUNC, NO_SYMBOL } from './bind/bindings.js';
import { bind } from './bind/binder.js';
import type { Call } from './call.js';
import { buildCfg } from './cfg/build.js';
import type { Cfg, FlowQuestions } from './cfg/cfg.js';
import { combined, differs } from './cfg/differs.js';
import { questionsOfFile } from './cfg/questions.js';
import { Looks } from './looks.js';
import { TypeInference } from './types/infer.js';
import type { Type } from './types/type.js';

export type { Call } from './call.js';

/**
 * What names, types and paths mean inside one file: the façade that rules ask. Built from the text of the file alone;
 * what only other files know is symbolic in the types and `outside` in the bindings.
 */
export class FileModel {
  readonly bindings: Bindings;
  /** At what the check that is under way looks outside of its own declaration. */
  readonly looks = new Looks();
  private readonly types: TypeInference;
  /** Every rule asks for the calls. */
  private readonly calls = new Map<NodeId, Call>();
  private readonly cfgs = new Map<FuncId, Cfg>();
  private readonly cfgsWith = new WeakMap<Partial<FlowQuestions>, Map<FuncId, Cfg>>();

  constructor(
    readonly path: WorkspacePath,
    readonly text: string,
    readonly ast: FlatAst,
  ) {
    this.bindings = bind(ast, text);
    this.types = new TypeInference(ast, text, this.bindings);
  }

  // ---- text

  textOf(node: NodeId): string {
    return textOf(this.ast, this.text, node);
  }

  spanOf(node: NodeId): Span {
    return { start: this.ast.start[node] ?? 0, end: this.ast.end[node] ?? 0 };
  }

  // ---- names

  /** The symbol that an identifier stands for, parentheses around it looked through. */
  symbolAt(node: NodeId): SymbolInfo | undefined {
    const id = this.bindings.symbolOfNode[this.unparenthesized(node)] as SymbolId | undefined;
    return id === undefined || id === NO_SYMBOL ? undefined : this.bindings.symbols[id];
  }

  symbol(id: SymbolId): SymbolInfo | undefined {
    return this.bindings.symbols[id];
  }

  referencesOf(symbol: SymbolId): readonly Reference[] {
    if (this.bindings.symbols[symbol]?.func === NO_FUNC) this.looks.everywhere();
    return this.bindings.referencesOf(symbol);
  }

  /** The import path that an identifier stands for, if it is the name of an import. */
  importPathAt(node: NodeId): string | undefined {
    const symbol = this.symbolAt(node);
    return symbol === undefined ? undefined : this.bindings.importOf.get(symbol.id)?.path;
  }

  unparenthesized(node: NodeId): NodeId {
    let inner = node;
    while (inner !== NO_NODE && kindOf(this.ast, inner) === Kind.parenthesized_expression) {
      inner = firstChild(this.ast, inner);
    }
    return inner;
  }

  /** The expression together with the parentheses around it. */
  parenthesized(node: NodeId): NodeId {
    let outer = node;
    while (kindOf(this.ast, parentOf(this.ast, outer)) === Kind.parenthesized_expression) {
      outer = parentOf(this.ast, outer);
    }
    return outer;
  }

  // ---- functions

  /** The innermost function around `node`; a function literal is inside itself. */
  funcAt(node: NodeId): FuncInfo | undefined {
    const { functions } = this.bindings;
    let found = functions[firstAtLeast(functions.length, (i) => functions[i]?.node ?? 0, node + 1) - 1];
    while (found !== undefined && afterOf(this.ast, found.node) <= node) found = functions[found.parent];
    return found;
  }

  /** The innermost function around an offset. */
  funcAtOffset(offset: number): FuncInfo | undefined {
    const { functions } = this.bindings;
    const startOf = (i: number): number => this.ast.start[functions[i]?.node ?? 0] ?? 0;
    let found = functions[firstAtLeast(functions.length, startOf, offset + 1) - 1];
    while (found !== undefined && this.spanOf(found.node).end <= offset) found = functions[found.parent];
    return found;
  }

  func(id: FuncId): FuncInfo | undefined {
    return id === NO_FUNC ? undefined : this.bindings.functions[id];
  }

  /** True if `inner` is `outer` or a literal inside it. */
  isFuncWithin(inner: FuncId, outer: FuncId): boolean {
    for (let id = inner; id !== NO_FUNC; id = this.bindings.functions[id]?.parent ?? NO_FUNC) {
      if (id === outer) return true;
    }
    return outer === NO_FUNC;
  }

  /** The function and the literals inside it, in source order. */
  functionsWithin(func: FuncInfo): readonly FuncInfo[] {
    const { functions } = this.bindings;
    const end = afterOf(this.ast, func.node);
    const found: FuncInfo[] = [];
    for (let id: number = func.id; id < functions.length; id++) {
      const inner = functions[id];
      if (inner === undefined || inner.node >= end) break;
      found.push(inner);
    }
    return found;
  }

  /** A function with a syntax error anywhere in it is not judged: half of it may be missing. */
  isBroken(func: FuncInfo): boolean {
    let outermost = func;
    for (let parent = this.func(func.parent); parent !== undefined; parent = this.func(parent.parent))
      outermost = parent;
    return containsError(this.ast, outermost.node);
  }

  /** The control flow of a function, built when first asked for. */
  cfg(func: FuncInfo): Cfg {
    const known = this.cfgs.get(func.id);
    if (known !== undefined) return known;
    const cfg = buildCfg(this.ast, this.text, func, questionsOfFile(this));
    this.cfgs.set(func.id, cfg);
    return cfg;
  }

  /**
   * The control flow of a function with what others know besides this file, such as which functions of the package
   * never return. It is `cfg(func)` itself where they know nothing new of this function. Kept as long as `known` lives.
   */
  cfgWith(func: FuncInfo, known: Partial<FlowQuestions>): Cfg {
    const kept = this.cfgsWith.get(known) ?? new Map<FuncId, Cfg>();
    this.cfgsWith.set(known, kept);
    const before = kept.get(func.id);
    if (before !== undefined) return before;
    const file = questionsOfFile(this);
    const plain = this.cfg(func);
    const isOther = differs(this, plain, file, known);
    const cfg = isOther ? buildCfg(this.ast, this.text, func, combined(file, known)) : plain;
    kept.set(func.id, cfg);
    return cfg;
  }

  // ---- types and calls

  typeOf(expression: NodeId): Type {
    return this.types.typeOf(expression);
  }

  typeOfSymbol(symbol: SymbolId): Type {
    return this.types.typeOfSymbol(symbol);
  }

  typeNamedBy(typeExpression: NodeId): Type {
    return this.types.typeNamedBy(typeExpression);
  }

  signatureOf(func: NodeId): Type {
    return this.types.signatureOf(func);
  }

  /** The names of the type parameters of a type declaration or function. */
  typeParametersOf(declaration: NodeId): readonly string[] {
    return this.types.typeParametersOf(declaration);
  }

  isTypeHere(expression: NodeId): boolean {
    return this.types.isTypeHere(expression);
  }

  /** The calls in the subtree of `node`, in source order. */
  callsIn(node: NodeId): Call[] {
    const { calls } = this.bindings;
    const end = afterOf(this.ast, node);
    const found: Call[] = [];
    for (let i = firstAtLeast(calls.length, (k) => calls[k] ?? 0, node); i < calls.length; i++) {
      const call = calls[i];
      if (call === undefined || call >= end) break;
      found.push(this.callAt(call));
    }
    return found;
  }

  callAt(node: NodeId): Call {
    const known = this.calls.get(node);
    if (known !== undefined) return known;
    const callee = this.unparenthesized(childIn(this.ast, node, Field.function));
    const list = childIn(this.ast, node, Field.arguments);
    const call = { node, callee, args: list === NO_NODE ? [] : childrenOf(this.ast, list) };
    this.calls.set(node, call);
    return call;
  }

  /**
   * The function of an imported package that is called, as `path.Name`; several where dot imports leave it open.
   * Methods and functions of this package have none.
   */
  importedCallees(call: Call): readonly string[] {
    if (call.callee === NO_NODE) return [];
    if (kindOf(this.ast, call.callee) === Kind.selector_expression) {
      const path = this.importPathAt(childIn(this.ast, call.callee, Field.operand));
      return path === undefined ? [] : [`${path}.${this.textOf(childIn(this.ast, call.callee, Field.field))}`];
    }
    const symbol = this.symbolAt(call.callee);
    if (symbol?.kind !== 'outside') return [];
    const dots = this.bindings.imports.filter((entry) => entry.localName === '.');
    return dots.map((entry) => `${entry.path}.${symbol.name}`);
  }

  /**
   * What `importedCallees` says, and methods of imported types, as `(*path.Type).Name` and `(path.Type).Name` by the type
   * of the operand. A method promoted through a type of the package itself is not among them.
   */
  standardCallees(call: Call): readonly string[] {
    const imported = this.importedCallees(call);
    if (imported.length > 0 || call.callee === NO_NODE) return imported;
    if (kindOf(this.ast, call.callee) !== Kind.selector_expression) return imported;
    const type = this.typeOf(childIn(this.ast, call.callee, Field.operand));
    const base = type.tag === 'pointer' ? type.to : type;
    if (base.tag !== 'named' || base.path === '') return imported;
    const name = this.textOf(childIn(this.ast, call.callee, Field.field));
    return [`(*${base.path}.${base.name}).${name}`, `(${base.path}.${base.name}).${name}`];
  }
}
