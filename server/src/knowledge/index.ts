/**
 * knowledge: facts about Go's standard library that no file of the user states, each with its source. Functions and
 * methods have their names in Go's notation with full import paths: `net/http.Get`, `(*sync.Pool).Put`,
 * `(net/http.Header).Get`, `(io.Closer).Close`. Types of unexported embedded fields do not show: `(*testing.T).Fatal`.
 */
export * from './borrowers.js';
export * from './callbacks.js';
export * from './closers.js';
export * from './memory.js';
export * from './no-return.js';
export * from './pairs.js';
export * from './shipped-pairs.js';
export * from './stdlib.js';
