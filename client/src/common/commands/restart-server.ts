import { l10n, window, type LogOutputChannel } from 'vscode';
import type { Server } from '../server.js';

/** `leaklens.restartServer`: a new server process in place of the one that runs, hangs or has crashed. */
export async function restartServer(server: Server, log: LogOutputChannel): Promise<void> {
  try {
    await server.restart();
  } catch (error) {
    log.error('the server did not start:', error);
    const message = l10n.t('Leaklens: the server did not start; the log says why');
    const choice = await window.showErrorMessage(message, l10n.t('Show Log'));
    if (choice !== undefined) log.show();
    return;
  }
  void window.showInformationMessage(l10n.t('Leaklens: the server was restarted'));
}
