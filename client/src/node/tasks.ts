import {
  l10n,
  ProcessExecution,
  Task,
  tasks,
  TaskScope,
  workspace,
  type Disposable,
  type WorkspaceFolder,
} from 'vscode';

/** What a task of ours says in tasks.json. */
interface Definition {
  readonly type: string;
  readonly paths?: readonly string[];
  readonly arguments?: readonly string[];
}

const TYPE = 'leaklens';
const MATCHER = '$leaklens';

/**
 * Offers `leaklens check` as a task for each folder, and runs those of tasks.json. `program` is the absolute path of the
 * bundled command line: nothing has to be installed for it.
 */
export function provideTasks(program: string): Disposable {
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () => (workspace.workspaceFolders ?? []).map((folder) => taskFor(program, folder, { type: TYPE })),
    resolveTask: ({ definition, scope }) => {
      const folder = typeof scope === 'object' ? scope : undefined;
      return taskFor(program, folder, definition);
    },
  });
}

function taskFor(program: string, folder: WorkspaceFolder | undefined, definition: Definition): Task {
  const { paths = ['.'], arguments: more = [] } = definition;
  const args = [program, 'check', ...more, ...paths];
  const execution = new ProcessExecution(process.execPath, args, {
    // The program that VS Code runs on is a browser unless it is told otherwise.
    env: { ELECTRON_RUN_AS_NODE: '1' },
    ...(folder === undefined ? {} : { cwd: folder.uri.fsPath }),
  });
  const name = paths.length === 1 && paths[0] === '.' ? l10n.t('check') : paths.join(' ');
  const task = new Task({ ...definition }, folder ?? TaskScope.Workspace, name, TYPE, execution, [MATCHER]);
  task.detail = `leaklens check ${[...more, ...paths].join(' ')}`;
  return task;
}
