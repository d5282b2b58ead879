import type { WorkspacePath } from '../base/index.js';
import type { Pair } from '../knowledge/index.js';
import { FOREIGN_CHECKS } from './foreign-checks.js';
import { isMatchedBy, lastOf, relativeTo } from './globs.js';
import { applyLevels, levelsOf, standardLevels } from './layers.js';
import type { Layer } from './layers.js';
import type { FileLevelSettings, LevelSetting, Origin, Setting } from './read-file.js';
import { STANDARD_SKIP } from './settings.js';
import type { DirectiveSettings, FileSettings, LeastConfidence, RuleName, SkipSettings } from './settings.js';

/** Why a file is not checked. */
export interface Exclusion {
  readonly reason: 'exclude' | 'include' | 'tests';
  readonly origin: Origin;
}

/** What holds for one file, each value with where it comes from. */
export interface ResolvedSettings {
  readonly minConfidence: Setting<LeastConfidence>;
  readonly levels: ReadonlyMap<string, LevelSetting>;
  readonly pairs: readonly Setting<Pair>[];
}

/** Each value with where it comes from. */
export type ResolvedSkip = { readonly [K in keyof SkipSettings]: Setting<boolean> };

/** Each value with where it comes from. */
export type ResolvedDirectives = { readonly [K in keyof DirectiveSettings]: Setting<DirectiveSettings[K]> };

const STANDARD: Origin = { source: 'standard' };

/** What the configuration files of a folder and of those above it say of the files in the folder. */
export class FolderConfiguration {
  readonly skip: ResolvedSkip;
  readonly directives: ResolvedDirectives;
  private readonly known = new Map<string, FileSettings>();

  /**
   * @param layers later ones win
   * @param overriding what the host was told directly: it wins over all files
   */
  constructor(
    readonly layers: readonly Layer[],
    private readonly rules: readonly RuleName[],
    private readonly overriding: FileLevelSettings | undefined,
  ) {
    this.skip = resolveSkip(layers);
    this.directives = resolveDirectives(layers);
  }

  /** What holds for a file of the folder. The same object for files for which the same holds. */
  settingsFor(path: WorkspacePath): FileSettings {
    const steps = this.stepsFor(path);
    const key = steps.map(({ key: each }) => each).join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const { minConfidence, levels, pairs } = this.resolve(steps);
    const { requireReason, foreign, aliases } = this.directives;
    const settings: FileSettings = {
      minConfidence: minConfidence.value,
      levels: levelsOf(levels),
      pairs: pairs.map(({ value }) => value),
      checksGenerated: !this.skip.generated.value,
      directives: { requireReason: requireReason.value, foreign: foreign.value, aliases: aliases.value },
    };
    this.known.set(key, settings);
    return settings;
  }

  /** The same with origins. */
  resolvedFor(path: WorkspacePath): ResolvedSettings {
    return this.resolve(this.stepsFor(path));
  }

  /** Why a file of the folder is not checked; none for one that is. What the walk leaves out by itself is not asked here. */
  exclusionOf(path: WorkspacePath): Exclusion | undefined {
    const tests = this.skip.tests;
    if (tests.value && path.endsWith('_test.go')) return { reason: 'tests', origin: tests.origin };
    let exclusion: Exclusion | undefined;
    for (const { directory, content } of this.layers) {
      const relative = relativeTo(directory, path);
      if (relative === undefined) continue;
      const decisive = lastOf(content.exclude, ({ value }) => value.matches(relative));
      if (decisive !== undefined) {
        exclusion = decisive.value.isNegated ? undefined : { reason: 'exclude', origin: decisive.origin };
      }
    }
    return exclusion ?? this.missingInclude(path);
  }

  /** The nearest list of what is included decides. */
  private missingInclude(path: WorkspacePath): Exclusion | undefined {
    const layer = lastOf(this.layers, ({ content }) => content.include !== undefined);
    const relative = layer === undefined ? undefined : relativeTo(layer.directory, path);
    const include = layer?.content.include ?? [];
    if (relative === undefined || layer === undefined) return undefined;
    const globs = include.map(({ value }) => value);
    if (isMatchedBy(globs, relative)) return undefined;
    return { reason: 'include', origin: include[0]?.origin ?? { source: layer.name } };
  }

  /** The parts of all layers that hold for the file, in order, each with a name of its own. */
  private stepsFor(path: WorkspacePath): readonly Step[] {
    const steps = this.layers.flatMap(({ directory, content }, i): Step[] => {
      const relative = relativeTo(directory, path) ?? '';
      const overrides = content.overrides.flatMap((override, j) =>
        isMatchedBy(override.files, relative) ? [{ key: `${i}.${j}`, settings: override }] : [],
      );
      return [{ key: `${i}`, settings: content }, ...overrides];
    });
    return this.overriding === undefined ? steps : [...steps, { key: 'over', settings: this.overriding }];
  }

  private resolve(steps: readonly Step[]): ResolvedSettings {
    const levels = standardLevels(this.rules);
    let minConfidence: Setting<LeastConfidence> = { value: 'medium', origin: STANDARD };
    let pairs: readonly Setting<Pair>[] = [];
    for (const { settings } of steps) {
      applyLevels(levels, settings, this.rules);
      minConfidence = settings.minConfidence ?? minConfidence;
      pairs = [...settings.pairs, ...pairs.filter((pair) => !settings.pairs.some((other) => isSame(pair, other)))];
    }
    return { minConfidence, levels, pairs };
  }
}

interface Step {
  readonly key: string;
  readonly settings: FileLevelSettings;
}

/** A nearer file says anew what one above it said of the same functions. */
function isSame(a: Setting<Pair>, b: Setting<Pair>): boolean {
  return a.value.acquire.join('\n') === b.value.acquire.join('\n');
}

function resolveSkip(layers: readonly Layer[]): ResolvedSkip {
  const of = (name: keyof SkipSettings): Setting<boolean> => ({ value: STANDARD_SKIP[name], origin: STANDARD });
  const standard: ResolvedSkip = {
    generated: of('generated'),
    tests: of('tests'),
    testdata: of('testdata'),
    vendor: of('vendor'),
    thirdParty: of('thirdParty'),
    gitignored: of('gitignored'),
  };
  return layers.reduce((skip, { content }) => ({ ...skip, ...content.skip }), standard);
}

function resolveDirectives(layers: readonly Layer[]): ResolvedDirectives {
  let resolved: ResolvedDirectives = {
    requireReason: { value: false, origin: STANDARD },
    foreign: { value: true, origin: STANDARD },
    aliases: { value: FOREIGN_CHECKS, origin: STANDARD },
  };
  for (const { content } of layers) {
    const { aliases, ...others } = content.directives;
    resolved = { ...resolved, ...others };
    if (aliases === undefined) continue;
    const value = { ...resolved.aliases.value, ...aliases.value };
    resolved = { ...resolved, aliases: { value, origin: aliases.origin } };
  }
  return resolved;
}
