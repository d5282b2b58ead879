import { workspacePath } from '../base/index.js';
import type { WorkspacePath } from '../base/index.js';
import type { SourceText } from '../text/index.js';
import { NOT_THERE, isReallyInside } from './configuration-files.js';
import type { ConfigurationDisk } from './configuration-files.js';
import { PRESETS, createDefinition } from './definition.js';
import type { Definition, PresetName } from './definition.js';
import { FolderConfiguration } from './folder-configuration.js';
import { presetContent } from './layers.js';
import type { Layer } from './layers.js';
import { rangeOf } from './place.js';
import type { ConfigurationProblem } from './problem.js';
import { CONFIGURATION_FILE, EMPTY_CONTENT, readConfigurationBytes, wholeFileProblem } from './read-file.js';
import type { FileLevelSettings, ReadConfiguration } from './read-file.js';
import type { RuleName } from './settings.js';
import type { Located } from './shape.js';

/** A file that stands on a file that stands on a file … */
const MAX_LAYERS = 50;

/** What a configuration is read for. */
export interface ConfigurationRequest {
  /** Absolute path of the workspace: no file outside of it is read, symbolic links followed. */
  readonly root: string;
  readonly rules: readonly RuleName[];
  /** What the host was told directly: it wins over all files. */
  readonly overriding?: FileLevelSettings;
  /** The only configuration file, wherever it lies, named by the user; none is looked for then. */
  readonly only?: { readonly directory: string; readonly name: string };
}

/** A file in the folder `segments` below `boundary`. */
interface FilePlace {
  /** Absolute; what it stands on may not lie outside. */
  readonly boundary: string;
  readonly segments: readonly string[];
  readonly name: string;
}

/** A file that is being read, and on behalf of which others. */
interface Reading {
  readonly place: FilePlace;
  /** The folder that patterns start from: that of the file at the end of the chain. */
  readonly directory: WorkspacePath;
  /** Absolute paths of the files that led here. */
  readonly chain: readonly string[];
}

/**
 * The configuration files of a workspace, read when they are asked for and then remembered: a change on disk needs a new
 * object. Nothing throws; what is wrong is in `problems`.
 */
export class Configuration {
  private readonly definition: Definition;
  private readonly folders = new Map<WorkspacePath, Promise<FolderConfiguration>>();
  private readonly reads = new Map<string, Promise<ReadConfiguration | undefined>>();
  private readonly lookedFor = new Set<string>();
  private readonly found = new Map<string, ConfigurationProblem>();

  constructor(
    private readonly request: ConfigurationRequest,
    private readonly disk: ConfigurationDisk,
  ) {
    this.definition = createDefinition(request.rules);
  }

