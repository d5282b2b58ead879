import { impliedGo } from './build-constraint.js';
import { lineCommentsOfHead } from './file-head.js';
import type { GoVersion, TimerFate } from './go-version.js';
import { isAtLeast } from './go-version.js';
import { settingsOfHead, timerFate } from './godebug.js';

/** Files cannot go back further: with Go 1.21 a build line began to choose the language version. */
const LEAST_BY_BUILD_LINE: GoVersion = { major: 1, minor: 21 };

/**
 * The language version in force for one file: that which its `//go:build` line implies, up or down, else its module's.
 * @param module by the `go` line of go.mod; `undefined` where there is no go.mod
 * @param text of the file
 * @param godebug the settings of go.mod's `godebug` lines
 * @returns `undefined` where neither says it
 */
export function effectiveGo(
  module: GoVersion | undefined,
  text: string,
  godebug: readonly string[] = [],
): GoVersion | undefined {
  const go = languageOf(module, text);
  if (go === undefined) return undefined;
  const byVersion: TimerFate = isAtLeast(go, 1, 23) ? 'collected' : 'kept';
  // Without go.mod any program may be built of it, but by no older Go than the build line asks for.
  const unsaid: TimerFate = byVersion === 'kept' ? 'unknown' : byVersion;
  const timers = timerFate(module, [...godebug, ...settingsOfHead(text)]) ?? unsaid;
  return timers === byVersion ? go : { ...go, timers };
}

function languageOf(module: GoVersion | undefined, text: string): GoVersion | undefined {
  const implied = impliedGo(lineCommentsOfHead(text));
  if (implied === undefined) return module;
  const { major, minor } = LEAST_BY_BUILD_LINE;
  return isAtLeast(implied, major, minor) ? implied : LEAST_BY_BUILD_LINE;
}
