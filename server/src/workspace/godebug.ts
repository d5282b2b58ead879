import { lineCommentsOfHead } from './file-head.js';
import type { GoVersion, TimerFate } from './go-version.js';
import { isAtLeast, parseGoVersion } from './go-version.js';

/**
 * What becomes of timers in a program: its run time goes by the `go` line of the main module, and by settings that
 * override it; `//go:build` lines of files are nothing to it. Seen with Go 1.26.
 * @param module the `go` line of go.mod
 * @param settings `asynctimerchan=1`, `default=go1.22`; of two for the same key the last one holds
 * @returns `undefined` where neither says it
 */
export function timerFate(module: GoVersion | undefined, settings: readonly string[]): TimerFate | undefined {
  // Go 1.27 took the setting away.
  if (isAtLeast(module, 1, 27)) return 'collected';
  const values = new Map(settings.map((setting) => keyAndValue(setting)));
  const asked = values.get('asynctimerchan');
  // With 2 they work as before in all but that: it exists to find faults.
  if (asked !== undefined) return asked === '1' ? 'kept' : 'collected';
  const version = parseGoVersion(values.get('default') ?? '') ?? module;
  if (version === undefined) return undefined;
  return isAtLeast(version, 1, 23) ? 'collected' : 'kept';
}

/**
 * The settings of the `//go:debug` lines of a file of package main, from which the go command takes them. Those of
 * another file of the package are not seen, nor are those of tests.
 */
export function settingsOfHead(text: string): readonly string[] {
  const settings = lineCommentsOfHead(text).flatMap((comment) => /^\/\/go:debug\s+(\S+)/.exec(comment)?.[1] ?? []);
  return settings.length > 0 && /^package[ \t]+main\b/mu.test(text) ? settings : [];
}

function keyAndValue(setting: string): readonly [string, string] {
  const at = setting.indexOf('=');
  return at < 0 ? [setting, ''] : [setting.slice(0, at), setting.slice(at + 1)];
}
