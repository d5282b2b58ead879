import type { WorkspacePath } from '../base/index.js';
import type { Exclusion, FolderConfiguration } from './folder-configuration.js';
import type { Origin } from './read-file.js';
import type { RuleName } from './settings.js';
import type { JsonValue } from './shape.js';

/** A setting in force, and where it comes from. */
export interface EffectiveValue {
  /** `minConfidence`, `rules.GL1001`, `skip.generated`. */
  readonly name: string;
  readonly value: JsonValue;
  readonly origin: Origin;
}

/** What holds for one file. */
export interface EffectiveConfiguration {
  readonly path: WorkspacePath;
  /** The files and presets it comes from; later ones win. */
  readonly files: readonly string[];
  /** Why the configuration leaves the file out; none where it does not. */
  readonly exclusion?: Exclusion;
  readonly values: readonly EffectiveValue[];
}

/** All that holds for a file of the folder, each value with its origin. */
export function effectiveConfiguration(
  folder: FolderConfiguration,
  path: WorkspacePath,
  rules: readonly RuleName[],
): EffectiveConfiguration {
  const { minConfidence, levels, pairs } = folder.resolvedFor(path);
  const exclusion = folder.exclusionOf(path);
  const lists = folder.layers.flatMap(({ content }) => [
    ...(content.include ?? []).map(({ value, origin }) => ({ name: 'include', value: value.pattern, origin })),
    ...content.exclude.map(({ value, origin }) => ({ name: 'exclude', value: value.pattern, origin })),
  ]);
  return {
    path,
    files: folder.layers.map(({ name }) => name),
    ...(exclusion === undefined ? {} : { exclusion }),
    values: [
      { name: 'minConfidence', ...minConfidence },
      ...rules.map(({ code, severity }): EffectiveValue => {
        const level = levels.get(code);
        const origin = level?.origin ?? { source: 'standard' };
        return { name: `rules.${code}`, value: level?.value ?? severity, origin };
      }),
      ...lists,
      ...Object.entries(folder.skip).map(([name, setting]) => ({ name: `skip.${name}`, ...setting })),
      { name: 'directives.requireReason', ...folder.directives.requireReason },
      { name: 'directives.foreign', ...folder.directives.foreign },
      { name: 'directives.aliases', ...folder.directives.aliases },
      ...pairs.map(({ value, origin }) => ({
        name: 'pairs',
        value: `${value.noun}: ${value.acquire.join(', ')}`,
        origin,
      })),
    ],
  };
}

/** `leaklens.json:4:12`, `preset strict`, `standard`. */
export function originText({ source, at }: Origin): string {
  return at === undefined ? source : `${source}:${at.line}:${at.column}`;
}

/** For people: one setting per line with its origin behind it. Names of checks that stand for rules are counted only. */
export function effectiveText(effective: EffectiveConfiguration): string {
  const { path, files, exclusion, values } = effective;
  const rows = values.map(({ name, value, origin }) => [name, shown(name, value), originText(origin)] as const);
  const widthOf = (column: 0 | 1): number => Math.max(...rows.map((row) => Math.min(row[column].length, 48)));
  const [names, shownValues] = [widthOf(0), widthOf(1)];
  const skipped =
    exclusion === undefined
      ? []
      : [`not checked: left out by "${exclusion.reason}" of ${originText(exclusion.origin)}`];
  return [
    `configuration of ${path}`,
    `from ${files.length === 0 ? 'no file: what holds is the standard' : `${files.join(', ')}; later ones win`}`,
    ...skipped,
    '',
    ...rows.map(([name, value, origin]) => `${name.padEnd(names)}  ${value.padEnd(shownValues)}  ${origin}`),
    '',
  ].join('\n');
}

function shown(name: string, value: JsonValue): string {
  if (name === 'directives.aliases') return `${Object.keys(value ?? {}).length} checks`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
