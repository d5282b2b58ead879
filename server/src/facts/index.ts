/**
 * facts: what one file tells the others, and how it adds up per package. Plain data below, questions on top.
 */
export * from './callee.js';
export * from './callee-ref.js';
export * from './callee-type.js';
export * from './channel-facts.js';
export * from './cond-facts.js';
export * from './file-facts.js';
export * from './foreign-types.js';
export * from './function-facts.js';
export * from './package-facts.js';
export * from './effect.js';
export * from './pool-facts.js';
export * from './pool-facts-element.js';
export * from './pool-facts-flow.js';
export * from './pool-facts-meaning.js';
export * from './pool-facts-places.js';
export * from './pool-facts-protocol.js';
export * from './pool-facts-sites.js';
export * from './pool-facts-steps.js';
export * from './pool-facts-memory.js';
export * from './pool-facts-types.js';
export * from './selected.js';
export * from './sibling-packages.js';
export * from './summaries.js';
export * from './type-name.js';
