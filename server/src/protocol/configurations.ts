import type { Diagnostic } from 'vscode-languageserver';
import { workspacePath } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import {
  CONFIGURATION_FILE,
  Configuration,
  createDefinition,
  effectiveConfiguration,
  findWorkspaceRoot,
  readConfiguration,
} from '../config/index.js';
import type { ConfigurationProblem, EffectiveConfiguration, FolderConfiguration } from '../config/index.js';
import type { DocumentIdentity, DocumentSettings, Platform } from '../engine/index.js';
import { byCode, rules } from '../rules/index.js';
import type { SourceText } from '../text/index.js';
import type { VersionedDiagnostics } from './diagnostic-scheduler.js';
import { toRange } from './convert/positions.js';
import type { PositionEncoding } from './convert/positions.js';
import type { Folders } from './folders.js';
import type { HostServices } from './host-services.js';
import { DIAGNOSTIC_SOURCE } from './messages.js';

export interface ConfigurationTools {
  readonly platform: Pick<Platform, 'files' | 'decodeUtf8' | 'today'>;
  readonly paths: Pick<HostServices, 'toPath' | 'toUri' | 'relative'>;
  readonly folders: Pick<Folders, 'outermost'>;
  /** Hears the names of files that configurations stand on, each once. */
  readonly watch: (names: readonly string[]) => void;
  readonly encoding: PositionEncoding;
  /** Sends what is wrong in a file that is not open. Absolute path. */
  readonly publish: (path: string, diagnostics: readonly Diagnostic[]) => void;
}

/** A configuration file in an editor. */
interface OpenConfiguration {
  readonly path: string;
  readonly version: number;
  readonly text: SourceText;
}

const definition = createDefinition(rules);

/**
 * The configuration files of the open folders, and those that are open themselves. What is in force is what was saved:
 * a text in the middle of being typed decides nothing. What is wrong in it is told while it is typed.
 */
export class Configurations {
  private readonly byRoot = new Map<string, Configuration>();
  private readonly roots = new Map<string, Promise<string>>();
  private readonly open = new Map<string, OpenConfiguration>();
  private published: ReadonlySet<string> = new Set();
  private readonly watched = new Set([CONFIGURATION_FILE]);

  constructor(private readonly tools: ConfigurationTools) {}

  /** What holds for a Go document. */
  async settingsOf(identity: DocumentIdentity): Promise<DocumentSettings> {
    const today = this.tools.platform.today();
    const found = await this.folderOf(identity);
    if (found === undefined) return { today };
    const { folder, path } = found;
    if (folder.exclusionOf(path) !== undefined) return { today, isExcluded: true };
    return { today, settings: folder.settingsFor(path) };
  }

  /** All that holds for a Go file, with origins; none for what is no file. */
  async effectiveFor(
    identity: DocumentIdentity,
  ): Promise<(EffectiveConfiguration & { readonly root: string }) | undefined> {
    const found = await this.folderOf(identity);
    if (found === undefined) return undefined;
    return { ...effectiveConfiguration(found.folder, found.path, byCode(rules)), root: found.root };
  }

  /** True for a file whose change may change what holds. Absolute path. */
  isConfiguration(path: string): boolean {
    return isNamedSo(path) || [...this.byRoot.values()].some((configuration) => configuration.dependsOn(path));
  }

  /** Reads everything again that was read before, and tells what is wrong in it. */
  async reload(): Promise<void> {
    const before = [...this.byRoot].map(([root, { directories }]) => [root, directories] as const);
    this.byRoot.clear();
    this.roots.clear();
    for (const [root, directories] of before) {
      const configuration = this.configurationIn(root);
      for (const directory of directories) await configuration.folder(directory);
    }
    this.publishProblems();
    this.watchFurther();
  }

  /** An audit of a folder met these problems: they are told, and from now on looked after. */
  async audited(root: string, problems: readonly ConfigurationProblem[]): Promise<void> {
    if (problems.length === 0) return;
    const configuration = this.configurationIn(root);
    const own = problems.filter(({ file }) => isNamedSo(file)).map(({ path }) => directoryOf(path));
    for (const directory of new Set([workspacePath(''), ...own])) await configuration.folder(directory);
    this.publishProblems();
    this.watchFurther();
  }

