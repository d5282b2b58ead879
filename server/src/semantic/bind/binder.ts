import type { FlatAst, NodeId } from '../../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  afterOf,
  childIn,
  childrenOf,
  fieldOf,
  firstChild,
  kindOf,
  parentOf,
  textOf,
} from '../../syntax/index.js';
import type { Access, Bindings, FuncId, FuncInfo, ImportInfo, Reference, SymbolId, SymbolKind } from './bindings.js';
import { NO_SYMBOL } from './bindings.js';
import {
  accessOf,
  behindCaseTypes,
  isDeclaringName,
  isFunctionBody,
  isParameterOfFunction,
  isReceiverTypeParameter,
  isShortDeclared,
} from './identifier-role.js';
import { functionName, literalName } from './function-name.js';
import { readImports, readPackageName } from './imports.js';
import { Labels } from './labels.js';
import { ScopeStack } from './scope-stack.js';

/**
 * Binds every identifier of a file by the block structure of the Go specification.
 * One pass over the nodes in preorder, without recursion: a scope ends where the subtree of its node ends, and a
 * declaration takes effect behind its own statement.
 */
export function bind(ast: FlatAst, text: string): Bindings {
  return new Binder(ast, text).run();
}

class Binder {
  private readonly stack: ScopeStack;
  private readonly functions: FuncInfo[] = [];
  private readonly calls: NodeId[] = [];
  private readonly loops: NodeId[] = [];
  private readonly labels = new Labels();
  private readonly references: Reference[] = [];
  private readonly symbolOfNode: Int32Array;
  private readonly importOf = new Map<SymbolId, ImportInfo>();
  private readonly literalsOf = new Map<FuncId, number>();

  constructor(
    private readonly ast: FlatAst,
    private readonly text: string,
  ) {
    this.symbolOfNode = new Int32Array(ast.size).fill(NO_SYMBOL);
    this.stack = new ScopeStack(ast);
  }

  run(): Bindings {
    const packageName = readPackageName(this.ast, this.text);
    const imports = readImports(this.ast, this.text);
    for (const entry of imports) this.declareImport(entry);
    this.declarePackageLevel();
    for (let node = 0 as NodeId; node < this.ast.size; node = this.visit(node));
    return this.result(packageName, imports);
  }

  private result(packageName: string, imports: readonly ImportInfo[]): Bindings {
    const perSymbol: Reference[][] = this.stack.symbols.map(() => []);
    for (const reference of this.references) perSymbol[reference.symbol]?.push(reference);
    return {
      packageName,
      imports,
      scopes: this.stack.scopes,
      symbols: this.stack.symbols,
      functions: this.functions,
      calls: this.calls,
      loops: this.loops,
      labels: this.labels.result(),
      symbolOfNode: this.symbolOfNode,
      importOf: this.importOf,
      referencesOf: (symbol) => perSymbol[symbol] ?? [],
    };
  }

  /** Handles one node and answers the next to visit. */
  private visit(node: NodeId): NodeId {
    this.stack.moveTo(node);
    const kind = kindOf(this.ast, node);
    switch (kind) {
      case Kind.identifier:
      case Kind.type_identifier:
      case Kind.package_identifier:
        this.visitIdentifier(node);
        break;
      case Kind.call_expression:
        this.calls.push(node);
        break;
      case Kind.label_name:
        this.visitLabel(node);
        break;
      case Kind.import_declaration:
      case Kind.package_clause:
        return afterOf(this.ast, node);
      case Kind.function_declaration:
      case Kind.method_declaration:
      case Kind.func_literal:
        this.openFunction(node);
        break;
      case Kind.block:
        if (!isFunctionBody(this.ast, node)) this.stack.open('block', node);
        break;
      case Kind.for_statement:
        this.loops.push(node);
        this.stack.open('block', node);
        break;
      case Kind.if_statement:
      case Kind.expression_switch_statement:
      case Kind.type_switch_statement:
        this.stack.open('block', node);
        break;
      case Kind.expression_case:
      case Kind.type_case:
      case Kind.default_case:
      case Kind.communication_case:
        this.openClause(node);
        break;
      case Kind.type_parameter_list:
        this.openTypeParameters(parentOf(this.ast, node));
        break;
      default:
        break;
    }
    return (node + 1) as NodeId;
  }

