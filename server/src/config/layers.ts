import type { WorkspacePath } from '../base/index.js';
import type { PresetName } from './definition.js';
import { ALL_RULES } from './definition.js';
import { EMPTY_CONTENT } from './read-file.js';
import type { ConfigurationContent, FileLevelSettings, LevelSetting, Origin } from './read-file.js';
import type { RuleLevel, RuleName } from './settings.js';

/** One step of what holds for a folder; later ones win. */
export interface Layer {
  /** As people see it: a path, or `preset strict`. */
  readonly name: string;
  /** The folder that its patterns start from, as seen from the workspace root. */
  readonly directory: WorkspacePath;
  readonly content: ConfigurationContent;
}

/** What a preset says. */
export function presetContent(name: PresetName, rules: readonly RuleName[]): ConfigurationContent {
  const origin: Origin = { source: `preset ${name}` };
  if (name === 'recommended') return EMPTY_CONTENT;
  if (name === 'audit') return { ...EMPTY_CONTENT, minConfidence: { value: 'low', origin } };
  return {
    ...EMPTY_CONTENT,
    levels: rules.map(({ code }) => ({ rule: code, value: 'warning', origin })),
    directives: { requireReason: { value: true, origin } },
  };
}

/** What holds of rules where nobody says anything. */
export function standardLevels(rules: readonly RuleName[]): Map<string, LevelSetting> {
  const origin: Origin = { source: 'standard' };
  return new Map(
    rules
      .filter((rule) => rule.isOffByDefault === true)
      .map(({ code }) => [code, { rule: code, value: 'off', origin }]),
  );
}

/** Puts levels over others, in place: first what is said of all rules, then what is said of single ones. */
export function applyLevels(
  levels: Map<string, LevelSetting>,
  { levels: settings }: Pick<FileLevelSettings, 'levels'>,
  rules: readonly RuleName[],
): void {
  const standard = standardLevels(rules);
  for (const setting of settings.filter(({ rule }) => rule === ALL_RULES)) {
    for (const { code } of rules) applyOne(levels, { ...setting, rule: code }, standard);
  }
  for (const setting of settings.filter(({ rule }) => rule !== ALL_RULES)) applyOne(levels, setting, standard);
}

/** The levels as the engine takes them. */
export function levelsOf(levels: ReadonlyMap<string, LevelSetting>): Readonly<Record<string, RuleLevel>> {
  return Object.fromEntries(
    [...levels].flatMap(([code, { value }]): [string, RuleLevel][] => (value === 'default' ? [] : [[code, value]])),
  );
}

function applyOne(
  levels: Map<string, LevelSetting>,
  setting: LevelSetting,
  standard: ReadonlyMap<string, LevelSetting>,
): void {
  const before = setting.value === 'default' ? standard.get(setting.rule) : setting;
  if (before === undefined) levels.delete(setting.rule);
  else levels.set(setting.rule, before);
}
