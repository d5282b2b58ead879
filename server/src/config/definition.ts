import { globProblem } from './globs.js';
import { didYouMean } from './nearest-name.js';
import { pairShape } from './pair-shape.js';
import type { RuleName } from './settings.js';
import { choice, flag, listOf, located, mapOf, object, objectOr, text } from './shape.js';
import type { JsonSchema, Located, ReportProblem, Shape, ValueOf } from './shape.js';

/** Names of configurations that come with Leaklens. */
export const PRESETS = {
  recommended: 'What holds without any configuration.',
  strict: 'Every finding is a warning; suppressions need a reason, and unused ones are reported.',
  audit: 'Findings of low confidence are shown, too.',
} as const;

export type PresetName = keyof typeof PRESETS;

/** The key under `rules` that means all of them. */
export const ALL_RULES = '*';

const level = choice({
  error: 'Findings are errors.',
  warning: 'Findings are warnings.',
  information: 'Findings are informations.',
  hint: 'Findings are hints.',
  off: 'The rule does not run.',
  default: "The rule's own severity, whatever files above say.",
});

const ruleSetting = objectOr(
  object({ severity: { shape: level, description: 'How severe findings are, or `off`.' } }),
  level,
);

type RuleSetting = ValueOf<typeof ruleSetting>;

const confidence = choice({
  high: 'Only what is certain.',
  medium: 'Also what is very likely.',
  low: 'Also what may be intended.',
});

const glob = text('a pattern such as "gen/**" or "*.pb.go"', globProblem);

const skip = object({
  generated: { shape: flag, standard: true, description: 'Files that are marked as generated.' },
  tests: { shape: flag, standard: false, description: 'Files whose name ends in `_test.go`.' },
  testdata: { shape: flag, standard: true, description: 'Folders called `testdata`.' },
  vendor: { shape: flag, standard: true, description: 'Folders called `vendor`.' },
  thirdParty: { shape: flag, standard: true, description: 'Folders called `third_party`.' },
  gitignored: { shape: flag, standard: true, description: 'What `.gitignore` files name.' },
});

/** The definition of `leaklens.json`: the reader and the schema of editors are both made of it. */
export type Definition = ReturnType<typeof createDefinition>;

/** What `leaklens.json` says, as far as it is right. */
export type Written = ValueOf<Definition>;

/** @param rules all rules that there are */
export function createDefinition(rules: readonly RuleName[]) {
  const definitions: Record<string, JsonSchema> = {};
  /** Said once in the schema, and referred to from there on. */
  const define = <T>(name: string, shape: Shape<T>): Shape<T> => {
    definitions[name] = shape.schema;
    return { ...shape, schema: { allOf: [{ $ref: `#/definitions/${name}` }] } };
  };
  const levels = define('rules', rulesShape(rules, define('ruleSetting', ruleSetting)));
  const pairs = {
    shape: listOf(located(define('pair', pairShape))),
    description: "The project's own pairs of functions that acquire something and release it.",
  };
  const minConfidence = {
    shape: located(confidence),
    standard: 'medium',
    description: 'Findings that are less certain are left out.',
  };
  const ruleSettings = {
    shape: levels,
    description:
      'The severity of rules, by code or id, or `"off"`. `"*"` stands for all rules that are not named beside it.',
  };
  const override = object({
    files: {
      shape: listOf(glob),
      isRequired: true,
      description: 'Patterns of the files that it holds for, relative to the folder of `leaklens.json`.',
    },
    rules: ruleSettings,
    minConfidence,
    pairs,
  });
  const root = object({
    $schema: { shape: text('an address', () => undefined), description: 'The JSON schema, for editors.' },
    root: {
      shape: flag,
      standard: false,
      description: 'Files called `leaklens.json` in folders above this one are not looked at.',
    },
    extends: {
      shape: listOf(located(text('a preset, or the relative path of a file', extendsProblem))),
      description: `What this file stands on: ${Object.keys(PRESETS)
        .map((name) => `\`${name}\``)
        .join(', ')}, or relative paths such as \`./tools/leaklens.json\`. Later ones win over earlier ones.`,
    },
    minConfidence,
    rules: ruleSettings,
    include: {
      shape: listOf(located(glob)),
      description: 'Only files that match one of these patterns are checked. Relative to the folder of this file.',
    },
    exclude: {
      shape: listOf(located(glob)),
      description:
        'Files that match are not checked; what they declare still counts. Relative to the folder of this file; without a slash at any depth, and with `!` in front taken back.',
    },
    skip: { shape: located(skip), description: 'What is left out without being looked at.' },
    directives: {
      shape: located(directives(rules)),
      description: 'How comments that silence findings are taken.',
    },
    pairs,
    overrides: {
      shape: listOf(override),
      description: 'Settings for some files. Later ones win over earlier ones.',
    },
  });
  return { ...root, schema: { ...root.schema, definitions } };
}

