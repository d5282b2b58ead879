/**
 * config: what `leaklens.json` files say, and which of it holds for which file. One loader for command line and editor;
 * it reads through the host and never fails.
 */
export { Configuration } from './configuration.js';
export type { ConfigurationRequest } from './configuration.js';
export * from './configuration-files.js';
export { createDefinition } from './definition.js';
export type { Definition } from './definition.js';
export * from './effective.js';
export { FolderConfiguration } from './folder-configuration.js';
export type { Exclusion } from './folder-configuration.js';
export { FOREIGN_CHECKS } from './foreign-checks.js';
export { didYouMean, nearestName } from './nearest-name.js';
export type * from './place.js';
export * from './problem.js';
export { CONFIGURATION_FILE, readConfiguration, readConfigurationBytes } from './read-file.js';
export type { FileLevelSettings, Origin, ReadConfiguration, Setting } from './read-file.js';
export * from './schema.js';
export * from './settings.js';
