/**
 * report: findings to bytes. Pure functions of a `Report`: the same input gives the same text on every machine.
 */
export * from './json.js';
export * from './markdown.js';
export type * from './report.js';
export * from './rule-page.js';
export * from './sarif.js';
export * from './text.js';
