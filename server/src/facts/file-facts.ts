import type { NodeId } from '../syntax/index.js';
import {
  Field,
  Kind,
  NO_NODE,
  Op,
  afterOf,
  childIn,
  childrenIn,
  childrenOf,
  firstChild,
  fieldOf,
  kindOf,
  parentOf,
} from '../syntax/index.js';
import type { FileModel, Type } from '../semantic/index.js';
import { NO_FUNC } from '../semantic/index.js';
import type { ChannelFacts } from './channel-facts.js';
import { readChannelFacts } from './channel-facts.js';
import type { CondFacts } from './cond-facts.js';
import { readCondFacts } from './cond-facts.js';
import type { FunctionFact } from './function-facts.js';
import { readFunctions, withoutFile } from './function-facts.js';
import type { PoolFacts } from './pool-facts-types.js';
import { extractPoolFacts } from './pool-facts.js';

/** A package-level type declaration. */
export interface TypeFact {
  readonly name: string;
  readonly isAlias: boolean;
  readonly underlying: Type;
  /** The names of its type parameters, where it is generic. */
  readonly parameters?: readonly string[];
}

export interface MethodFact {
  readonly type: string;
  readonly name: string;
  readonly isPointerReceiver: boolean;
  readonly signature: Type;
  /** What the receiver calls the type parameters of a generic type. */
  readonly parameters?: readonly string[];
}

/** A package-level variable, constant or function. */
export interface ValueFact {
  readonly name: string;
  readonly kind: 'variable' | 'constant' | 'function';
  readonly type: Type;
}

/** `owner.field` is given a value of type `value`, by assignment or in a composite literal. */
export interface FieldStoreFact {
  readonly owner: Type;
  readonly field: string;
  readonly value: Type;
}

/** What one file tells the others of its package. Depends on the text of that file and nothing else; plain data but for `functions`. */
export interface FileFacts {
  readonly path: string;
  readonly packageName: string;
  readonly types: readonly TypeFact[];
  readonly methods: readonly MethodFact[];
  readonly values: readonly ValueFact[];
  readonly fieldStores: readonly FieldStoreFact[];
  /** What its functions do: computed on demand, no plain data. */
  readonly functions: readonly FunctionFact[];
  readonly pools: PoolFacts;
  readonly conds: CondFacts;
  readonly channels: ChannelFacts;
}

/** The facts without holding on to the file; where a function is asked about, `read` reads them once more. */
export function factsWithoutFile(read: () => FileFacts): FileFacts {
  const facts = read();
  return { ...facts, functions: withoutFile(facts.functions, () => read().functions) };
}

/** Reads the facts off a bound file. */
export function extractFacts(model: FileModel): FileFacts {
  return {
    path: model.path,
    packageName: model.bindings.packageName,
    types: readTypes(model),
    methods: readMethods(model),
    values: readValues(model),
    fieldStores: readFieldStores(model),
    functions: readFunctions(model),
    pools: extractPoolFacts(model),
    conds: readCondFacts(model),
    channels: readChannelFacts(model),
  };
}

function readTypes(model: FileModel): TypeFact[] {
  const { ast } = model;
  const specs = childrenOf(ast, 0 as NodeId)
    .filter((node) => kindOf(ast, node) === Kind.type_declaration)
    .flatMap((declaration) => childrenOf(ast, declaration));
  return specs
    .filter((spec) => kindOf(ast, spec) === Kind.type_spec || kindOf(ast, spec) === Kind.type_alias)
    .map((spec) => {
      const parameters = model.typeParametersOf(spec);
      return {
        name: model.textOf(childIn(ast, spec, Field.name)),
        isAlias: kindOf(ast, spec) === Kind.type_alias,
        underlying: model.typeNamedBy(childIn(ast, spec, Field.type)),
        ...(parameters.length > 0 && { parameters }),
      };
    });
}

function readMethods(model: FileModel): MethodFact[] {
  const { ast } = model;
  return model.bindings.functions
    .filter((func) => func.kind === 'method')
    .flatMap((func) => {
      const list = childIn(ast, func.node, Field.receiver);
      const parameter = list === NO_NODE ? NO_NODE : firstChild(ast, list);
      if (parameter === NO_NODE) return [];
      const receiver = model.typeNamedBy(childIn(ast, parameter, Field.type));
      const owner = receiver.tag === 'pointer' ? receiver.to : receiver;
      if (owner.tag !== 'named') return [];
      const name = model.textOf(childIn(ast, func.node, Field.name));
      const isPointerReceiver = receiver.tag === 'pointer';
      const parameters = owner.args?.map((argument) => (argument.tag === 'type-parameter' ? argument.name : ''));
      return [
        {
          ...{ type: owner.name, name, isPointerReceiver, signature: model.signatureOf(func.node) },
          ...(parameters !== undefined && { parameters }),
        },
      ];
    });
}

function readValues(model: FileModel): ValueFact[] {
  return model.bindings.symbols.flatMap((symbol): ValueFact[] => {
    if (symbol.func !== NO_FUNC || symbol.declaration === NO_NODE) return [];
    const declaration = parentOf(model.ast, symbol.declaration);
    switch (symbol.kind) {
      case 'function':
        return [{ name: symbol.name, kind: 'function', type: model.signatureOf(declaration) }];
      case 'variable':
      case 'constant':
        return [{ name: symbol.name, kind: symbol.kind, type: model.typeOfSymbol(symbol.id) }];
      default:
        return [];
    }
  });
}

function readFieldStores(model: FileModel): FieldStoreFact[] {
  const stores: FieldStoreFact[] = [];
  for (let node = 0 as NodeId; node < model.ast.size; node = (node + 1) as NodeId) {
    const kind = kindOf(model.ast, node);
    if (kind === Kind.assignment_statement) stores.push(...storesOfAssignment(model, node));
    if (kind === Kind.composite_literal) stores.push(...storesOfLiteral(model, node));
  }
  return stores;
}

function storesOfAssignment(model: FileModel, node: NodeId): FieldStoreFact[] {
  const { ast } = model;
  if (ast.op[node] !== Op.assign) return [];
  const targets = childrenOf(ast, childIn(ast, node, Field.left));
  const values = childrenOf(ast, childIn(ast, node, Field.right));
  return targets.flatMap((target, i) => {
    const selector = model.unparenthesized(target);
    if (kindOf(ast, selector) !== Kind.selector_expression) return [];
    const value = values.length === targets.length ? values[i] : undefined;
    const type: Type = value === undefined ? { tag: 'unknown' } : model.typeOf(value);
    const owner = model.typeOf(childIn(ast, selector, Field.operand));
    return [{ owner, field: model.textOf(childIn(ast, selector, Field.field)), value: type }];
  });
}

function storesOfLiteral(model: FileModel, node: NodeId): FieldStoreFact[] {
  const { ast } = model;
  const owner = model.typeOf(node);
  if (owner.tag !== 'named') return [];
  const body = childIn(ast, node, Field.body);
  if (body === NO_NODE || afterOf(ast, body) === body + 1) return [];
  return childrenOf(ast, body).flatMap((element) => {
    if (kindOf(ast, element) !== Kind.keyed_element) return [];
    const key = childIn(ast, element, Field.key);
    const [value] = childrenIn(ast, element, Field.value);
    const name = key === NO_NODE ? NO_NODE : firstChild(ast, key);
    if (value === undefined || name === NO_NODE || fieldOf(ast, key) !== Field.key) return [];
    if (kindOf(ast, name) !== Kind.identifier) return [];
    return [{ owner, field: model.textOf(name), value: model.typeOf(value) }];
  });
}
