/** What a person sees and does in VS Code, on the packaged extension. One start for all of it. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Workbench } from '../host/workbench.mjs';
import { whenServers } from '../server-process.mjs';
import { fillWorkspace } from '../workspace.mjs';

const LEAK_FILE = 'leak.go';
const LEAK_PATH = `editor/${LEAK_FILE}`;

/** So much Go that its audit takes seconds: long enough for a person to change their mind. */
const BULK_FOLDER = 'bulk';
const BULK_FILES = 800;
const BULK_FUNCTIONS = 200;

/** At this crash within three minutes the client gives up. */
const CRASH_LIMIT = 5;

/** @param {string} folder */
function fillInBulk(folder) {
  fillWorkspace(folder);
  mkdirSync(path.join(folder, BULK_FOLDER));
  for (let file = 0; file < BULK_FILES; file += 1) {
    const functions = Array.from({ length: BULK_FUNCTIONS }, (_, at) => {
      return `func sum${file}x${at}(numbers []int) (sum int) {\n\tfor _, each := range numbers {\n\t\tsum += each\n\t}\n\treturn sum\n}\n`;
    });
    writeFileSync(path.join(folder, BULK_FOLDER, `sums${file}.go`), `package bulk\n\n${functions.join('\n')}`);
  }
}

/** @param {string} name */
function given(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests by client/tools/test-vscode.mjs`);
  return value;
}

describe('a person in VS Code', function () {
  this.timeout(90_000);
  /** @type {Workbench} */
  let workbench;
  let original = '';

  before(async () => {
    const options = { host: given('VSCODE_HOST'), vsix: given('LEAKLENS_VSIX') };
    workbench = await Workbench.start({ ...options, fill: fillInBulk, openFile: LEAK_PATH });
    original = workbench.onDisk(LEAK_PATH);
  });

  after(async () => {
    if (workbench === undefined) return;
    await screenshot('last');
    await workbench.stop();
  });

  it('sees the finding underlined, and reads in a hover what it means', async () => {
    await workbench.squiggle(LEAK_FILE).first().waitFor({ timeout: 30_000 });
    const hover = await workbench.hover(workbench.squiggle(LEAK_FILE));
    await hover.getByText('GL4001').first().waitFor();
    await screenshot('hover');
  });

  it('sees in the status bar how many findings there are', async () => {
    assert.match(await (await workbench.languageStatus()).innerText(), /Leaklens: 1 finding/);
  });

  it('is told when the server crashes too often, and starts it again from the status bar', async () => {
    const squiggle = workbench.squiggle(LEAK_FILE).first();
    /** @type {Set<number>} */
    const killed = new Set();
    for (let crashes = 1; crashes <= CRASH_LIMIT; crashes += 1) {
      const servers = await whenServers(workbench.extensionsFolder, (ids) => ids.some((id) => !killed.has(id)));
      await squiggle.waitFor();
      for (const id of servers.filter((each) => !killed.has(each))) {
        process.kill(id, 'SIGKILL');
        killed.add(id);
      }
      // The next server may be back with its findings before anybody sees that they were gone.
      await squiggle.waitFor({ state: 'detached', timeout: 1000 }).catch(() => undefined);
    }
    await workbench.toast(`server crashed ${CRASH_LIMIT} times`).waitFor();
    const status = await workbench.languageStatus();
    assert.match(await status.innerText(), /Leaklens: stopped/);
    await screenshot('stopped');
    await status.getByText('Restart').click();
    await workbench.squiggle(LEAK_FILE).first().waitFor();
  });

  it('sees the directive that silences a rule set off from the comment around it', async () => {
    await workbench.openFile('silenced.go');
    const comment = workbench.editor('silenced.go').locator('.view-line', { hasText: 'leaklens:ignore' }).first();
    const looks = () => comment.locator('span span').evaluateAll((parts) => parts.map((part) => part.className));
    const told = () => looks().then((all) => assert.ok(new Set(all).size > 2, `one look only: ${all.join(' ')}`));
    await workbench.until('colours', () => workbench.page.waitForTimeout(200), told);
    await workbench.openFile(LEAK_FILE);
  });

  it('mends the file by the light bulb and saves it', async () => {
    const fixes = await workbench.quickFixes(workbench.squiggle(LEAK_FILE));
    await screenshot('quick-fixes');
    await fixes.first().click();
    await workbench.squiggle(LEAK_FILE).first().waitFor({ state: 'detached' });
    await workbench.saved(LEAK_PATH, original.replace('func(_ *handle)', 'func(h *handle)'));
  });

  it('stops an audit that takes too long', async () => {
    await workbench.command('Leaklens: Audit Workspace');
    const progress = workbench.toast('Leaklens: auditing');
    await progress.waitFor();
    await screenshot('progress');
    await progress.getByText('Cancel').click();
    await progress.waitFor({ state: 'detached' });
    assert.equal(await workbench.toast('Go files analysed').count(), 0);
    rmSync(path.join(workbench.folder, BULK_FOLDER), { recursive: true });
  });

  it('finds the audit in the palette, and its findings in the Problems panel', async () => {
    await workbench.command('Leaklens: Audit Workspace');
    await workbench.toast(/Leaklens: \d+ findings? in \d+ files?, \d+ of \d+ Go files analysed/).waitFor();
    const rows = await workbench.problems('closed.go');
    await rows.filter({ hasText: 'closed.go' }).first().waitFor();
    await screenshot('problems');
  });

  it('restarts the server from the palette', async () => {
    await workbench.command('Leaklens: Restart Server');
    await workbench.toast('Leaklens: the server was restarted').waitFor();
  });

  it('reads in the log what the audit did', async () => {
    await workbench.command('Leaklens: Show Log');
    const line = workbench.page.locator('.part.panel .view-line', { hasText: /audit:\s\d+\sfinding/ });
    await line.first().waitFor();
    await workbench.page.locator('.part.panel .view-line', { hasText: /the\saudit\swas\scancelled/ }).waitFor();
  });

  it('meets no error in the page', () => assert.deepEqual(workbench.pageErrors, []));

  /**
   * Kept for whoever wants to see what the tests saw.
   * @param {string} name
   */
  async function screenshot(name) {
    const folder = given('VSCODE_HOST_ARTIFACTS');
    mkdirSync(folder, { recursive: true });
    await workbench.page.screenshot({ path: path.join(folder, `ui-${name}.png`) });
  }
});
