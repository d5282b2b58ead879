/** Something that the user can put right: the message says what and where, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
