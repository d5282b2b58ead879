import { l10n, window, workspace, type Uri } from 'vscode';
import {
  EFFECTIVE_CONFIGURATION_REQUEST,
  type EffectiveConfigurationAnswer,
  type EffectiveConfigurationParams,
} from '../../../../server/src/protocol/messages.js';
import type { Server } from '../server.js';
import { reasonOf } from '../text.js';

/**
 * `leaklens.showEffectiveConfiguration`: shows what is in force for a file and where each value comes from, as
 * `leaklens config FILE` prints it.
 */
export async function showEffectiveConfiguration(server: Server, given: Uri | undefined): Promise<void> {
  const uri = given ?? window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    void window.showInformationMessage(l10n.t('Leaklens: open the file in question, then ask again'));
    return;
  }
  try {
    const client = await server.whenRunning();
    const params: EffectiveConfigurationParams = { textDocument: { uri: uri.toString() } };
    const answer = await client.sendRequest<EffectiveConfigurationAnswer | null>(
      EFFECTIVE_CONFIGURATION_REQUEST,
      params,
    );
    if (answer === null) throw new Error(l10n.t('it is not a file on disk'));
    const document = await workspace.openTextDocument({ language: 'plaintext', content: answer.text });
    await window.showTextDocument(document, { preview: true });
  } catch (error) {
    const name = workspace.asRelativePath(uri);
    void window.showErrorMessage(
      l10n.t('Leaklens: the configuration of {0} could not be told: {1}', name, reasonOf(error)),
    );
  }
}