  // ---- scopes

  /** The parameters of a generic type are in scope in its declaration; its own name belongs to the scope around. */
  private openTypeParameters(declaration: NodeId): void {
    const kind = kindOf(this.ast, declaration);
    if (kind === Kind.type_spec || kind === Kind.type_alias) this.stack.open('block', declaration);
  }

  private openFunction(node: NodeId): void {
    const id = this.functions.length as FuncId;
    const parent = this.stack.func;
    const body = childIn(this.ast, node, Field.body);
    const isLiteral = kindOf(this.ast, node) === Kind.func_literal;
    const name = isLiteral ? this.nameLiteral(parent) : functionName(this.ast, this.text, node);
    const kind = isLiteral ? 'literal' : kindOf(this.ast, node) === Kind.method_declaration ? 'method' : 'declaration';
    this.functions.push({ id, kind, node, parent, name, body });
    this.stack.openFunction(id, node);
  }

  private nameLiteral(parent: FuncId): string {
    const ordinal = (this.literalsOf.get(parent) ?? 0) + 1;
    this.literalsOf.set(parent, ordinal);
    return literalName(this.functions[parent], ordinal);
  }

  /** A clause of a type switch with `x := y.(type)` has an `x` of its own. */
  private openClause(node: NodeId): void {
    this.stack.open('clause', node);
    const parent = parentOf(this.ast, node);
    if (kindOf(this.ast, parent) !== Kind.type_switch_statement) return;
    const alias = childIn(this.ast, parent, Field.alias);
    const name = alias === NO_NODE ? NO_NODE : firstChild(this.ast, alias);
    if (name === NO_NODE || kindOf(this.ast, name) !== Kind.identifier) return;
    const symbol = this.stack.add(textOf(this.ast, this.text, name), 'type-switch-variable', name);
    this.stack.nameLater(symbol, behindCaseTypes(this.ast, node));
  }

  // ---- declarations

  private declareImport(entry: ImportInfo): void {
    if (entry.localName === '.' || entry.localName === '_') return;
    const symbol = this.stack.add(entry.localName, 'import', entry.node, this.stack.fileScope);
    this.importOf.set(symbol, entry);
    for (const name of entry.names) this.stack.name(this.stack.fileScope, name, symbol);
  }

  /** Package-level names are in scope everywhere, also before their declaration. */
  private declarePackageLevel(): void {
    for (const declaration of childrenOf(this.ast, 0 as NodeId)) {
      const kind = kindOf(this.ast, declaration);
      if (kind === Kind.function_declaration) this.declareNames(declaration, 'function');
      if (kind === Kind.type_declaration) this.declareSpecs(declaration, 'type');
      if (kind === Kind.const_declaration) this.declareSpecs(declaration, 'constant');
      if (kind === Kind.var_declaration) this.declareSpecs(declaration, 'variable');
    }
  }

  private declareSpecs(declaration: NodeId, kind: SymbolKind): void {
    for (const spec of childrenOf(this.ast, declaration)) {
      if (kindOf(this.ast, spec) === Kind.var_spec_list) this.declareSpecs(spec, kind);
      else this.declareNames(spec, kind);
    }
  }

  private declareNames(spec: NodeId, kind: SymbolKind): void {
    for (const name of childrenOf(this.ast, spec)) {
      if (fieldOf(this.ast, name) !== Field.name) continue;
      const label = textOf(this.ast, this.text, name);
      if (label === '_' || (kind === 'function' && label === 'init')) continue;
      const symbol = this.stack.add(label, kind, name, this.stack.packageScope);
      this.stack.name(this.stack.packageScope, label, symbol);
      this.symbolOfNode[name] = symbol;
    }
  }

