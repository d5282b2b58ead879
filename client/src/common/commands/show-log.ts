import type { LogOutputChannel } from 'vscode';

/** `leaklens.showLog`: what the extension and the server have to tell, in the Output panel. */
export function showLog(log: LogOutputChannel): void {
  log.show();
}
