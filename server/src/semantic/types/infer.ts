import type { FlatAst, NodeId } from '../../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  childrenOf,
  fieldOf,
  firstChild,
  indexOfChild,
  kindOf,
  parentOf,
  textOf,
} from '../../syntax/index.js';
import type { Bindings, SymbolId, SymbolInfo } from '../bind/bindings.js';
import { unify } from './substitute.js';
import type { Type } from './type.js';
import { UNKNOWN, basic, pointerTo } from './type.js';
import { TypeReader } from './type-expression.js';

/** Deeper expressions are `unknown`: nobody writes them by hand, and the stack stays flat. */
const MAX_DEPTH = 100;

/** The types of expressions and variables, as far as one file tells; the rest stays symbolic. Answers are remembered. */
export class TypeInference {
  private readonly reader: TypeReader;
  private readonly ofSymbol = new Map<SymbolId, Type>();
  private depth = 0;

  constructor(
    private readonly ast: FlatAst,
    private readonly text: string,
    private readonly bindings: Bindings,
  ) {
    this.reader = new TypeReader(ast, text, bindings);
  }

  /** The type a type expression denotes. */
  typeNamedBy(node: NodeId): Type {
    return this.reader.read(node);
  }

  /** The signature of a function declaration, method or literal. */
  signatureOf(node: NodeId): Type {
    return this.reader.readSignature(node);
  }

  typeParametersOf(declaration: NodeId): readonly string[] {
    return this.reader.typeParameters(declaration);
  }

  typeOf(expression: NodeId): Type {
    if (expression === NO_NODE || this.depth > MAX_DEPTH) return UNKNOWN;
    this.depth++;
    const type = this.infer(expression);
    this.depth--;
    return type;
  }

  /** The type of a variable, parameter or other named value. */
  typeOfSymbol(id: SymbolId): Type {
    const known = this.ofSymbol.get(id);
    if (known !== undefined) return known;
    const symbol = this.bindings.symbols[id];
    if (symbol === undefined) return UNKNOWN;
    this.ofSymbol.set(id, UNKNOWN); // for a variable that is defined by itself
    const type = this.inferSymbol(symbol);
    this.ofSymbol.set(id, type);
    return type;
  }

  /** True if the expression denotes a type, as far as this file tells; names of other files are left to the facts. */
  isTypeHere(expression: NodeId): boolean {
    switch (kindOf(this.ast, expression)) {
      case Kind.identifier:
      case Kind.type_identifier: {
        const kind = this.symbolAt(expression)?.kind;
        if (kind === 'universe') return isPredeclaredType(textOf(this.ast, this.text, expression));
        return kind === 'type' || kind === 'type-parameter';
      }
      case Kind.parenthesized_expression:
        return this.isTypeHere(firstChild(this.ast, expression));
      case Kind.unary_expression:
        return this.ast.op[expression] === Op.times && this.isTypeHere(childIn(this.ast, expression, Field.operand));
      case Kind.index_expression:
        return this.isTypeHere(childIn(this.ast, expression, Field.operand));
      case Kind.parenthesized_type:
      case Kind.pointer_type:
      case Kind.generic_type:
      case Kind.qualified_type:
      case Kind.slice_type:
      case Kind.array_type:
      case Kind.map_type:
      case Kind.channel_type:
      case Kind.function_type:
      case Kind.interface_type:
      case Kind.struct_type:
        return true;
      default:
        return false;
    }
  }

  private symbolAt(node: NodeId): SymbolInfo | undefined {
    return this.bindings.symbols[this.bindings.symbolOfNode[node] as SymbolId];
  }

  private infer(node: NodeId): Type {
    switch (kindOf(this.ast, node)) {
      case Kind.identifier:
      case Kind.type_identifier:
        return this.typeOfName(node);
      case Kind.parenthesized_expression:
      case Kind.literal_element:
        return this.typeOf(firstChild(this.ast, node));
      case Kind.composite_literal:
      case Kind.type_conversion_expression:
      case Kind.type_assertion_expression:
        return this.reader.read(childIn(this.ast, node, Field.type));
      case Kind.func_literal:
        return this.reader.readSignature(node);
      case Kind.call_expression:
        return this.typeOfCall(node);
      case Kind.selector_expression:
        return this.typeOfSelector(node);
      case Kind.index_expression:
        return this.typeOfIndex(node);
      case Kind.slice_expression:
        return { tag: 'sliced', of: this.typeOf(childIn(this.ast, node, Field.operand)) };
      case Kind.unary_expression:
        return this.typeOfUnary(node);
      case Kind.binary_expression:
        return this.typeOfBinary(node);
      case Kind.int_literal:
        return basic('int');
      case Kind.float_literal:
        return basic('float64');
      case Kind.rune_literal:
        return basic('rune');
      case Kind.interpreted_string_literal:
      case Kind.raw_string_literal:
        return basic('string');
      case Kind.true:
      case Kind.false:
        return basic('bool');
      default:
        return UNKNOWN;
    }
  }

