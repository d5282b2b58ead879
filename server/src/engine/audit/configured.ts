import { workspacePath } from '../../base/index.js';
import type { WorkspacePath } from '../../base/index.js';
import { Configuration } from '../../config/index.js';
import type { ConfigurationProblem, FileSettings, FolderConfiguration } from '../../config/index.js';
import { rules } from '../../rules/index.js';
import { parentDirectory, skipReasons } from '../../workspace/index.js';
import type { KeptFolders, PackagePlan } from '../../workspace/index.js';
import type { FolderSettings } from '../audit-types.js';
import type { Confidence } from '../finding.js';
import type { Platform } from '../platform.js';

/** Where an audit's configuration comes from. */
export interface AuditConfigurationRequest {
  /** Absolute path: files above it are not looked at. The audited folder where it is left out, or one above it. */
  readonly root?: string;
  /** The only configuration file, named by the user: no other is looked for. */
  readonly only?: { readonly directory: string; readonly name: string };
}

/** The configuration of an audited folder, in paths as the audit has them. */
export class AuditConfiguration {
  private readonly configuration: Configuration;
  private readonly prefix: string;

  /**
   * @param root absolute path of the audited folder
   * @param minConfidence as the user asked for it: it wins over all files
   */
  constructor(
    root: string,
    request: AuditConfigurationRequest,
    platform: Pick<Platform, 'files' | 'decodeUtf8'>,
    minConfidence?: Confidence,
  ) {
    const above = request.root === undefined ? '' : wayDown(request.root, root, platform.files);
    this.prefix = above === undefined || above === '' ? '' : `${above}/`;
    this.configuration = new Configuration(
      {
        root: request.root === undefined || above === undefined ? root : request.root,
        rules,
        ...(request.only === undefined ? {} : { only: request.only }),
        ...(minConfidence === undefined ? {} : { overriding: asked(minConfidence) }),
      },
      platform,
    );
  }

  get problems(): readonly ConfigurationProblem[] {
    return this.configuration.problems;
  }

  /** @param names names in the folder, where they are known */
  async folder(directory: WorkspacePath, names?: ReadonlySet<string>): Promise<FolderConfiguration> {
    const path = directory === '' ? this.prefix.slice(0, -1) : `${this.prefix}${directory}`;
    return this.configuration.folder(workspacePath(path), names);
  }

  /** Why a file is left out; none for one that is not. */
  async exclusionOf(path: WorkspacePath): Promise<string | undefined> {
    const folder = await this.folder(parentDirectory(path));
    switch (folder.exclusionOf(this.seen(path))?.reason) {
      case 'exclude':
        return skipReasons.configured;
      case 'include':
        return skipReasons.notIncluded;
      case 'tests':
        return skipReasons.tests;
      case undefined:
        return undefined;
    }
  }

  /** What holds for the files of a folder. */
  async settingsOf({ directory, files }: Pick<PackagePlan, 'directory' | 'files'>): Promise<FolderSettings> {
    const folder = await this.folder(directory);
    const usual = folder.settingsFor(this.seen(files[0] ?? workspacePath('')));
    const special: Record<string, FileSettings> = {};
    for (const path of files) {
      const settings = folder.settingsFor(this.seen(path));
      if (settings !== usual) special[path] = settings;
    }
    return { usual, special };
  }

  private seen(path: WorkspacePath): WorkspacePath {
    return workspacePath(`${this.prefix}${path}`);
  }
}

/** The folders that are entered whatever they are called. */
export function keptFolders({ skip }: FolderConfiguration): KeptFolders {
  const kept: [string, boolean][] = [
    ['testdata', !skip.testdata.value],
    ['vendor', !skip.vendor.value],
    ['third_party', !skip.thirdParty.value],
  ];
  return new Set(kept.flatMap(([name, isKept]) => (isKept ? [name] : [])));
}

function asked(minConfidence: Confidence) {
  return { levels: [], pairs: [], minConfidence: { value: minConfidence, origin: { source: '--min-confidence' } } };
}

/** The way from a folder down to another, '/'-separated; none where the other does not lie in it. Absolute paths. */
function wayDown(from: string, to: string, { join }: Pick<Platform['files'], 'join'>): string | undefined {
  const names: string[] = [];
  for (let at = to; at !== from;) {
    const parent = join(at, '..');
    if (parent === at) return undefined;
    names.unshift(at.slice(parent.length).replace(/^[\\/]+/, ''));
    at = parent;
  }
  return names.join('/');
}
