import { connectionPairs } from './pairs-connections.js';
import { databasePairs } from './pairs-databases.js';
import { runningPairs } from './pairs-running.js';
import { sqlPairs } from './pairs-sql.js';
import { subscriptionPairs } from './pairs-subscriptions.js';
import type { Pair } from './pairs.js';

/**
 * What modules that many nodes and services are built on say has to be released, with what of the standard library goes
 * with it. Of prometheus/client_golang nothing is here: collectors live as long as their registry, on purpose.
 */
export const modulePairs: readonly Pair[] = [
  ...connectionPairs,
  ...databasePairs,
  ...runningPairs,
  ...sqlPairs,
  ...subscriptionPairs,
];
