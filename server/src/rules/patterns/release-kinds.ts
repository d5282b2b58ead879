/** The kinds that every rule about acquiring and releasing has. */
export const releaseKinds = {
  never: 'nothing in the function releases it',
  path: 'a path through the function does not release it',
  'error-path': 'a later error leaves the function before anybody has it',
  loop: 'the next iteration of a loop acquires another one',
  overwritten: 'the variable gets another value before',
  discarded: 'the result is dropped',
  'field-never-released': 'a field gets it, and no method of the type releases it',
} as const;

/** `inconsistent`: the function releases on other paths what no pair tells of. */
export type ReleaseKind = keyof typeof releaseKinds | 'inconsistent';
