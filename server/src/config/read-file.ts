import type { WorkspacePath } from '../base/index.js';
import type { Pair } from '../knowledge/index.js';
import { decodeSource } from '../text/index.js';
import type { SourceText, Span, StrictDecoder } from '../text/index.js';
import type { Definition, Written } from './definition.js';
import { compileGlob } from './globs.js';
import type { Glob } from './globs.js';
import { readJson } from './json.js';
import { rangeOf } from './place.js';
import type { Place } from './place.js';
import type { ConfigurationProblem } from './problem.js';
import type { DirectiveSettings, LeastConfidence, RuleLevel, SkipSettings } from './settings.js';
import type { Located, ReportProblem } from './shape.js';

/** The name of the configuration file of a folder. */
export const CONFIGURATION_FILE = 'leaklens.json';

/** Nobody writes more; what is larger is something else. */
const MAX_BYTES = 1 << 20;

/** Where a setting comes from. */
export interface Origin {
  /** A file as seen from the workspace root, `preset strict`, `standard`, or what the host says, such as `--min-confidence`. */
  readonly source: string;
  /** None for what stands in no file. */
  readonly at?: Place;
}

/** A value and where it comes from. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** The level of one rule, or of all (`*`) that are not named beside it; `default` takes back what was said before. */
export interface LevelSetting extends Setting<RuleLevel | 'default'> {
  readonly rule: string;
}

/** What a file says that may differ from file to file. */
export interface FileLevelSettings {
  readonly levels: readonly LevelSetting[];
  readonly minConfidence?: Setting<LeastConfidence>;
  readonly pairs: readonly Setting<Pair>[];
}

/** Settings for some files. */
export interface Override extends FileLevelSettings {
  readonly files: readonly Glob[];
}

/** One configuration file, as far as it is right. */
export interface ConfigurationContent extends FileLevelSettings {
  readonly isRoot: boolean;
  readonly extends: readonly Located<string>[];
  readonly include: readonly Setting<Glob>[] | undefined;
  readonly exclude: readonly Setting<Glob>[];
  readonly skip: Partial<Record<keyof SkipSettings, Setting<boolean>>>;
  readonly directives: { readonly [K in keyof DirectiveSettings]?: Setting<DirectiveSettings[K]> };
  readonly overrides: readonly Override[];
}

/** The content, and what is wrong. */
export interface ReadConfiguration {
  readonly content: ConfigurationContent;
  readonly problems: readonly ConfigurationProblem[];
  /** None where the bytes are no text. */
  readonly text?: SourceText;
}

/** How the file is called. */
export interface FileName {
  /** Absolute, in the host's own notation. */
  readonly file: string;
  /** As problems and origins name it. */
  readonly path: WorkspacePath;
}

/** Without any setting. */
export const EMPTY_CONTENT: ConfigurationContent = {
  ...{ isRoot: false, extends: [], include: undefined, exclude: [], skip: {}, directives: {}, overrides: [] },
  ...{ levels: [], pairs: [] },
};

/** Reads the bytes of a configuration file. Never fails: what is wrong is listed, and all else is in force. */
export function readConfigurationBytes(
  bytes: Uint8Array,
  name: FileName,
  definition: Definition,
  decodeUtf8: StrictDecoder,
): ReadConfiguration {
  if (bytes.length > MAX_BYTES) return nothing(name, `larger than ${MAX_BYTES >> 20} MB; it is not read`);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return nothing(name, 'this is UTF-16; save it as UTF-8');
  }
  const text = decodeSource(bytes, decodeUtf8);
  if (text === 'binary') return nothing(name, 'this is no text but binary data');
  return readConfiguration(text, name, definition);
}

/** The same for a text, such as that of an editor. */
export function readConfiguration(text: SourceText, name: FileName, definition: Definition): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  const report: ReportProblem = (span, message) => {
    problems.push({ ...name, range: rangeOf(text, span), message, seenIn: 'text' });
  };
  const [invalid] = text.decoding.invalidBytes;
  if (invalid !== undefined)
    report({ start: invalid, end: invalid + 1 }, 'this byte is no UTF-8; save the file as UTF-8');
  const { root, problems: syntax } = readJson(text.text);
  for (const { start, end, message } of syntax) report({ start, end }, message);
  if (root === undefined) {
    if (syntax.length === 0) report({ start: 0, end: 0 }, 'this file is empty; write {} for a file without settings');
    return { content: EMPTY_CONTENT, problems, text };
  }
  const written = definition.read(root, report);
  problems.sort((a, b) => a.range.start.offset - b.range.start.offset);
  return { content: written === undefined ? EMPTY_CONTENT : contentOf(written, text, name.path), problems, text };
}

/** A problem with the file as a whole. */
export function wholeFileProblem(name: FileName, message: string): ConfigurationProblem {
  const start: Place = { offset: 0, line: 1, column: 1, byteColumn: 1 };
  return { ...name, range: { start, end: start }, message, seenIn: 'files' };
}

function nothing(name: FileName, message: string): ReadConfiguration {
  return { content: EMPTY_CONTENT, problems: [wholeFileProblem(name, message)] };
}

function contentOf(written: Written, text: SourceText, path: WorkspacePath): ConfigurationContent {
  const originAt = (span: Span): Origin => ({ source: path, at: rangeOf(text, span).start });
  const globs = (list: readonly Located<string>[]): Setting<Glob>[] =>
    list.map((each) => ({ value: compileGlob(each.value), origin: originAt(each) }));
  return {
    ...fileLevel(written, originAt),
    isRoot: written.root === true,
    extends: written.extends ?? [],
    include: written.include === undefined ? undefined : globs(written.include),
    exclude: globs(written.exclude ?? []),
    skip: skipOf(written, originAt),
    directives: directivesOf(written, originAt),
    overrides: (written.overrides ?? []).map((override) => ({
      ...fileLevel(override, originAt),
      files: (override.files ?? []).map(compileGlob),
    })),
  };
}

type OriginAt = (span: Span) => Origin;

function fileLevel(
  { rules = [], minConfidence, pairs = [] }: Pick<Written, 'rules' | 'minConfidence' | 'pairs'>,
  originAt: OriginAt,
): FileLevelSettings {
  const levels = rules.flatMap(({ name, value, start, end }): LevelSetting[] => {
    const level = typeof value === 'string' ? value : value.severity;
    return level === undefined ? [] : [{ rule: name, value: level, origin: originAt({ start, end }) }];
  });
  return {
    levels,
    ...(minConfidence === undefined
      ? {}
      : { minConfidence: { value: minConfidence.value, origin: originAt(minConfidence) } }),
    pairs: pairs.map((pair) => ({ value: pair.value, origin: originAt(pair) })),
  };
}

function skipOf({ skip }: Written, originAt: OriginAt): ConfigurationContent['skip'] {
  if (skip === undefined) return {};
  const origin = originAt(skip);
  return Object.fromEntries(Object.entries(skip.value).map(([name, value]) => [name, { value, origin }]));
}

function directivesOf({ directives }: Written, originAt: OriginAt): ConfigurationContent['directives'] {
  if (directives === undefined) return {};
  const origin = originAt(directives);
  const { requireReason, foreign, aliases } = directives.value;
  return {
    ...(requireReason === undefined ? {} : { requireReason: { value: requireReason, origin } }),
    ...(foreign === undefined ? {} : { foreign: { value: foreign, origin } }),
    ...(aliases === undefined
      ? {}
      : { aliases: { value: Object.fromEntries(aliases.map(({ name, value }) => [name, value])), origin } }),
  };
}
