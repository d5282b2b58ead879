import { createDefinition } from './definition.js';
import type { RuleName } from './settings.js';
import type { JsonSchema } from './shape.js';

/** The JSON schema of `leaklens.json` for editors, made of the definition by which the file is read. */
export function configurationSchema(rules: readonly RuleName[]): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Leaklens',
    description: 'leaklens.json: which rules run on which files, and how severe their findings are.',
    allowComments: true,
    allowTrailingCommas: true,
    ...createDefinition(rules).schema,
  };
}
