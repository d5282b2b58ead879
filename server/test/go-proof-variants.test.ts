import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGo, whyNoGo } from './go/toolchain.js';
import { lint } from './harness/engine.js';
import { packagesOf, rulesWithFixtures } from './harness/packages.js';
import { inVariant, variants } from './harness/variants.js';

const SYNC = 'golang.org/x/sync';
const GO_MOD = `module example.com/rules\n\ngo 1.24\n\nrequire ${SYNC} v0.0.0\n\nreplace ${SYNC} => ./sync\n`;
const ERRGROUP = new URL('./go/errgroup.go', import.meta.url);
const OWN_IMPORT = /"example\.com\/rules\//g;

const packages = rulesWithFixtures()
  .flatMap(packagesOf)
  .filter(({ directory }) => !directory.split('/').includes('broken'));
const left = whyNoGo();

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leaklens-variants-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the other writings of the fixtures', () => {
  it(left === undefined ? 'are accepted by Go' : `are not shown to Go: ${left}`, { timeout: 300_000 }, async () => {
    if (left !== undefined) return;
    await write('go.mod', GO_MOD);
    await write('sync/go.mod', `module ${SYNC}\n\ngo 1.20\n`);
    await write('sync/errgroup/errgroup.go', await readFile(ERRGROUP, 'utf8'));
    for (const [index, variant] of variants.entries()) await writeVariant(`v${index}`, variant);
    // One analyzer, the least: what is asked for is that all packages and their tests have types.
    const { isSuccess, stdout, stderr } = await runGo('go', ['vet', '-buildtag', './...'], folder, { GOWORK: 'off' });
    const names = variants.map(({ name }, index) => `v${index} is '${name}'`).join('\n');
    expect(isSuccess, `${names}\n${stdout}${stderr}`).toBe(true);
  });
});

/** The fixtures in one variant, all in one module: the version of Go that their own go.mod names is not at stake. */
async function writeVariant(name: string, variant: (typeof variants)[number]): Promise<void> {
  for (const unit of packages) {
    const { unit: written } = await inVariant(unit, variant, (await lint(unit)).findings);
    for (const file of written.files) {
      if (needsModules(file.source)) continue;
      await write(`${name}/${file.path}`, file.source.replaceAll(OWN_IMPORT, `"example.com/rules/${name}/`));
    }
  }
}

/** True for a file that imports a package of a module which is not at hand. */
function needsModules(source: string): boolean {
  const imports = [...source.matchAll(/^(?:import )?\s*(?:[\w.]+ )?"([\w-]+\.[\w.-]+\/[^"]*)"$/gmu)].map(
    ([, from]) => from ?? '',
  );
  return imports.some((from) => !from.startsWith(`${SYNC}/`) && !from.startsWith('example.com/rules/'));
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), text);
}
