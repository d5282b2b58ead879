import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import { inRoot } from '../../tools/lib/root.mjs';

const validateFindings = new Ajv2020({ allErrors: true }).compile(readSchema('server/src/report/findings.schema.json'));
const validateSarif = compileSarif();

/** Throws with all that is wrong where a JSON report does not satisfy the published schema. */
export function expectValidFindings(report: unknown): void {
  expectValid(validateFindings, report);
}

/** Throws with all that is wrong where a report is no SARIF 2.1.0. */
export function expectValidSarif(report: unknown): void {
  expectValid(validateSarif, report);
}

function expectValid(validate: ValidateFunction, report: unknown): void {
  if (validate(report)) return;
  const problems = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  throw new Error(`the report breaks its schema:\n${problems?.join('\n') ?? ''}`);
}

/**
 * The standard's own schema, as a package of its editors carries it. It is written in draft 4, of which it uses nothing
 * that draft 7 reads otherwise but the name of `id`.
 */
function compileSarif(): ValidateFunction {
  const { id, $schema, ...schema } = readSchema(
    'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  if (typeof id !== 'string' || !String($schema).includes('draft-04')) throw new Error('another schema than expected');
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
  ajv.addFormat('uri-reference', { validate: isUriReference });
  ajv.addFormat('date-time', { validate: (text: string) => !Number.isNaN(Date.parse(text)) });
  return ajv.compile(schema);
}

/** Only what RFC 3986 allows, and no colon in the first segment of a relative reference. */
function isUriReference(text: string): boolean {
  if (!/^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(text)) return false;
  return /^[A-Za-z][\w+.-]*:/.test(text) || !(text.split('/')[0] ?? '').includes(':');
}

function readSchema(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(inRoot(path), 'utf8')) as Record<string, unknown>;
}
