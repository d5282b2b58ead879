import type { Node } from 'jsonc-parser';
import type { Span } from '../text/index.js';
import { didYouMean } from './nearest-name.js';

/** A JSON schema, as far as it is used here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Any JSON value. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** Hears what is wrong, in UTF-16 code units of the file. */
export type ReportProblem = (span: Span, message: string) => void;

/**
 * What a value may be: how it is read, and how an editor's schema says it. Both come from this one definition, so that
 * they cannot differ. What is wrong is reported and left out, and only that.
 */
export interface Shape<T> {
  /** For messages: `true or false`. */
  readonly expects: string;
  readonly schema: JsonSchema;
  /** The value as far as it is right; none where nothing of it is. */
  read(node: Node, report: ReportProblem): T | undefined;
}

/** What a shape reads. */
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** A value and where it stands. */
export interface Located<T> extends Span {
  readonly value: T;
}

/** Where a node stands, in UTF-16 code units. */
export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** A string that `check` has nothing against; `check` answers what is wrong with it. */
export function text(expects: string, check: (value: string) => string | undefined, pattern?: string): Shape<string> {
  return {
    expects,
    schema: { type: 'string', ...(pattern === undefined ? {} : { pattern }) },
    read(node, report) {
      if (node.type !== 'string') return wrongType(node, expects, report);
      const value = String(node.value);
      const problem = value === '' ? `this is empty; write ${expects}` : check(value);
      if (problem === undefined) return value;
      report(spanOf(node), problem);
      return undefined;
    },
  };
}

/** True or false. */
export const flag: Shape<boolean> = {
  expects: 'true or false',
  schema: { type: 'boolean' },
  read: (node, report) =>
    node.type === 'boolean' ? node.value === true : wrongType(node, 'true or false without quotes', report),
};

/** One of some words, with what each means. */
export function choice<T extends string>(meanings: Readonly<Record<T, string>>): Shape<T> {
  const words = Object.keys(meanings) as T[];
  const expects = `one of ${words.map((word) => `"${word}"`).join(', ')}`;
  return {
    expects,
    schema: { enum: words, markdownEnumDescriptions: words.map((word) => meanings[word]) },
    read(node, report) {
      if (node.type !== 'string') return wrongType(node, expects, report);
      const written = String(node.value);
      const word = words.find((each) => each === written);
      if (word === undefined) {
        const near = didYouMean(written, words);
        report(spanOf(node), near === '' ? `"${written}" is not ${expects}` : `"${written}" is not known here${near}`);
      }
      return word;
    },
  };
}

/** A whole number of at least `least`. */
export function wholeNumber(least: number): Shape<number> {
  const expects = `a whole number from ${least}`;
  return {
    expects,
    schema: { type: 'integer', minimum: least },
    read(node, report) {
      const value: unknown = node.type === 'number' ? node.value : undefined;
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= least
        ? value
        : wrongType(node, expects, report);
    },
  };
}

/** A list; what is wrong in it is left out. One value alone is a list of one. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    expects: `${item.expects}, or a list of such`,
    schema: { anyOf: [item.schema, { type: 'array', items: item.schema }] },
    read(node, report) {
      const nodes = node.type === 'array' ? (node.children ?? []) : [node];
      return nodes.flatMap((each) => item.read(each, report) ?? []);
    },
  };
}

/** The same with its place. */
export function located<T>(shape: Shape<T>): Shape<Located<T>> {
  return {
    ...shape,
    read(node, report) {
      const value = shape.read(node, report);
      return value === undefined ? undefined : { value, ...spanOf(node) };
    },
  };
}

/** The first shape for objects, the second for all else. */
export function objectOr<O, T>(object: Shape<O>, other: Shape<T>): Shape<O | T> {
  return {
    expects: `${other.expects}, or ${object.expects}`,
    schema: { anyOf: [other.schema, object.schema] },
    read: (node, report) => (node.type === 'object' ? object.read(node, report) : other.read(node, report)),
  };
}