  private typeOfName(node: NodeId): Type {
    const symbol = this.symbolAt(node);
    return symbol === undefined ? UNKNOWN : this.typeOfSymbol(symbol.id);
  }

  private typeOfCall(node: NodeId): Type {
    const callee = childIn(this.ast, node, Field.function);
    const [first] = childrenOf(this.ast, childIn(this.ast, node, Field.arguments));
    const symbol = this.symbolAt(callee);
    if (symbol?.kind === 'universe') return this.typeOfBuiltin(symbol.name, first);
    if (this.isTypeHere(callee)) return this.reader.read(callee);
    return { tag: 'result', of: this.typeOfCallee(node), index: 0 };
  }

  /** The type of the called function; of a generic one with its type arguments, written or inferred from the values. */
  private typeOfCallee(call: NodeId): Type {
    const callee = childIn(this.ast, call, Field.function);
    const type = this.typeOf(callee);
    const written = this.reader.readArguments(call);
    if (written.length > 0) return { tag: 'instance', of: type, args: written };
    const symbol = this.symbolAt(callee);
    if (symbol?.kind !== 'function') return type;
    const generic = this.reader.readSignature(parentOf(this.ast, symbol.declaration));
    if (generic.tag !== 'func' || generic.typeParameters === undefined) return type;
    const found = new Map<string, Type>();
    const values = childrenOf(this.ast, childIn(this.ast, call, Field.arguments));
    for (const [i, parameter] of generic.params.entries()) {
      const value = values[i];
      if (value !== undefined) unify(parameter, this.typeOf(value), found);
    }
    return { tag: 'instance', of: type, args: generic.typeParameters.map((name) => found.get(name) ?? UNKNOWN) };
  }

  /** An element, or `f[int]`: a generic function with its type argument. */
  private typeOfIndex(node: NodeId): Type {
    const of = this.typeOf(childIn(this.ast, node, Field.operand));
    const index = childIn(this.ast, node, Field.index);
    const isFunction = of.tag === 'declared' && index !== NO_NODE && this.isTypeHere(index);
    return isFunction ? { tag: 'instance', of, args: [this.reader.read(index)] } : { tag: 'element', of };
  }

  private typeOfBuiltin(name: string, first: NodeId | undefined): Type {
    if (isPredeclaredType(name)) return basic(name);
    if (first === undefined) return UNKNOWN;
    switch (name) {
      case 'new':
        return this.typeOfNew(first);
      case 'make':
        return this.reader.read(first);
      case 'append':
      case 'min':
      case 'max':
        return this.typeOf(first);
      case 'len':
      case 'cap':
      case 'copy':
        return basic('int');
      default:
        return UNKNOWN;
    }
  }

  /** `new(x)` of a variable x (Go 1.26) looks like a type to the grammar; its name tells. */
  private typeOfNew(argument: NodeId): Type {
    const isValue = kindOf(this.ast, argument) === Kind.type_identifier && !this.mayBeType(argument);
    return pointerTo(isValue ? this.typeOf(argument) : this.reader.read(argument));
  }

  private mayBeType(name: NodeId): boolean {
    const kind = this.symbolAt(name)?.kind;
    return kind === 'type' || kind === 'type-parameter' || kind === 'outside' || kind === 'universe';
  }

  private typeOfSelector(node: NodeId): Type {
    const operand = childIn(this.ast, node, Field.operand);
    const name = textOf(this.ast, this.text, childIn(this.ast, node, Field.field));
    const path = this.reader.importPath(operand);
    if (path !== undefined) return { tag: 'declared', path, name };
    return { tag: 'field', of: this.typeOf(operand), name };
  }

