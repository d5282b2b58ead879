/**
 * engine: when to compute what, and what may be reused. Everything hosts need is exported here.
 */
export * from './analysis.js';
export * from './audit-package.js';
export * from './audit-types.js';
export * from './audit/index.js';
export * from './finding.js';
export { KeptReports } from './kept-reports.js';
export * from './module-packages.js';
export * from './platform.js';
export * from './session.js';
