import type { Disposable, Progress } from 'vscode';
import {
  ProgressType,
  type BaseLanguageClient,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageclient';

type WorkDone = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Goes with a request as its `workDoneToken`; dispose it when the request has ended. */
export interface FollowedProgress extends Disposable {
  readonly token: string;
}

let lastToken = 0;

/** Shows what the server tells about a request in `report`: its message, and its percentage as a growing bar. */
export function followProgress(
  client: BaseLanguageClient,
  report: Progress<{ message?: string; increment?: number }>,
): FollowedProgress {
  lastToken += 1;
  const token = `leaklens-${lastToken}`;
  let shown = 0;
  const subscription = client.onProgress(new ProgressType<WorkDone>(), token, (value) => {
    if (value.kind === 'end') return;
    const percentage = value.percentage ?? shown;
    report.report({
      ...(value.message === undefined ? {} : { message: value.message }),
      increment: percentage - shown,
    });
    shown = percentage;
  });
  return {
    token,
    dispose: () => {
      subscription.dispose();
    },
  };
}
