/** The extension where VS Code's display language is Chinese. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Workbench } from '../host/workbench.mjs';
import { fillWorkspace } from '../workspace.mjs';

const LEAK_FILE = 'leak.go';

/** @param {string} name */
function given(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these tests by client/tools/test-vscode.mjs`);
  return value;
}

describe('a person whose VS Code speaks Chinese', function () {
  this.timeout(90_000);
  /** @type {Workbench} */
  let workbench;

  before(async () => {
    const options = { host: given('VSCODE_HOST'), vsix: given('LEAKLENS_VSIX'), language: 'zh-cn' };
    workbench = await Workbench.start({ ...options, fill: fillWorkspace, openFile: `editor/${LEAK_FILE}` });
    await workbench.squiggle(LEAK_FILE).first().waitFor({ timeout: 30_000 });
  });

  after(async () => {
    if (workbench === undefined) return;
    const folder = given('VSCODE_HOST_ARTIFACTS');
    mkdirSync(folder, { recursive: true });
    await workbench.page.screenshot({ path: path.join(folder, 'chinese-last.png') });
    await workbench.stop();
  });

  it('finds commands by their Chinese names, and reads the outcome in Chinese', async () => {
    await workbench.command('Leaklens: 检查整个工作区');
    await workbench.toast(/Leaklens: \d+ 个问题，分布在 \d+ 个文件中，\d+ 个 Go 文件中分析了 \d+ 个/).waitFor();
  });

  it('reads the view in Chinese, and codes as they are everywhere', async () => {
    await workbench.row(/^GL4001 finalizer-captures-target，\d+ 个问题$/).waitFor();
    await workbench.row(/^警告，GL4001，高置信度，.*editor\/leak\.go:12:2$/).waitFor();
    const label = workbench.page.locator('.part.sidebar .title-label', { hasText: 'Leaklens: 检查结果' });
    await label.waitFor();
  });

  it('reads the status in Chinese', async () => {
    const status = await workbench.languageStatus();
    assert.match(await status.innerText(), /Leaklens: \d+ 个问题/);
    await workbench.page.keyboard.press('Escape');
  });

  it('has the walkthrough in Chinese', async () => {
    await workbench.command('Welcome: Open Walkthrough...');
    const walkthrough = '用 Leaklens 查找 Go 代码中的泄漏';
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: walkthrough }).first().click();
    await workbench.page.locator('.getting-started-step .step-title', { hasText: '弄懂它' }).waitFor();
  });
});
