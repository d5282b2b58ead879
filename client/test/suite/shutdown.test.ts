/** The last of the suites: nothing of the extension is left behind it. */
import { createRequire } from 'node:module';
import path from 'node:path';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { serverProcesses, whenServers } from '../server-process.mjs';
import { LEAK_FILE, show, whenFindings } from './editor.js';

const found = vscode.extensions.getExtension('leaklens.leaklens');
assert.ok(found, 'the packaged extension is not installed');
const extension = found;

describe('the end of the extension', () => {
  it('takes its server with it when it is deactivated', async () => {
    const { document } = await show(LEAK_FILE);
    await whenFindings(document.uri, (all) => all.length === 1);
    assert.equal(serverProcesses(extension.extensionPath).length, 1);
    const bundle = path.join(extension.extensionPath, 'dist', 'client.js');
    // The module that VS Code itself has loaded: its own call comes when nothing can be observed any more.
    const { deactivate } = createRequire(bundle)(bundle) as { readonly deactivate: () => Promise<void> };
    await deactivate();
    await whenServers(extension.extensionPath, (ids) => ids.length === 0);
    await whenFindings(document.uri, (all) => all.length === 0);
  });
});
