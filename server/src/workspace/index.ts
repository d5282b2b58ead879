/**
 * workspace: which files form which package of which module, and which files are looked at. No I/O: hosts read.
 */
export * from './effective-go.js';
export * from './excluded.js';
export type * from './file-role.js';
export * from './go-mod.js';
export * from './go-version.js';
export * from './go-work.js';
export * from './plan.js';
export * from './role-of.js';
export * from './skip-reasons.js';