  /** Remembers a configuration file that was opened or changed; answers whether it is one. */
  edited(uri: string, version: number, text: SourceText): boolean {
    const path = this.tools.paths.toPath(uri);
    if (path === undefined || !this.isConfiguration(path)) return false;
    this.open.set(uri, { path, version, text });
    if (this.published.has(path)) this.tools.publish(path, []);
    return true;
  }

  /** Answers whether it was one of the open configuration files. */
  closed(uri: string): boolean {
    return this.open.delete(uri);
  }

  textOf(uri: string): SourceText | undefined {
    return this.open.get(uri)?.text;
  }

  get openUris(): readonly string[] {
    return [...this.open.keys()];
  }

  /** What is wrong in an open configuration file; none for any other document. */
  diagnosticsOf(uri: string): VersionedDiagnostics | undefined {
    const document = this.open.get(uri);
    if (document === undefined) return undefined;
    const { path, version, text } = document;
    const { problems } = readConfiguration(text, { file: path, path: workspacePath(path) }, definition);
    // What only the disk tells, such as a circle of files, is told as of the last save, where its place still exists.
    const further = this.problems.filter(
      ({ file, range, seenIn }) => file === path && seenIn === 'files' && range.end.offset <= text.text.length,
    );
    return { version, diagnostics: [...problems, ...further].map((problem) => this.toDiagnostic(problem)) };
  }

  /** Tells what is wrong in files that are not open, and takes back what no longer is. */
  publishProblems(): void {
    const openPaths = new Set([...this.open.values()].map(({ path }) => path));
    const byFile = new Map<string, ConfigurationProblem[]>();
    for (const problem of this.problems) {
      if (openPaths.has(problem.file)) continue;
      byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
    }
    for (const path of this.published) if (!byFile.has(path) && !openPaths.has(path)) this.tools.publish(path, []);
    for (const [path, problems] of byFile)
      this.tools.publish(
        path,
        problems.map((problem) => this.toDiagnostic(problem)),
      );
    this.published = new Set(byFile.keys());
  }

  private get problems(): readonly ConfigurationProblem[] {
    return [...this.byRoot.values()].flatMap(({ problems }) => problems);
  }

  private async folderOf({ key, directory }: DocumentIdentity): Promise<FoundFolder | undefined> {
    const file = this.tools.paths.toPath(key);
    if (file === undefined || directory === undefined) return undefined;
    const root = await this.rootOf(file, directory);
    const path = this.tools.paths.relative(root, file);
    if (path === undefined) return undefined;
    const configuration = this.configurationIn(root);
    const before = configuration.problems.length;
    const folder = await configuration.folder(directoryOf(path));
    if (configuration.problems.length !== before) this.publishProblems();
    this.watchFurther();
    return { root, folder, path };
  }

  private watchFurther(): void {
    const names = [...this.byRoot.values()].flatMap(({ names: all }) => all).filter((name) => !this.watched.has(name));
    if (names.length === 0) return;
    for (const name of names) this.watched.add(name);
    this.tools.watch([...new Set(names)]);
  }

  private configurationIn(root: string): Configuration {
    const configuration = this.byRoot.get(root) ?? new Configuration({ root, rules }, this.tools.platform);
    this.byRoot.set(root, configuration);
    return configuration;
  }

  private toDiagnostic({ range, message }: ConfigurationProblem): Diagnostic {
    return { range: toRange(range, this.tools.encoding), severity: 1, source: DIAGNOSTIC_SOURCE, message };
  }

  /** The outermost open folder around the file, as for an audit; elsewhere the repository or module. */
  private async rootOf(file: string, directory: string): Promise<string> {
    const { folders, paths, platform } = this.tools;
    const around = folders.outermost.find((folder) => paths.relative(folder, file) !== undefined);
    if (around !== undefined) return around;
    const known = this.roots.get(directory) ?? findWorkspaceRoot(directory, platform.files);
    this.roots.set(directory, known);
    return known;
  }
}

interface FoundFolder {
  readonly root: string;
  readonly folder: FolderConfiguration;
  readonly path: WorkspacePath;
}

function directoryOf(path: WorkspacePath): WorkspacePath {
  return workspacePath(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
}

function isNamedSo(path: string): boolean {
  return path.endsWith(CONFIGURATION_FILE) && /[\\/]leaklens\.json$/.test(path);
}
