import { impliedGo } from './build-constraint.js';
import { lineCommentsOfHead } from './file-head.js';
import type { GoVersion } from './go-version.js';
import { isAtLeast } from './go-version.js';

/** Files cannot go back further: with Go 1.21 a build line began to choose the language version. */
const LEAST_BY_BUILD_LINE: GoVersion = { major: 1, minor: 21 };

/**
 * The language version in force for one file: that which its `//go:build` line implies, up or down, else its module's.
 * @param module by the `go` line of go.mod; `undefined` where there is no go.mod
 * @param text of the file
 * @returns `undefined` where neither says it
 */
export function effectiveGo(module: GoVersion | undefined, text: string): GoVersion | undefined {
  const implied = impliedGo(lineCommentsOfHead(text));
  if (implied === undefined) return module;
  const { major, minor } = LEAST_BY_BUILD_LINE;
  return isAtLeast(implied, major, minor) ? implied : LEAST_BY_BUILD_LINE;
}
