/**
 * concurrency: which channels a function makes, who sends, receives and closes, in which goroutine, and how often.
 * What it does not see it says (`Channel.escape`, `undefined` amounts); rules stay silent there.
 */
export * from './alternatives.js';
export * from './amounts.js';
export * from './callees.js';
export * from './channel.js';
export * from './channels.js';
export { lastingText } from './conditions.js';
export * from './count-search.js';
export * from './counts-special.js';
export * from './counts.js';
export * from './events.js';
export { flagAround, onceOf } from './flags.js';
export * from './places.js';
export * from './print.js';
export { cfgOf } from './flow.js';
