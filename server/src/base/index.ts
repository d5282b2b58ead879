/**
 * base: what would be in a better standard library. Knows nothing of Go, files or protocols.
 */
export * from './brand.js';
export * from './bug.js';
export * from './cancellation.js';
export * from './hash.js';
export * from './order.js';
export * from './same-data.js';
export * from './search.js';
