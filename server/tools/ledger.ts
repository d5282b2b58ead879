/**
 * Prints every finding below the paths with its source, as a ledger in Markdown in which a reader notes a verdict:
 *   npm run ledger -- PATH… [--code GL1001] [--severity warning] [--min-confidence low] [--sample K --seed N] [--update FILE]
 * With --update only findings that FILE does not have yet are printed, and added to it; what people wrote into it stays.
 * `verdict: right`, `verdict: wrong, because …`; other words count as not right. Exit codes: 0, 2 wrong call, 3 the
 * engine failed somewhere.
 */
import { ledger } from './ledger/command.js';

process.exitCode = await ledger(process.argv.slice(2), process);
