import type { FlatAst, NodeId } from '../../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  childIn,
  childrenIn,
  childrenOf,
  fieldOf,
  firstChild,
  kindOf,
  textOf,
} from '../../syntax/index.js';
import type { Bindings, SymbolId } from '../bind/bindings.js';
import { NO_FUNC } from '../bind/bindings.js';
import type { StructField, Type } from './type.js';
import { EMPTY_INTERFACE, UNKNOWN, basic, pointerTo } from './type.js';

/** Reads the type that a type expression denotes. Local defined types are `unknown`: no other file can name them. */
export class TypeReader {
  constructor(
    private readonly ast: FlatAst,
    private readonly text: string,
    private readonly bindings: Bindings,
  ) {}

  read(node: NodeId): Type {
    if (node === NO_NODE) return UNKNOWN;
    switch (kindOf(this.ast, node)) {
      case Kind.identifier:
      case Kind.type_identifier:
        return this.readName(node);
      case Kind.qualified_type:
        return this.readQualified(node);
      case Kind.pointer_type:
        return pointerTo(this.read(firstChild(this.ast, node)));
      case Kind.parenthesized_type:
      case Kind.parenthesized_expression:
      case Kind.type_elem:
        return this.read(firstChild(this.ast, node));
      case Kind.unary_expression:
        return this.ast.op[node] === Op.times ? pointerTo(this.read(childIn(this.ast, node, Field.operand))) : UNKNOWN;
      case Kind.selector_expression:
        return this.readSelector(node);
      case Kind.slice_type:
        return { tag: 'slice', of: this.read(childIn(this.ast, node, Field.element)) };
      case Kind.array_type:
      case Kind.implicit_length_array_type:
        return { tag: 'array', of: this.read(childIn(this.ast, node, Field.element)) };
      case Kind.map_type:
        return {
          tag: 'map',
          key: this.read(childIn(this.ast, node, Field.key)),
          of: this.read(childIn(this.ast, node, Field.value)),
        };
      case Kind.channel_type:
        return this.readChannel(node);
      case Kind.function_type:
        return this.readSignature(node);
      case Kind.struct_type:
        return { tag: 'struct', fields: this.readFields(node) };
      case Kind.interface_type:
        return this.readInterface(node);
      case Kind.generic_type:
        return this.readInstance(childIn(this.ast, node, Field.type), this.readArguments(node));
      case Kind.index_expression:
        return this.readInstance(childIn(this.ast, node, Field.operand), [
          this.read(childIn(this.ast, node, Field.index)),
        ]);
      default:
        return UNKNOWN;
    }
  }

  /** Parameters and results of a function declaration, method, literal, function type or interface method. */
  readSignature(node: NodeId): Type {
    const params = this.readParameters(childIn(this.ast, node, Field.parameters));
    const result = childIn(this.ast, node, Field.result);
    const results =
      result === NO_NODE
        ? []
        : kindOf(this.ast, result) === Kind.parameter_list
          ? this.readParameters(result)
          : [this.read(result)];
    const typeParameters = this.typeParameters(node);
    return { tag: 'func', params, results, ...(typeParameters.length > 0 && { typeParameters }) };
  }

  /** The names of the type parameters of a generic type or function. */
  typeParameters(declaration: NodeId): string[] {
    const list = childIn(this.ast, declaration, Field.type_parameters);
    if (list === NO_NODE) return [];
    return childrenOf(this.ast, list).flatMap((parameter) =>
      childrenIn(this.ast, parameter, Field.name).map((name) => textOf(this.ast, this.text, name)),
    );
  }

  /** The type arguments written behind a type or a call. */
  readArguments(node: NodeId): Type[] {
    const list = childIn(this.ast, node, Field.type_arguments);
    return list === NO_NODE ? [] : childrenOf(this.ast, list).map((argument) => this.read(argument));
  }

  private readInstance(generic: NodeId, args: readonly Type[]): Type {
    const type = this.read(generic);
    return type.tag === 'named' && args.length > 0 ? { ...type, args } : type;
  }

  private readParameters(list: NodeId): Type[] {
    if (list === NO_NODE) return [];
    return childrenOf(this.ast, list).flatMap((parameter) => {
      const type = this.parameterType(parameter);
      const names = childrenIn(this.ast, parameter, Field.name).length;
      return Array.from({ length: Math.max(names, 1) }, () => type);
    });
  }

