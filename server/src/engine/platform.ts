/** What a host gives the engine, and all that it may use of the outside. */
export interface Platform {
  readonly wasm: { readonly runtime: Uint8Array; readonly grammar: Uint8Array };
  readonly files: FileSystem;
  /** Strict UTF-8 decoding; `undefined` where the bytes are not valid. */
  readonly decodeUtf8: (bytes: Uint8Array) => string | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** The day in UTC, `2026-12-31`: what is written to end on a day ends everywhere at once. */
  readonly today: () => string;
  /** Runs the task in a later turn of the event loop. */
  readonly defer: (task: () => void) => void;
  readonly log: Log;
}

export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

export type EntryType = 'file' | 'directory' | 'symlink' | 'other';

export interface DirectoryEntry {
  readonly name: string;
  readonly type: EntryType;
}

/** Why something could not be read, in the words of a report: 'permission denied', 'no such file or directory'. */
export interface ReadFailure {
  readonly failure: string;
}

/** Absolute paths in the host's own notation. Nothing throws: what cannot be read is an answer. */
export interface FileSystem {
  list(directory: string): Promise<readonly DirectoryEntry[] | ReadFailure>;
  read(file: string): Promise<Uint8Array | ReadFailure>;
  /** Size in bytes and type, without following a symbolic link. */
  stat(path: string): Promise<{ readonly type: EntryType; readonly size: number } | ReadFailure>;
  /** The path with all symbolic links followed. */
  realPath(path: string): Promise<string | ReadFailure>;
  /** Joins with the host's separator. */
  join(directory: string, ...names: string[]): string;
}