  /** What is wrong in the files that were read, by file and place; each once. */
  get problems(): readonly ConfigurationProblem[] {
    return [...this.found.values()].sort((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : a.range.start.offset - b.range.start.offset,
    );
  }

  /** The folders that were asked about, as seen from the workspace root. */
  get directories(): readonly WorkspacePath[] {
    return [...this.folders.keys()];
  }

  /** The names of all files that were looked for. */
  get names(): readonly string[] {
    return [...this.lookedFor];
  }

  /** True if the file was read, or would have been: its change may change the answers. Absolute path. */
  dependsOn(file: string): boolean {
    return this.reads.has(file);
  }

  /**
   * What holds in a folder, as seen from the workspace root.
   * @param names names in the folder, where the caller knows them: a file that is not among them is not looked for
   */
  async folder(directory: WorkspacePath, names?: ReadonlySet<string>): Promise<FolderConfiguration> {
    const { only } = this.request;
    const key = only === undefined ? directory : workspacePath('');
    const known = this.folders.get(key);
    if (known !== undefined) return known;
    const made = only === undefined ? this.readFolder(directory, names) : this.readOnly(only);
    this.folders.set(key, made);
    return made;
  }

  private async readFolder(
    directory: WorkspacePath,
    names: ReadonlySet<string> | undefined,
  ): Promise<FolderConfiguration> {
    const outer = directory === '' ? undefined : await this.folder(parentOf(directory));
    const place = { boundary: this.request.root, segments: segmentsOf(directory), name: CONFIGURATION_FILE };
    const isThere = names?.has(CONFIGURATION_FILE) ?? true;
    const own = isThere ? await this.layersOf({ place, directory, chain: [] }) : undefined;
    if (own === undefined) return outer ?? this.configurationOf([]);
    const isRoot = own.at(-1)?.content.isRoot === true;
    return this.configurationOf([...(isRoot ? [] : (outer?.layers ?? [])), ...own]);
  }

  /** One file for all folders: its patterns start from the workspace root. */
  private async readOnly({ directory, name }: { directory: string; name: string }): Promise<FolderConfiguration> {
    const place = { boundary: directory, segments: [], name };
    const layers = await this.layersOf({ place, directory: workspacePath(''), chain: [] });
    if (layers === undefined)
      this.note(wholeFileProblem({ file: this.absolute(place), path: workspacePath(name) }, NOT_THERE));
    return this.configurationOf(layers ?? []);
  }

  private configurationOf(layers: readonly Layer[]): FolderConfiguration {
    return new FolderConfiguration(layers, this.request.rules, this.request.overriding);
  }

  /** A file and before it all that it stands on; none where there is no such file. */
  private async layersOf(reading: Reading): Promise<readonly Layer[] | undefined> {
    const { place, directory, chain } = reading;
    const file = this.absolute(place);
    this.lookedFor.add(place.name);
    this.reads.set(file, this.reads.get(file) ?? this.read(place));
    const read = await this.reads.get(file);
    if (read === undefined) return undefined;
    for (const problem of read.problems) this.note(problem);
    const path = this.pathOf(place);
    const below: Layer[] = [];
    for (const entry of read.content.extends) {
      const further = await this.extended(entry, { place, directory, chain: [...chain, file] }, read.text);
      if (below.length + further.length > MAX_LAYERS) {
        this.complain(place, entry, read.text, `this stands on more than ${MAX_LAYERS} files; the rest is not read`);
        break;
      }
      below.push(...further);
    }
    return [...below, { name: path, directory, content: read.content }];
  }

  private async extended(
    entry: Located<string>,
    from: Reading,
    text: SourceText | undefined,
  ): Promise<readonly Layer[]> {
    const { value } = entry;
    const { place, directory, chain } = from;
    if (isPreset(value)) {
      return [{ name: `preset ${value}`, directory, content: presetContent(value, this.request.rules) }];
    }
    const target = resolve(place, value);
    const complain = (message: string): readonly Layer[] => {
      this.complain(place, entry, text, message);
      return [];
    };
    if (target === undefined) return complain(`"${value}" leads out of the workspace; it is not read`);
    const file = this.absolute(target);
    if (chain.includes(file)) {
      const circle = [...chain.slice(chain.indexOf(file)), file].map((each) => this.shortOf(each));
      return complain(`this leads back to itself: ${circle.join(' -> ')}; take one of them out`);
    }
    const layers = await this.layersOf({ place: target, directory, chain });
    return layers ?? complain(`there is no file ${this.pathOf(target)}; correct the path`);
  }

  private async read(place: FilePlace): Promise<ReadConfiguration | undefined> {
    const { files, decodeUtf8 } = this.disk;
    const name = { file: this.absolute(place), path: this.pathOf(place) };
    const failed = (message: string): ReadConfiguration => {
      return { content: EMPTY_CONTENT, problems: [wholeFileProblem(name, message)] };
    };
    const bytes = await files.read(name.file);
    if ('failure' in bytes) {
      if (bytes.failure !== NOT_THERE) return failed(`this file cannot be read: ${bytes.failure}`);
      const isDangling = !('failure' in (await files.stat(name.file)));
      return isDangling ? failed('this is a symbolic link that leads nowhere') : undefined;
    }
    if (!(await isReallyInside(name.file, place.boundary, files))) {
      return failed('a symbolic link leads out of the workspace here; the file is not read');
    }
    return readConfigurationBytes(bytes, name, this.definition, decodeUtf8);
  }

  private complain(place: FilePlace, span: Located<string>, text: SourceText | undefined, message: string): void {
    const name = { file: this.absolute(place), path: this.pathOf(place) };
    this.note(
      text === undefined
        ? wholeFileProblem(name, message)
        : { ...name, range: rangeOf(text, span), message, seenIn: 'files' },
    );
  }

  private note(problem: ConfigurationProblem): void {
    this.found.set(`${problem.file}\n${problem.range.start.offset}\n${problem.message}`, problem);
  }

  private absolute({ boundary, segments, name }: FilePlace): string {
    return this.disk.files.join(boundary, ...segments, name);
  }

  private pathOf({ segments, name }: FilePlace): WorkspacePath {
    return workspacePath([...segments, name].join('/'));
  }

  /** An absolute path for messages. */
  private shortOf(file: string): string {
    const { root } = this.request;
    return file.startsWith(root) ? file.slice(root.length).replace(/^[\\/]/, '') : file;
  }
}

function isPreset(value: string): value is PresetName {
  return Object.hasOwn(PRESETS, value);
}

/** Where a relative path leads from a file; none for a place outside of its workspace. */
function resolve({ boundary, segments }: FilePlace, path: string): FilePlace | undefined {
  const result = [...segments];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') result.push(part);
    else if (result.pop() === undefined) return undefined;
  }
  const name = result.pop();
  return name === undefined ? undefined : { boundary, segments: result, name };
}

function parentOf(directory: WorkspacePath): WorkspacePath {
  return workspacePath(directory.slice(0, Math.max(directory.lastIndexOf('/'), 0)));
}

function segmentsOf(directory: WorkspacePath): readonly string[] {
  return directory === '' ? [] : directory.split('/');
}
