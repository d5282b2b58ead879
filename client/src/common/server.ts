import type { LogOutputChannel } from 'vscode';
import type { InitializationOptions } from '../../../server/src/protocol/messages.js';
import type { BaseLanguageClient, LanguageClientOptions, State } from 'vscode-languageclient';

export type ServerState = 'starting' | 'running' | 'stopped';

/** Makes a client that is not started yet. May load what it needs first. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The language server of this window, whichever process it is at the moment. Its calls are done one after another. */
export interface Server {
  /** Resolves when it runs, or has failed: that is in the log and in the state. */
  readonly start: () => Promise<void>;
  /** Ends the process that runs, if any, and starts a new one. Throws where that one does not start. */
  readonly restart: () => Promise<void>;
  /** Resolves when the process has gone. */
  readonly stop: () => Promise<void>;
  /** The client, once it can be asked. Throws where there is no server that runs. */
  readonly whenRunning: () => Promise<BaseLanguageClient>;
}

/** What the collections of diagnostics keep to. */
const OPTIONS: InitializationOptions = { prefersPulled: true };

/** What every client of the window shares. */
export interface ServerTools {
  readonly log: LogOutputChannel;
  readonly diagnosticCollectionProvider: NonNullable<LanguageClientOptions['diagnosticCollectionProvider']>;
}

/** How long anyone waits for a server that is just starting; after that it counts as hung. */
const START_LIMIT_MS = 10_000;

/** Virtual files have text but no folder that the server could read: they are checked by their text alone. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

// The library's own constants cannot be had without its code, and that is not loaded before the first client is made.
const STOPPED: State.Stopped = 1;
const RUNNING: State.Running = 2;
const STARTING: State.Starting = 3;
const START_FAILED: State.StartFailed = 4;

/** What the library's states mean to a person. */
const STATES: Readonly<Record<State, ServerState>> = {
  [STOPPED]: 'stopped',
  [RUNNING]: 'running',
  [STARTING]: 'starting',
  [START_FAILED]: 'stopped',
};

/**
 * A server that is not started yet.
 * `showState` hears of every change, also of the restarts that the library does by itself after a crash.
 */
export function createServer(
  createClient: ClientFactory,
  tools: ServerTools,
  showState: (state: ServerState) => void,
): Server {
  const { log } = tools;
  let client: BaseLanguageClient | undefined;
  let lastTurn: Promise<void> = Promise.resolve();

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => undefined);
    return turn;
  };
  const startNew = async (): Promise<void> => {
    showState('starting');
    try {
      const fresh = await createClient(clientOptions(tools));
      client = fresh;
      fresh.onDidChangeState(({ newState }) => {
        if (client === fresh) showState(STATES[newState]);
      });
      await withinLimit(fresh.start());
    } catch (error) {
      showState('stopped');
      throw error;
    }
  };
  const stopOld = async (): Promise<void> => {
    const old = client;
    client = undefined;
    if (old === undefined) return;
    try {
      // The library refuses to stop what is just starting, as it is for a moment after a crash.
      await withinLimit(whenStarted(old));
      if (old.needsStop()) await old.dispose();
    } catch (error) {
      // The library then kills the process, so there is nothing left to do.
      log.warn('the server did not end by itself:', error);
    }
  };
  return {
    start: () => inTurn(startNew).catch((error: unknown) => log.error('the server did not start:', error)),
    restart: () =>
      inTurn(async () => {
        await stopOld();
        await startNew();
      }),
    stop: () => inTurn(stopOld),
    whenRunning: async () => {
      await lastTurn;
      if (client !== undefined) await withinLimit(whenStarted(client));
      if (client?.isRunning() !== true) throw new Error('the server is not running');
      return client;
    },
  };
}

function clientOptions({ log, diagnosticCollectionProvider }: ServerTools): LanguageClientOptions {
  return {
    diagnosticCollectionProvider,
    documentSelector: [
      ...SCHEMES.map((scheme) => ({ scheme, language: 'go' })),
      // What is wrong in the configuration is told while it is written.
      { scheme: 'file', pattern: '**/leaklens.json' },
    ],
    outputChannel: log,
    initializationOptions: OPTIONS,
    // Not for tabs that were never shown: closed files have their findings from the audit.
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
  };
}

async function whenStarted(client: BaseLanguageClient): Promise<void> {
  if (client.state === STARTING) await client.start();
}

/** Waits for `work`, but no longer than the limit. */
async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, START_LIMIT_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
