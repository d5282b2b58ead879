/** The kinds of findings about locks. */
export const lockKinds = {
  path: 'a path through the function does not release it',
  never: 'nothing in the package releases it',
  loop: 'the next iteration of a loop locks it again',
  mismatched: 'the other half of an RWMutex is released',
  'defer-lock': 'Lock is deferred where Unlock is meant',
  'double-lock': 'it is locked again by who holds it',
} as const;

export type LockKind = keyof typeof lockKinds;