  /** The type a parameter has inside its function: a variadic one is a slice there. */
  parameterType(parameter: NodeId): Type {
    const type = this.read(childIn(this.ast, parameter, Field.type));
    return kindOf(this.ast, parameter) === Kind.variadic_parameter_declaration ? { tag: 'slice', of: type } : type;
  }

  private readName(node: NodeId): Type {
    const symbol = this.bindings.symbols[this.bindings.symbolOfNode[node] as SymbolId];
    if (symbol === undefined) return UNKNOWN;
    switch (symbol.kind) {
      case 'universe':
        return universeType(symbol.name);
      case 'outside':
        return { tag: 'named', path: '', name: symbol.name };
      case 'type':
        return symbol.func === NO_FUNC ? { tag: 'named', path: '', name: symbol.name } : UNKNOWN;
      case 'type-parameter':
        return { tag: 'type-parameter', name: symbol.name };
      default:
        return UNKNOWN;
    }
  }

  private readQualified(node: NodeId): Type {
    const path = this.importPath(childIn(this.ast, node, Field.package));
    const name = childIn(this.ast, node, Field.name);
    return path === undefined ? UNKNOWN : { tag: 'named', path, name: textOf(this.ast, this.text, name) };
  }

  private readSelector(node: NodeId): Type {
    const path = this.importPath(childIn(this.ast, node, Field.operand));
    const name = childIn(this.ast, node, Field.field);
    return path === undefined ? UNKNOWN : { tag: 'named', path, name: textOf(this.ast, this.text, name) };
  }

  /** The import path that an identifier stands for, if it is an import's name. */
  importPath(node: NodeId): string | undefined {
    if (node === NO_NODE) return undefined;
    return this.bindings.importOf.get(this.bindings.symbolOfNode[node] as SymbolId)?.path;
  }

  private readChannel(node: NodeId): Type {
    const of = this.read(childIn(this.ast, node, Field.value));
    const op = this.ast.op[node];
    const direction = op === Op.channelSend ? 'send' : op === Op.channelReceive ? 'receive' : 'both';
    return { tag: 'chan', direction, of };
  }

  private readInterface(node: NodeId): Type {
    const elements = childrenOf(this.ast, node);
    const methods = elements.filter((element) => kindOf(this.ast, element) === Kind.method_elem);
    const embedded = elements.flatMap((element) => this.readEmbeddedInterface(element));
    return {
      tag: 'interface',
      methods: methods.map((method) => textOf(this.ast, this.text, childIn(this.ast, method, Field.name))),
      hasMore: methods.length < elements.length,
      ...(methods.length > 0 && { signatures: methods.map((method) => this.readSignature(method)) }),
      ...(embedded.length > 0 && { embedded }),
    };
  }

  /** `io.Closer`, but not `~int` and `A | B`, which are no interfaces with methods to call. */
  private readEmbeddedInterface(element: NodeId): Type[] {
    if (kindOf(this.ast, element) !== Kind.type_elem || childrenOf(this.ast, element).length !== 1) return [];
    const type = this.read(firstChild(this.ast, element));
    return type.tag === 'named' || (type.tag === 'basic' && type.name === 'error') ? [type] : [];
  }

  private readFields(struct: NodeId): StructField[] {
    const list = firstChild(this.ast, struct);
    if (list === NO_NODE) return [];
    return childrenOf(this.ast, list).flatMap((declaration) => this.readField(declaration));
  }

  private readField(declaration: NodeId): StructField[] {
    if (kindOf(this.ast, declaration) !== Kind.field_declaration) return [];
    const written = this.read(childIn(this.ast, declaration, Field.type));
    const names = childrenOf(this.ast, declaration).filter((child) => fieldOf(this.ast, child) === Field.name);
    if (names.length > 0) {
      return names.map((name) => ({ name: textOf(this.ast, this.text, name), type: written, isEmbedded: false }));
    }
    const type = this.ast.op[declaration] === Op.embeddedPointer ? pointerTo(written) : written;
    const named = written.tag === 'pointer' ? written.to : written;
    if (named.tag !== 'named' && named.tag !== 'basic') return [];
    return [{ name: named.name, type, isEmbedded: true }];
  }
}

function universeType(name: string): Type {
  if (name === 'any' || name === 'comparable') return EMPTY_INTERFACE;
  return basic(name);
}
