/**
 * Prints what the engine knows of a file, or of the function around a line of it: tree, scopes, names and types, control
 * flow, what its functions do with their parameters, and its channels.
 *   npm run explain -- FILE.go[:LINE]
 */
import { explain } from './explain/command.js';

process.exitCode = await explain(process.argv.slice(2), process);
