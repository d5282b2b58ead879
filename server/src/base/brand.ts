/** A primitive that the type system keeps apart from others of the same representation. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Path relative to the audited or opened folder, separated by '/', never absolute, never with '..'. */
export type WorkspacePath = Brand<string, 'WorkspacePath'>;

/** The caller asserts that `path` is relative and '/'-separated. */
export function workspacePath(path: string): WorkspacePath {
  return path as WorkspacePath;
}
