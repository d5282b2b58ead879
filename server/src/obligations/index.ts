/**
 * obligations: what a function acquires and has to release, and the paths on which it does not. One engine for all
 * pairs of acquire and release; the pairs themselves are data (`knowledge`, and what projects declare).
 */
export * from './acquisition.js';
export * from './derived.js';
export * from './evidence.js';
export * from './events.js';
export * from './fields.js';
export * from './leaks.js';
export * from './standing.js';
export * from './pair-index.js';
export * from './released-at-once.js';
export * from './lock-events.js';
export * from './lock-leaks.js';
export * from './lock-owner.js';
export * from './lock-sites.js';
