/**
 * Tells how many leaks of a list of real fixes the engine sees, and whether it is silent after the fix:
 *   npm run recall -- FIXES.json EXPORTED_DIR [--class a,b] [--min-confidence low] [--json]
 * The list names places (`id`, `class`, `decidable`, `path`, `lines`, `after_path`, `fixed_lines`, `summary`); the folder
 * holds `before/ID` and `after/ID`, each with the Go files of one package and its go.mod. Exit codes: 0, 2 wrong call,
 * 3 the engine failed somewhere.
 */
import { recall } from './recall/command.js';

process.exitCode = await recall(process.argv.slice(2), process);