/** The code of the rule with this code or id, in any letter case; none where there is no such rule. */
export function ruleCodeOf(rules: readonly RuleName[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return rules.find(({ code, id }) => code.toLowerCase() === wanted || id === wanted)?.code;
}

/** A name in a message: the rule that may have been meant, and where to find the others. */
export function unknownRule(rules: readonly RuleName[], name: string): string {
  const near = didYouMean(name, [...rules.map(({ id }) => id), ...rules.map(({ code }) => code)]);
  return `no rule is called "${name}"${near === '' ? '; leaklens rules lists them' : near}`;
}

function rulesShape(rules: readonly RuleName[], setting: Shape<RuleSetting>) {
  const readKey = ({ value, start, end }: Located<string>, report: ReportProblem): string | undefined => {
    if (value === ALL_RULES) return value;
    const code = ruleCodeOf(rules, value);
    if (code === undefined) report({ start, end }, unknownRule(rules, value));
    return code;
  };
  return mapOf('an object with a severity for each rule', readKey, setting, {
    additionalProperties: false,
    properties: Object.fromEntries(ruleProperties(rules, setting.schema)),
  });
}

function ruleProperties(rules: readonly RuleName[], schema: JsonSchema): [string, JsonSchema][] {
  const described = (text: string): JsonSchema => ({ ...schema, markdownDescription: text });
  return [
    [ALL_RULES, described('All rules that are not named beside it.')],
    ...rules.flatMap(({ code, id, title }): [string, JsonSchema][] => [
      [code, described(`\`${id}\`: ${title}.`)],
      [id, described(`${code}: ${title}.`)],
    ]),
  ];
}

function directives(rules: readonly RuleName[]) {
  const ruleName = text('the code or id of a rule', (value) =>
    ruleCodeOf(rules, value) === undefined ? unknownRule(rules, value) : undefined,
  );
  return object({
    requireReason: {
      shape: flag,
      standard: false,
      description: 'Comments of our own that give no reason behind `--` are reported.',
    },
    foreign: {
      shape: flag,
      standard: true,
      description: 'Comments of other tools (`//nolint`, `//lint:ignore`, `#nosec` and others) count, too.',
    },
    aliases: {
      shape: mapOf('an object with rules for each check', ({ value }) => value.toLowerCase(), listOf(ruleName), {}),
      description: 'Which of our rules a check of another tool stands for, by the name of the check.',
    },
  });
}

function extendsProblem(value: string): string | undefined {
  if (Object.hasOwn(PRESETS, value)) return undefined;
  if (/^[A-Za-z][A-Za-z\d+.-]*:\/\//.test(value)) return 'addresses are not read; write the relative path of a file';
  if (/^(?:[\\/~]|[A-Za-z]:)/.test(value)) return 'absolute paths are not read; write a path relative to this file';
  if (value.includes('\\')) return 'write the path with "/"';
  if (/^\.{1,2}\//.test(value) || /\.jsonc?$/.test(value)) return undefined;
  return `"${value}" is no preset (${Object.keys(PRESETS).join(', ')}); the path of a file begins with "./" or ends in .json`;
}
