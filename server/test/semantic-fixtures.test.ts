import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspacePath } from '../src/base/index.js';
import { FileModel, printBindings, printControlFlow, printScopes } from '../src/semantic/index.js';
import { parse } from './harness/engine.js';

const fixtures = join(import.meta.dirname, '../../test-fixtures/semantic');

/** Each kind of fixture is a folder: Go in, readable text out, compared with the file of the same name. */
const PRINTERS: Readonly<Record<string, (model: FileModel) => string>> = {
  bind: (model) => `${printScopes(model.bindings)}\n\n${printBindings(model)}`,
  cfg: printControlFlow,
};

for (const [folder, print] of Object.entries(PRINTERS)) {
  describe(`semantic fixtures: ${folder}`, () => {
    const files = readdirSync(join(fixtures, folder)).filter((name) => name.endsWith('.go'));
    it('has fixtures', () => {
      expect(files.length).toBeGreaterThan(2);
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
