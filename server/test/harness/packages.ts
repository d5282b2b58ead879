import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compareStrings, workspacePath } from '../../src/base/index.js';
import { inRoot } from '../../tools/lib/root.mjs';
import type { Pair } from '../../src/knowledge/index.js';
import { readGoMod } from '../../src/workspace/index.js';
import type { GoPackage } from './engine.js';

/** A folder of rule fixtures: one Go package, or two where there are external tests. */
export interface FixturePackage extends GoPackage {
  /** The rule that the fixtures are about. */
  readonly rule: string;
  /** Relative to `RULES`, with '/': the rule's id, perhaps with folders behind it. */
  readonly directory: string;
}

/** Absolute path of the rule fixtures. */
export const RULES = inRoot('test-fixtures/rules');

/** The names of the rules that have fixtures, sorted. */
export function rulesWithFixtures(): string[] {
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareStrings);
}

/** All fixture packages of one rule, its own folder first. */
export function packagesOf(rule: string): FixturePackage[] {
  return foldersUnder(rule).flatMap((directory) => {
    const names = readdirSync(path.join(RULES, directory))
      .filter((name) => name.endsWith('.go'))
      .sort(compareStrings);
    if (names.length === 0) return [];
    const files = names.map((name) => ({
      path: workspacePath(`${directory}/${name}`),
      source: readFileSync(path.join(RULES, directory, name), 'utf8'),
    }));
    const importPath = `example.com/rules/${directory}`;
    return [{ rule, directory, importPath, ...moduleOf(directory), files, pairs: pairsOf(directory) }];
  });
}

/** What the project of the fixtures declares: `pairs.json` beside them. */
function pairsOf(directory: string): readonly Pair[] {
  const file = path.join(RULES, directory, 'pairs.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Pair[]) : [];
}

/** Absolute path of a fixture or its golden. */
export function fixturePath(file: string): string {
  return path.join(RULES, file);
}

function foldersUnder(directory: string): string[] {
  const below = readdirSync(path.join(RULES, directory), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareStrings);
  return [directory, ...below.flatMap((name) => foldersUnder(`${directory}/${name}`))];
}

/** What the nearest go.mod says: a folder with one of its own tests another version. */
function moduleOf(directory: string): { readonly goVersion: string; readonly godebug: readonly string[] } {
  for (let folder = path.join(RULES, directory); folder.startsWith(RULES); folder = path.dirname(folder)) {
    const file = path.join(folder, 'go.mod');
    if (!existsSync(file)) continue;
    const { go = '', godebug = [] } = readGoMod(readFileSync(file, 'utf8'));
    return { goVersion: go, godebug };
  }
  return { goVersion: '', godebug: [] };
}

/** Whether the file's fixes are compared with a golden file: those that are shown, and those that are about fixes. */
export function isGoldenRequired(file: string): boolean {
  return /\/(?:example|fix)\.go$/.test(file);
}
