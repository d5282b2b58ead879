import { AUDIT_COMMAND } from '../../src/protocol/messages.js';
import type { AuditSummary } from '../../src/protocol/messages.js';
import { MemoryFiles } from './memory-files.js';
import { startMemoryServer } from './memory-server.js';
import type { MemoryServer } from './memory-server.js';
import { nameOf, renderActions, renderDiagnostics, renderRange } from './render.js';
import type { ClientOptions } from './test-client.js';
import { parseArchive, printArchive } from './txtar.js';

const ROOT = '/workspace';

/**
 * A scenario is an archive of files and of one called `steps`: a step a line, and below it, indented, what came of it.
 * `name` for files is relative to the workspace; a name with a colon is taken as a URI. Strings are in JSON.
 *
 *     initialize push|pull [utf-8] [no-folder]
 *     open NAME [TEXT-OF]         open the file as it is on disk, or with the text of a file of the archive
 *     open-crlf NAME              the same with CRLF line ends
 *     replace NAME OLD NEW        the first OLD becomes NEW
 *     replace-each NAME OLD NEW   all of them, in one notification
 *     type NAME BEFORE TEXT       TEXT before the first BEFORE, character by character
 *     whole NAME TEXT-OF          the whole text is replaced, without a range
 *     close NAME | save NAME
 *     disk NAME TEXT-OF           the file on disk is written, and the server told
 *     disk-silently NAME TEXT-OF  the same, without telling the server
 *     disk-remove NAME | disk-move NAME NAME
 *     hold | release              whoever reads the disk waits in between
 *     diagnostics NAME | hover NAME AT | actions NAME AT | fix NAME AT NUMBER | fix-all NAME | text NAME
 *     audit | screen | refreshes | trees | log
 */
export async function runScenario(text: string): Promise<string> {
  const archive = parseArchive(text);
  const run = new ScenarioRun(archive.files);
  const lines: string[] = [];
  for (const step of stepsOf(archive.files.get('steps') ?? '')) {
    const output = await run.step(step);
    lines.push(step, ...output.map((line) => `    ${line}`.trimEnd()));
  }
  await run.end();
  return printArchive({ ...archive, files: new Map([...archive.files, ['steps', `${lines.join('\n')}\n`]]) });
}

function stepsOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
}

class ScenarioRun {
  private readonly disk = new MemoryFiles();
  private readonly server: MemoryServer = startMemoryServer(this.disk);
  private saidRefreshes = 0;

  constructor(private readonly archive: ReadonlyMap<string, string>) {
    for (const [name, text] of archive) {
      if (name !== 'steps' && !name.startsWith('text/')) this.disk.write(pathOf(name), text);
    }
  }

