/**
 * semantic: what names, types and paths mean inside one file. What it cannot know it calls unknown, symbolic or
 * outside; it never guesses.
 */
export type { NodeId } from '../syntax/index.js';
export * from './at-once.js';
export * from './bind/bindings.js';
export * from './bind/shadows.js';
export * from './cfg/call-effect.js';
export * from './cfg/cfg.js';
export { deferredFunction, questionsOfFile, rangeKindOf } from './cfg/questions.js';
export type { Fact, Known, Test } from './flow/conditions.js';
export { isNil, testAt, valueGivenTo, variableAt } from './flow/conditions.js';
export * from './flow/captures.js';
export * from './flow/deferred.js';
export * from './flow/dominators.js';
export * from './flow/error-guards.js';
export * from './flow/loops.js';
export * from './flow/nested.js';
export { pointsBefore } from './flow/order.js';
export * from './flow/path-search.js';
export * from './flow/paths.js';
export * from './flow/value-flow.js';
export * from './enclosing-loops.js';
export * from './literals.js';
export type { Looked } from './looks.js';
export * from './model.js';
export * from './print.js';
export * from './print-flow.js';
export * from './tree.js';
export * from './types/substitute.js';
export * from './types/type.js';
export * from './uses.js';
