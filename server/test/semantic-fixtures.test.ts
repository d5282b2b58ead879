import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import { channelsOf, printChannels } from '../src/concurrency/index.js';
import { extractFacts, link } from '../src/facts/index.js';
import { FileModel, printBindings, printCaptures, printControlFlow, printScopes } from '../src/semantic/index.js';
import { parse } from './harness/engine.js';

const fixtures = join(import.meta.dirname, '../../test-fixtures/semantic');

/** Each kind of fixture is a folder: Go in, readable text out, compared with the file of the same name. */
const PRINTERS: Readonly<Record<string, (model: FileModel) => string>> = {
  bind: (model) => `${printScopes(model.bindings)}\n\n${printBindings(model)}`,
  cfg: printControlFlow,
  channels: channelsIn,
  captures: (model) =>
    `before Go 1.22\n${printCaptures(model, 'shared')}\n\nfrom Go 1.22 on\n${printCaptures(model, 'per-iteration')}`,
};

for (const [folder, print] of Object.entries(PRINTERS)) {
  describe(`semantic fixtures: ${folder}`, () => {
    const files = readdirSync(join(fixtures, folder)).filter((name) => name.endsWith('.go'));
    it('has fixtures', () => {
      expect(files.length).toBeGreaterThan(0);
    });
    for (const name of files) {
      it(name, async () => {
        const path = join(fixtures, folder, name);
        const file = await parse({ path: workspacePath(name), source: readFileSync(path, 'utf8') });
        expect(file.ast.errors).toEqual([]);
        const model = new FileModel(file.path, file.text.text, file.ast);
        await expect(`${print(model)}\n`).toMatchFileSnapshot(path.replace(/\.go$/, '.txt'));
      });
    }
  });
}

/** The channels of each function that has some, with the package as this one file tells it. */
function channelsIn(model: FileModel): string {
  const facts = link('example.com/p', [extractFacts(model)]).get(model.bindings.packageName);
  if (facts === undefined) throw new Error('a file without package');
  return model.bindings.functions
    .filter(({ kind }) => kind !== 'literal')
    .map((func) => ({ func, printed: printChannels(model, channelsOf(model, facts, func)) }))
    .filter(({ printed }) => printed !== '')
    .map(({ func, printed }) => `func ${func.name}\n${printed}`)
    .join('\n\n');
}
