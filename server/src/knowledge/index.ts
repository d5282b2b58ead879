/**
 * knowledge: facts about Go's standard library that no file of the user states, each with its source.
 */
export * from './no-return.js';
