import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../lib/root.mjs';
import { generateKinds } from './kinds.js';

test('kinds.ts is what the grammar gives', () => {
  const generated = generateKinds(readFileSync(inRoot('grammars/go/node-types.json'), 'utf8'));
  expect(readFileSync(inRoot('server/src/syntax/kinds.ts'), 'utf8'), 'run npm run generate').toBe(generated);
});

test('named types without supertypes, sorted, and every field once', () => {
  const generated = generateKinds(
    JSON.stringify([
      { type: '_any', named: true, subtypes: [{ type: 'b', named: true }] },
      { type: 'b', named: true, fields: { y: {}, x: {} } },
      { type: 'a', named: true, fields: { x: {} } },
      { type: '+', named: false },
    ]),
  );
  expect(generated).toContain('enum Kind {\n  none = 0,\n  ERROR = 1,\n  a = 2,\n  b = 3,\n}\n');
  expect(generated).toContain('enum Field {\n  none = 0,\n  x = 1,\n  y = 2,\n}\n');
  expect(generated).toContain("kindNames: readonly string[] = [\n  'none',\n  'ERROR',\n  'a',\n  'b',\n];\n");
  expect(generated).toContain("fieldNames: readonly string[] = [\n  'none',\n  'x',\n  'y',\n];\n");
});

test('a grammar with more types than a byte can tell is refused', () => {
  const types = Array.from({ length: 300 }, (_, i) => ({ type: `t${i}`, named: true }));
  expect(() => generateKinds(JSON.stringify(types))).toThrow('Kind has 302 members');
});
