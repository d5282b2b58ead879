import path from 'node:path';
import { provideHost } from '../test/host/provision.mjs';
import { remoteUri, runServerOnce, startServer, workbenchUrl } from '../test/host/vscode-host.mjs';
import { packageExtension } from './package-extension.mjs';

/**
 * Serves VS Code to a browser of this machine, with the extension installed as a person installs it; prints the
 * address. Resolves with the exit code when Ctrl+C has ended it.
 * @param {string} folder
 * @param {string} runFolder for the profile, the extension and the logs
 * @param {string | undefined} file what is shown first; absolute
 * @returns {Promise<number>}
 */
export async function openInBrowser(folder, runFolder, file) {
  const host = provideHost();
  const vsix = path.join(runFolder, 'leaklens.vsix');
  await packageExtension(vsix);
  const extensionsFolder = path.join(runFolder, 'extensions');
  const userFolder = path.join(runFolder, 'user-data');
  const profile = ['--user-data-dir', userFolder, '--extensions-dir', extensionsFolder];
  runServerOnce(host, runFolder, [...profile, '--install-extension', vsix]);
  const server = await startServer({ host, runFolder, userFolder, extensionsFolder });
  const payload = file === undefined ? [] : [/** @type {const} */ (['openFile', remoteUri(server.port, file)])];
  console.log(`${folder} is open in VS Code; Ctrl+C ends it. In a browser of this machine go to`);
  console.log(workbenchUrl(server.port, { folder, payload }));
  return new Promise((resolve) => {
    let isEnding = false;
    const end = async () => {
      isEnding = true;
      await server.stop();
      resolve(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.removeAllListeners(signal); // those of the set-up end this process before the server has gone
      process.on(signal, () => void end());
    }
    server.child.once('exit', (code) => {
      if (isEnding) return;
      console.error(`VS Code's server ended with ${code ?? 'a signal'}`);
      resolve(1);
    });
  });
}
