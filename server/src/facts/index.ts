/**
 * facts: what one file tells the others, and how it adds up per package. Plain data below, questions on top.
 */
export * from './file-facts.js';
export * from './package-facts.js';
