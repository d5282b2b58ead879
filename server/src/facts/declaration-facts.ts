import type { FileModel, NodeId } from '../semantic/index.js';
import type { ChannelFacts, DeclarationChannels } from './channel-facts.js';
import { joinChannels, readChannelFacts } from './channel-facts.js';
import type { FieldStoreFact } from './field-stores.js';
import { readFieldStores } from './field-stores.js';
import type { FunctionFact, FunctionHere } from './function-facts.js';
import { readFunction } from './function-facts.js';
import type { DeclarationPools } from './pool-facts.js';
import { readDeclarationPools } from './pool-facts.js';

/**
 * What one top-level declaration tells of itself, plain data but for `func`. It depends on its own text and on what the file declares: typing in the
 * body of one function leaves that of the others as it is.
 */
export interface DeclarationFacts {
  readonly fieldStores: readonly FieldStoreFact[];
  readonly pools: DeclarationPools;
  readonly channels: DeclarationChannels;
  /** Where it is a function with a body. */
  readonly func: FunctionHere | undefined;
}

/** What the declarations of a file tell together. */
export interface JoinedFacts {
  readonly fieldStores: readonly FieldStoreFact[];
  readonly pools: readonly DeclarationPools[];
  readonly channels: ChannelFacts;
  readonly functions: readonly FunctionFact[];
}

/** Reads off a bound file what a top-level declaration tells. */
export function readDeclaration(model: FileModel, declaration: NodeId): DeclarationFacts {
  return {
    fieldStores: readFieldStores(model, declaration),
    pools: readDeclarationPools(model, declaration),
    channels: readChannelFacts(model, declaration),
    func: readFunction(model, declaration),
  };
}

/** The same in a later text of the file, in which the declaration is its own text again. */
export function moveDeclaration(facts: DeclarationFacts, model: FileModel, declaration: NodeId): DeclarationFacts {
  return facts.func === undefined ? facts : { ...facts, func: facts.func.movedTo(model, declaration) };
}

/** `parts` in source order. */
export function joinDeclarations(parts: readonly DeclarationFacts[]): JoinedFacts {
  return {
    fieldStores: parts.flatMap(({ fieldStores }) => fieldStores),
    pools: parts.map(({ pools }) => pools),
    channels: joinChannels(parts.map(({ channels }) => channels)),
    functions: parts.flatMap(({ func }) => func ?? []),
  };
}
