/** What all hosts in Node share: this machine's files, the parser's .wasm files, and the audit with worker threads. */
export * from './audit-on-node.js';
export * from './bundle-directory.js';
export * from './file-system.js';
export * from './platform.js';
export * from './version.js';
