import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { REPORT_FORMATS } from '../messages.js';
import { invalid, property } from '../params.js';
import type { ServerState } from '../server-state.js';

/** Answers `leaklens/report`: the last audit of a folder as a text. */
export function report(server: ServerState, params: unknown): string {
  const format = REPORT_FORMATS.find((known) => known === property(params, 'format'));
  if (format === undefined) throw invalid(`format is none of ${REPORT_FORMATS.join(', ')}`);
  const folder = property(params, 'folder');
  if (folder !== undefined && typeof folder !== 'string') throw invalid('folder is no URI');
  const root = folder === undefined ? undefined : server.services.toPath(folder);
  const result = server.lastAudits.find((audit) => folder === undefined || audit.root === root);
  if (result === undefined) {
    throw new ResponseError(LSPErrorCodes.RequestFailed, 'there was no audit of the folder yet; audit it first');
  }
  return server.services.render(format, result);
}
