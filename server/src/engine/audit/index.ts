export * from './audit.js';
export type { AuditConfigurationRequest } from './configured.js';
export type * from './executor.js';
export * from './in-place.js';
export type { AuditTarget, WalkPlatform } from './walk.js';
