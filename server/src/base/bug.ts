/** What a host does with a condition that cannot happen. */
export type BugHandler = (message: string) => void;

const state: { handler: BugHandler; readonly seen: Set<string> } = { handler: () => undefined, seen: new Set() };

/**
 * Says that something impossible happened, and lets the caller go on with a harmless answer.
 * Each message is handed to the host once; tests install a handler that throws.
 */
export function bug(message: string): void {
  if (state.seen.has(message)) return;
  state.seen.add(message);
  state.handler(message);
}

/** Replaces the handler and forgets what was reported. */
export function onBug(handler: BugHandler): void {
  state.handler = handler;
  state.seen.clear();
}

/** For the `default` of an exhaustive switch: a compile error where a variant is missing. */
export function unreachable(value: never): never {
  throw new Error(`unexpected variant ${JSON.stringify(value)}`);
}
