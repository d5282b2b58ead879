/** A Go language version: `{ major: 1, minor: 22 }`. */
export interface GoVersion {
  readonly major: number;
  readonly minor: number;
  /**
   * What becomes of tickers and timers that nobody refers to and nobody stopped. Left out where it is as the version
   * says: kept below Go 1.23, collected from there on.
   */
  readonly timers?: TimerFate;
}

/** `unknown` where nothing tells which program the code is part of. */
export type TimerFate = 'kept' | 'collected' | 'unknown';

/** What a module without a `go` line means, by the go command's documentation. */
export const GO_WITHOUT_LINE: GoVersion = { major: 1, minor: 16 };

/** Reads `1.22`, `1.22.3`, `1.22rc1` and `go1.22`; `undefined` for anything else. */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = /^(?:go)?(\d+)(?:\.(\d+))?(?:\.\d+|(?:rc|beta)\d+)?(?:-\S+)?$/.exec(text.trim());
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: Number(match[2] ?? '0') };
}

/** False for a version that is not known. */
export function isAtLeast(version: GoVersion | undefined, major: number, minor: number): boolean {
  if (version === undefined) return false;
  return version.major > major || (version.major === major && version.minor >= minor);
}
