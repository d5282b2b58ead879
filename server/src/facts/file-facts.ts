import type { NodeId } from '../syntax/index.js';
import { Field, Kind, NO_NODE, childIn, childrenOf, firstChild, kindOf, parentOf } from '../syntax/index.js';
import type { FileModel, Type } from '../semantic/index.js';
import { NO_FUNC } from '../semantic/index.js';
import type { CalleeRef } from './callee-ref.js';
import type { ChannelFacts } from './channel-facts.js';
import type { CondFacts } from './cond-facts.js';
import { readCondFacts } from './cond-facts.js';
import type { ConstantValue } from './constant-facts.js';
import { readConstant } from './constant-facts.js';
import type { DeclarationFacts } from './declaration-facts.js';
import { joinDeclarations, moveDeclaration, readDeclaration } from './declaration-facts.js';
import type { FieldStoreFact } from './field-stores.js';
import type { FunctionFact } from './function-facts.js';
import { withoutFile } from './function-facts.js';
import type { PoolFacts } from './pool-facts-types.js';
import { extractPoolFacts, settledPools } from './pool-facts.js';
import type { PushFact } from './slice-facts.js';
import { readPushes } from './slice-facts.js';
import { readStarts } from './start-facts.js';
import { readTraceStops } from './trace-facts.js';

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
  /** Of an integer constant, where its declaration says it. */
  readonly value?: ConstantValue;
}

/**
 * What one file tells the others of its package. Depends on the text of that file and nothing else. Plain data but for
 * `functions`; a part of `pools` is computed when it is first read.
 */
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
  /** The slices in fields and package variables that it appends to. */
  readonly pushes: readonly PushFact[];
  /** The functions and methods of the package that it starts as goroutines. */
  readonly starts: readonly CalleeRef[];
  /** What it names of what ends traces and profiles: `Stop`, `StopCPUProfile`. */
  readonly traceStops: readonly string[];
}

/** The facts without holding on to the file; where a function is asked about, `read` reads them once more. */
export function factsWithoutFile(read: () => FileFacts): FileFacts {
  const facts = read();
  return {
    ...facts,
    functions: withoutFile(facts.functions, () => read().functions),
    pools: settledPools(facts.pools),
  };
}

/** The facts of a file with what each of its top-level declarations tells for itself. */
export interface FactsInParts {
  readonly facts: FileFacts;
  /** In source order. */
  readonly parts: readonly DeclarationFacts[];
}

/** The facts of an earlier text of the file, from which this one differs only in the body of one function. */
export interface FactsBefore extends FactsInParts {
  /** The function, by its place among the top-level declarations. */
  readonly changed: number;
}

/** Reads the facts off a bound file. */
export function extractFacts(model: FileModel): FileFacts {
  return extractInParts(model).facts;
}

/** Reads the facts off a bound file; what an earlier text told as well is taken from there. */
export function extractInParts(model: FileModel, before?: FactsBefore): FactsInParts {
  const parts = childrenOf(model.ast, 0 as NodeId).map((declaration, i) => {
    const known = i === before?.changed ? undefined : before?.parts[i];
    return known === undefined ? readDeclaration(model, declaration) : moveDeclaration(known, model, declaration);
  });
  const { fieldStores, channels, functions, pools } = joinDeclarations(parts);
  const facts: FileFacts = {
    path: model.path,
    packageName: model.bindings.packageName,
    types: before?.facts.types ?? readTypes(model),
    methods: before?.facts.methods ?? readMethods(model),
    values: before?.facts.values ?? readValues(model),
    fieldStores,
    pushes: readPushes(model),
    starts: readStarts(model),
    traceStops: readTraceStops(model),
    functions,
    pools: extractPoolFacts(model, pools),
    conds: readCondFacts(model),
    channels,
  };
  return { facts, parts };
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
        return [{ name: symbol.name, kind: 'variable', type: model.typeOfSymbol(symbol.id) }];
      case 'constant': {
        const value = readConstant(model, symbol.declaration);
        const fact = { name: symbol.name, kind: 'constant', type: model.typeOfSymbol(symbol.id) } as const;
        return [value === undefined ? fact : { ...fact, value }];
      }
      default:
        return [];
    }
  });
}