  /** Declares `name` in the current scope, in force from the node `at` on. */
  private declareLater(name: NodeId, kind: SymbolKind, at: NodeId): void {
    const label = textOf(this.ast, this.text, name);
    if (label === '_') return;
    const symbol = this.stack.add(label, kind, name);
    this.symbolOfNode[name] = symbol;
    this.refer(name, symbol, 'declare');
    this.stack.nameLater(symbol, at);
  }

  private visitLabel(node: NodeId): void {
    const name = textOf(this.ast, this.text, node);
    const isDeclared = kindOf(this.ast, parentOf(this.ast, node)) === Kind.labeled_statement;
    if (isDeclared) this.labels.declare(name, node, this.stack.func);
    else this.labels.use(name, node, this.stack.func);
  }

  // ---- identifiers

  private visitIdentifier(node: NodeId): void {
    const parent = parentOf(this.ast, node);
    const parentKind = kindOf(this.ast, parent);
    if (isDeclaringName(this.ast, node)) {
      this.visitDeclaringName(node, parent, parentKind);
      return;
    }
    if (isShortDeclared(this.ast, node, parent)) {
      this.visitShortDeclared(node, parent);
      return;
    }
    if (parentKind === Kind.expression_list && fieldOf(this.ast, parent) === Field.alias) return;
    if (isReceiverTypeParameter(this.ast, node)) {
      this.declareLater(node, 'type-parameter', node);
      return;
    }
    this.use(node, accessOf(this.ast, node));
  }

  private visitDeclaringName(node: NodeId, parent: NodeId, parentKind: Kind): void {
    const declared = this.symbolOfNode[node] as SymbolId;
    if (declared !== NO_SYMBOL) {
      this.refer(node, declared, 'declare');
      return;
    }
    switch (parentKind) {
      case Kind.var_spec:
        this.declareLater(node, 'variable', afterOf(this.ast, parent));
        return;
      case Kind.const_spec:
        this.declareLater(node, 'constant', afterOf(this.ast, parent));
        return;
      case Kind.type_spec:
      case Kind.type_alias:
        this.declareLater(node, 'type', node);
        return;
      case Kind.type_parameter_declaration:
        this.declareLater(node, 'type-parameter', node);
        return;
      case Kind.parameter_declaration:
      case Kind.variadic_parameter_declaration:
        if (isParameterOfFunction(this.ast, parent)) this.declareParameter(node, parent);
        return;
      default:
        return;
    }
  }

  private declareParameter(node: NodeId, declaration: NodeId): void {
    const field = fieldOf(this.ast, parentOf(this.ast, declaration));
    const kind = field === Field.receiver ? 'receiver' : field === Field.result ? 'result' : 'parameter';
    const func = this.functions[this.stack.func];
    const body = func === undefined || func.body === NO_NODE ? undefined : func.body;
    this.declareLater(node, kind, body ?? afterOf(this.ast, func?.node ?? declaration));
  }

  private visitShortDeclared(node: NodeId, list: NodeId): void {
    const statement = parentOf(this.ast, list);
    const isLoop =
      kindOf(this.ast, statement) === Kind.range_clause ||
      kindOf(this.ast, parentOf(this.ast, statement)) === Kind.for_clause;
    const existing = this.stack.inCurrentScope(textOf(this.ast, this.text, node));
    // `a, b := …` assigns to names that its own block has already; at least one is new, or it does not compile.
    if (existing !== undefined && !isLoop) {
      this.symbolOfNode[node] = existing;
      this.refer(node, existing, 'write');
    } else this.declareLater(node, isLoop ? 'loop-variable' : 'variable', afterOf(this.ast, statement));
  }

  private use(node: NodeId, access: Access): void {
    const name = textOf(this.ast, this.text, node);
    if (name === '_') return;
    const symbol = this.stack.lookUp(name);
    this.symbolOfNode[node] = symbol;
    this.refer(node, symbol, access);
  }

  private refer(node: NodeId, symbol: SymbolId, access: Access): void {
    this.references.push({ node, symbol, access, func: this.stack.func });
  }
}
