/**
 * semantic: what names, types and paths mean inside one file. What it cannot know it calls unknown, symbolic or
 * outside; it never guesses.
 */
export type { NodeId } from '../syntax/index.js';
export * from './bind/bindings.js';
export * from './cfg/cfg.js';
export * from './flow/paths.js';
export * from './model.js';
export * from './print.js';
export * from './tree.js';
export * from './types/type.js';
