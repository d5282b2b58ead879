/** Comments that silence findings: ours, those of other tools, and what is to be said of them. */
export { suppress } from './suppress.js';
export type { SuppressionOptions } from './suppress.js';