  private typeOfUnary(node: NodeId): Type {
    const operand = this.typeOf(childIn(this.ast, node, Field.operand));
    switch (this.ast.op[node] as Op) {
      case Op.and:
        return pointerTo(operand);
      case Op.times:
        return operand.tag === 'pointer' ? operand.to : { tag: 'pointee', of: operand };
      case Op.receive:
        return { tag: 'element', of: operand };
      case Op.not:
        return basic('bool');
      default:
        return operand;
    }
  }

  private typeOfBinary(node: NodeId): Type {
    const op = this.ast.op[node] as Op;
    const isComparison = op >= Op.logicalAnd && op <= Op.greaterEqual;
    return isComparison ? basic('bool') : this.typeOf(childIn(this.ast, node, Field.left));
  }

  // ---- names

  private inferSymbol(symbol: SymbolInfo): Type {
    switch (symbol.kind) {
      case 'outside':
        return { tag: 'declared', path: '', name: symbol.name };
      case 'function':
        return { tag: 'declared', path: '', name: symbol.name };
      case 'parameter':
      case 'receiver':
      case 'result':
        return this.reader.parameterType(parentOf(this.ast, symbol.declaration));
      case 'variable':
      case 'constant':
      case 'loop-variable':
        return this.typeOfVariable(symbol);
      case 'type-switch-variable':
        return this.typeInClause(symbol);
      default:
        return UNKNOWN;
    }
  }

  private typeOfVariable(symbol: SymbolInfo): Type {
    const parent = parentOf(this.ast, symbol.declaration);
    const kind = kindOf(this.ast, parent);
    if (kind === Kind.var_spec || kind === Kind.const_spec) return this.typeInSpec(symbol.declaration, parent);
    if (kind !== Kind.expression_list) return UNKNOWN;
    const position = indexOfChild(this.ast, parent, symbol.declaration);
    const statement = parentOf(this.ast, parent);
    const right = childIn(this.ast, statement, Field.right);
    if (kindOf(this.ast, statement) === Kind.range_clause) return this.typeInRange(right, position);
    if (kindOf(this.ast, statement) === Kind.receive_statement)
      return position === 0 ? this.typeOf(right) : basic('bool');
    return this.typeOfValue(right === NO_NODE ? [] : childrenOf(this.ast, right), position);
  }

  private typeInSpec(name: NodeId, spec: NodeId): Type {
    const type = childIn(this.ast, spec, Field.type);
    if (type !== NO_NODE) return this.reader.read(type);
    const values = childIn(this.ast, spec, Field.value);
    const position = indexOfChild(this.ast, spec, name, Field.name);
    return this.typeOfValue(values === NO_NODE ? [] : childrenOf(this.ast, values), position);
  }

  /** The type of the value at `position` on the right of a definition: one value each, or one call for all. */
  private typeOfValue(values: readonly NodeId[], position: number): Type {
    const [first] = values;
    if (values.length !== 1 || first === undefined || position === 0) {
      const value = values[position];
      return value === undefined ? UNKNOWN : this.typeOf(value);
    }
    const isCall = kindOf(this.ast, first) === Kind.call_expression;
    if (!isCall) return position === 1 ? basic('bool') : UNKNOWN;
    return { tag: 'result', of: this.typeOfCallee(first), index: position };
  }

  private typeInRange(right: NodeId, position: number): Type {
    const of = this.typeOf(right);
    if (of.tag === 'basic' && of.name.includes('int')) return of;
    return position === 0 ? { tag: 'key', of } : { tag: 'element', of };
  }

  private typeInClause(symbol: SymbolInfo): Type {
    const clause = this.bindings.scopes[symbol.scope]?.node ?? NO_NODE;
    if (clause === NO_NODE) return UNKNOWN;
    const types = childrenOf(this.ast, clause).filter((child) => fieldOf(this.ast, child) === Field.type);
    const [only] = types;
    if (types.length === 1 && only !== undefined) return this.reader.read(only);
    return this.typeOf(childIn(this.ast, parentOf(this.ast, clause), Field.value));
  }
}

function isPredeclaredType(name: string): boolean {
  return /^(?:any|bool|byte|complex(?:64|128)|error|float(?:32|64)|u?int(?:8|16|32|64)?|rune|string|uintptr)$/.test(
    name,
  );
}