  async step(line: string): Promise<readonly string[]> {
    const [verb = '', ...words] = (line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map((word) =>
      word.startsWith('"') ? (JSON.parse(word) as string) : word,
    );
    const step = this.steps[verb];
    if (step === undefined) throw new Error(`there is no step ${verb}`);
    return (await step(...words)) ?? [];
  }

  async end(): Promise<void> {
    await this.client.request('shutdown');
    if (this.server.trees().liveTrees !== 0) throw new Error('trees are left after shutdown');
  }

  private get client(): MemoryServer['client'] {
    return this.server.client;
  }

  private readonly steps: Readonly<Record<string, (...words: string[]) => Promise<readonly string[] | void>>> = {
    initialize: async (diagnostics, ...words) => {
      const options: ClientOptions = {
        diagnostics: diagnostics === 'push' ? 'push' : 'pull',
        ...(words.includes('utf-8') ? { encodings: ['utf-8', 'utf-16'] } : {}),
        ...(words.includes('no-folder') ? {} : { folders: [uriOf('')] }),
      };
      const { capabilities } = await this.client.initialize(options);
      return [`positions in ${capabilities.positionEncoding}`];
    },
    open: (name = '', textOf = '') =>
      this.client.open(uriOf(name), textOf === '' ? this.disk.textOf(pathOf(name)) : this.textNamed(textOf)),
    'open-crlf': (name = '') => this.client.open(uriOf(name), this.textNamed(name).replaceAll('\n', '\r\n')),
    replace: (name = '', old = '', newText = '') => {
      const start = this.find(name, old);
      return this.client.edit(uriOf(name), { start, end: start + old.length, newText });
    },
    'replace-each': (name = '', old = '', newText = '') => {
      const text = this.client.textOf(uriOf(name));
      const starts = [...text.matchAll(new RegExp(old.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(
        (m) => m.index,
      );
      const edits = starts.reverse().map((start) => ({ start, end: start + old.length, newText }));
      return this.client.edit(uriOf(name), ...edits);
    },
    type: async (name = '', before = '', text = '') => {
      let at = this.find(name, before);
      for (const character of text) {
        await this.client.edit(uriOf(name), { start: at, end: at, newText: character });
        at += character.length;
      }
    },
    whole: (name = '', textOf = '') => this.client.replaceAll(uriOf(name), this.textNamed(textOf)),
    close: (name = '') => this.client.close(uriOf(name)),
    save: async (name = '') => {
      this.disk.write(pathOf(name), this.client.textOf(uriOf(name)));
      await this.client.notify('textDocument/didSave', { textDocument: { uri: uriOf(name) } });
    },
    disk: async (name = '', textOf = '') => {
      this.disk.write(pathOf(name), this.textNamed(textOf));
      await this.tell(name);
    },
    'disk-silently': async (name = '', textOf = '') => this.disk.write(pathOf(name), this.textNamed(textOf)),
    'disk-remove': async (name = '') => {
      this.disk.remove(pathOf(name));
      await this.tell(name);
    },
    'disk-move': async (name = '', newName = '') => {
      this.disk.write(pathOf(newName), this.disk.textOf(pathOf(name)));
      this.disk.remove(pathOf(name));
      await this.tell(name, newName);
    },
    hold: async () => this.disk.hold(),
    release: async () => this.disk.release(),
    diagnostics: async (name = '') => {
      await this.settle();
      return renderDiagnostics(await this.client.diagnostics(uriOf(name)));
    },
    hover: async (name = '', at = '') => {
      const hover = await this.client.hover(uriOf(name), this.find(name, at));
      if (hover === null) return ['nothing'];
      const { value } = hover.contents as { value: string };
      return [hover.range === undefined ? 'no range' : renderRange(hover.range), ...value.split('\n')];
    },
    actions: async (name = '', at = '') => renderActions(await this.actionsAt(name, at)),
    fix: async (name = '', at = '', number = '') => {
      const action = (await this.actionsAt(name, at))[Number(number) - 1];
      if (action?.edit === undefined) return ['there is no such fix'];
      await this.client.apply(action.edit);
      return [action.title];
    },
    'fix-all': async (name = '') => {
      const end = this.client.textOf(uriOf(name)).length;
      const actions = await this.client.codeActions(uriOf(name), 0, end, ['source.fixAll']);
      for (const { edit } of actions) if (edit !== undefined) await this.client.apply(edit);
      return renderActions(actions);
    },
    text: async (name = '') => this.client.textOf(uriOf(name)).replaceAll('\r', '␍').replaceAll('\t', '→').split('\n'),
    audit: async () => {
      const params = { command: AUDIT_COMMAND, arguments: [] };
      const answer = this.client.request<AuditSummary>('workspace/executeCommand', params);
      const summary = await answer.catch((error: unknown) => String(error));
      if (typeof summary === 'string') return [summary];
      return [
        `${summary.files} files, ${summary.analysed} analysed, ${summary.findings} findings in ${summary.findingFiles} files`,
        ...summary.skipped.map(({ uri, reason }) => `skipped ${nameOf(uri)}: ${reason}`),
        ...summary.parseErrors.map(({ uri, line }) => `not valid Go: ${nameOf(uri)}:${line}`),
      ];
    },
    screen: async () => {
      await this.settle();
      const sent = [...this.client.published.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
      if (sent.length === 0) return ['nothing is published'];
      return sent.flatMap(({ uri, diagnostics }) =>
        renderDiagnostics(diagnostics).map((line) => `${nameOf(uri)} ${line}`),
      );
    },
    refreshes: async () => {
      await this.settle();
      const count = this.client.refreshes - this.saidRefreshes;
      this.saidRefreshes = this.client.refreshes;
      return [`${count}`];
    },
    trees: async () => {
      await this.settle();
      return [`${this.server.trees().liveTrees}`];
    },
    log: async () => {
      await this.settle();
      return this.client.log.splice(0);
    },
  };

  /** A few turns of both event loops: the disk is in memory, so nothing takes longer. */
  private async settle(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await this.client.request('textDocument/hover', {
        textDocument: { uri: 'none:' },
        position: { line: 0, character: 0 },
      });
    }
  }

  private actionsAt(name: string, at: string): ReturnType<MemoryServer['client']['codeActions']> {
    const start = this.find(name, at);
    return this.client.codeActions(uriOf(name), start, start);
  }

  private find(name: string, text: string): number {
    const at = this.client.textOf(uriOf(name)).indexOf(text);
    if (at < 0) throw new Error(`${name} does not contain ${text}`);
    return at;
  }

  private textNamed(name: string): string {
    const text = this.archive.get(name);
    if (text === undefined) throw new Error(`the scenario has no file ${name}`);
    return text;
  }

  private tell(...names: readonly string[]): Promise<void> {
    const changes = names.map((name) => ({ uri: uriOf(name), type: 2 }));
    return this.client.notify('workspace/didChangeWatchedFiles', { changes });
  }
}

function uriOf(name: string): string {
  return name.includes(':') ? name : `file://${pathOf(name)}`;
}

function pathOf(name: string): string {
  if (name.startsWith('/')) return name;
  return name === '' ? ROOT : `${ROOT}/${name}`;
}
