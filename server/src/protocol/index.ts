/**
 * protocol: requests of the language server protocol answered from an editor session of the engine. No I/O of its own:
 * the host brings the connection and its services. `messages.ts` is all that clients may know of it.
 */
export type * from './host-services.js';
export * from './messages.js';
export { serve } from './server.js';