/** A setting of an object. */
export interface Field<T> {
  readonly shape: Shape<T>;
  /** Markdown, for the editor. */
  readonly description: string;
  readonly isRequired?: true;
  /** What holds without it. */
  readonly standard?: JsonValue;
}

type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an object of such fields reads as. */
export type ObjectOf<F extends Fields> = {
  readonly [K in keyof F]?: F[K] extends Field<infer T> ? T : never;
};

/** An object with these settings and no others. Of a setting that is written twice the last one counts. */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  const names = Object.keys(fields);
  const required = names.filter((name) => fields[name]?.isRequired === true);
  return {
    expects: 'an object in braces',
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(names.map((name) => [name, fieldSchema(fields[name])])),
      ...(required.length === 0 ? {} : { required }),
    },
    read(node, report) {
      if (node.type !== 'object') return wrongType(node, 'an object in braces', report);
      const values: Record<string, unknown> = {};
      for (const { name, key, value } of propertiesOf(node, report)) {
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (field === undefined) report(spanOf(key), `"${name}" is no setting here${didYouMean(name, names)}`);
        else values[name] = field.shape.read(value, report);
      }
      const missing = required.filter((name) => values[name] === undefined && !isWritten(node, name));
      if (missing.length > 0) report(headOf(node), `${missing.map((name) => `"${name}"`).join(' and ')} is missing`);
      if (required.some((name) => values[name] === undefined)) return undefined;
      return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as ObjectOf<F>;
    },
  };
}

/** An entry of a map: its key as `keys` reads it. */
export interface Entry<T> extends Span {
  readonly name: string;
  readonly value: T;
}

/**
 * An object whose keys are data.
 * @param readKey what the key stands for; none for one that it reported
 */
export function mapOf<T>(
  expects: string,
  readKey: (key: Located<string>, report: ReportProblem) => string | undefined,
  value: Shape<T>,
  keySchema: JsonSchema,
): Shape<readonly Entry<T>[]> {
  return {
    expects,
    schema: { type: 'object', additionalProperties: value.schema, ...keySchema },
    read(node, report) {
      if (node.type !== 'object') return wrongType(node, expects, report);
      return propertiesOf(node, report).flatMap((property) => {
        const key = { value: property.name, ...spanOf(property.key) };
        const name = readKey(key, report);
        const read = value.read(property.value, report);
        return name === undefined || read === undefined ? [] : [{ name, value: read, start: key.start, end: key.end }];
      });
    },
  };
}

interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** In the order of the text; of those written twice only the last, the others are reported. */
function propertiesOf(node: Node, report: ReportProblem): readonly Property[] {
  const all = (node.children ?? []).flatMap(({ children = [] }) => {
    const [key, value] = children;
    return key === undefined || value === undefined ? [] : [{ name: String(key.value), key, value }];
  });
  const last = new Map(all.map((property) => [property.name, property]));
  return all.filter((property) => {
    if (last.get(property.name) === property) return true;
    report(spanOf(property.key), `"${property.name}" is written twice; only the last one counts`);
    return false;
  });
}

function isWritten(node: Node, name: string): boolean {
  return (node.children ?? []).some(({ children }) => children?.[0]?.value === name);
}

/** The opening brace: nobody wants a whole object underlined. */
function headOf(node: Node): Span {
  return { start: node.offset, end: node.offset + 1 };
}

function wrongType(node: Node, expects: string, report: ReportProblem): undefined {
  const span = node.type === 'object' || node.type === 'array' ? headOf(node) : spanOf(node);
  const what = { object: 'an object', array: 'a list', null: 'null' }[node.type as string] ?? `a ${node.type}`;
  report(span, `this is ${what}; write ${expects}`);
  return undefined;
}

function fieldSchema(field: Field<unknown> | undefined): JsonSchema {
  const { shape, description, standard } = field ?? { shape: flag, description: '' };
  return {
    ...shape.schema,
    markdownDescription: description,
    ...(standard === undefined ? {} : { default: standard }),
  };
}
