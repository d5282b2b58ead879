import { workspacePath } from '../../base/index.js';
import type { Cancellation, WorkspacePath } from '../../base/index.js';
import { decodeLossy } from '../../text/index.js';
import {
  exclusionOf,
  extendIgnoreRules,
  isIgnored,
  MAX_FILE_BYTES,
  NO_IGNORE_RULES,
  parentDirectory,
  skipReasons,
} from '../../workspace/index.js';
import type { IgnoreRules, KeptFolders, ListedFile } from '../../workspace/index.js';
import type { DirectoryEntry, EntryType, Platform } from '../platform.js';
import { AuditConfiguration, keptFolders } from './configured.js';
import { emptyDraft, finishListing } from './listing.js';
import type { Listing, ListingDraft } from './listing.js';
import { findOuterModule } from './outer-module.js';

/** What the walk may use of the outside. */
export type WalkPlatform = Pick<Platform, 'files' | 'decodeUtf8'>;

/** A folder or a Go file that is to be audited, relative to the root; '' is the root itself. */
export interface AuditTarget {
  readonly path: WorkspacePath;
  readonly kind: 'folder' | 'file';
}

/** What is left out in a folder. */
interface FolderRules {
  readonly ignored: IgnoreRules;
  readonly kept: KeptFolders;
}

interface Walk {
  readonly root: string;
  readonly platform: WalkPlatform;
  readonly cancellation: Cancellation;
  readonly configuration: AuditConfiguration;
  readonly draft: ListingDraft;
  readonly visited: Set<WorkspacePath>;
}

/**
 * Lists the Go files under the targets. Symbolic links are not followed but where a target is one; excluded folders are
 * not entered. What is named as a target is never excluded itself. Nothing throws: what cannot be read is listed.
 */
export async function walk(
  root: string,
  targets: readonly AuditTarget[],
  platform: WalkPlatform,
  cancellation: Cancellation,
  configuration: AuditConfiguration = new AuditConfiguration(root, {}, platform),
): Promise<Listing> {
  const draft = emptyDraft();
  const state: Walk = { root, platform, cancellation, configuration, draft, visited: new Set() };
  for (const target of targets) await visitTarget(state, target);
  if (!draft.modules.has(workspacePath(''))) {
    const outer = await findOuterModule(root, platform);
    if (outer !== undefined) draft.modules.set(outer.directory, outer);
  }
  return finishListing(draft, state.visited);
}

async function visitTarget(state: Walk, { path, kind }: AuditTarget): Promise<void> {
  let rules = NO_IGNORE_RULES;
  for (const directory of directoriesAbove(path)) {
    const entries = await state.platform.files.list(absolute(state, directory));
    if ('failure' in entries) continue;
    const extended = await readSpecialFiles(state, directory, entries, rules);
    if (!isIgnored(path, kind, extended)) rules = extended;
  }
  if (kind === 'folder') await visitFolder(state, path, rules);
  else await visitNamedFile(state, path);
}

/** From the root down to the parent of `path`; none above the root itself. */
function directoriesAbove(path: WorkspacePath): WorkspacePath[] {
  const directories: WorkspacePath[] = [];
  for (let at = path; at !== '';) {
    at = parentDirectory(at);
    directories.unshift(at);
  }
  return directories;
}

async function visitFolder(state: Walk, directory: WorkspacePath, outer: IgnoreRules): Promise<void> {
  if (state.cancellation.isCancelled || state.visited.has(directory)) return;
  const entries = await state.platform.files.list(absolute(state, directory));
  if ('failure' in entries) {
    state.draft.skippedFolders.set(workspacePath(directory === '' ? '.' : directory), entries.failure);
    return;
  }
  state.visited.add(directory);
  const rules = await readSpecialFiles(state, directory, entries, outer);
  const configured = await state.configuration.folder(directory, new Set(entries.map(({ name }) => name)));
  const here: FolderRules = {
    ignored: configured.skip.gitignored.value ? rules : NO_IGNORE_RULES,
    kept: keptFolders(configured),
  };
  // One folder after the other: all at once would hold the whole repository in flight.
  const folders = entries.filter(({ type }) => type === 'directory');
  const others = entries.filter(({ type }) => type !== 'directory');
  await Promise.all(others.map((entry) => visitEntry(state, directory, entry, here)));
  for (const { name } of folders) {
    const path = childPath(directory, name);
    const reason = exclusionOf(path, 'folder', here.ignored, here.kept);
    if (reason === undefined) await visitFolder(state, path, rules);
    else if (!isHidden(path)) state.draft.skippedFolders.set(path, reason);
  }
}

async function visitEntry(
  state: Walk,
  directory: WorkspacePath,
  { name, type }: DirectoryEntry,
  rules: FolderRules,
): Promise<void> {
  const path = childPath(directory, name);
  if (name.endsWith('.go')) await visitFile(state, path, type, rules);
  else if (type === 'symlink' && exclusionOf(path, 'folder', rules.ignored, rules.kept) === undefined) {
    const target = await state.platform.files.list(absolute(state, path));
    if (!('failure' in target)) state.draft.skippedFolders.set(path, skipReasons.symbolicLink);
  }
}

async function visitFile(state: Walk, path: WorkspacePath, type: EntryType, rules: FolderRules): Promise<void> {
  const byName = exclusionOf(path, 'file', rules.ignored) ?? typeReason(type);
  const byConfiguration = byName === undefined ? await state.configuration.exclusionOf(path) : undefined;
  const reason = byName ?? byConfiguration;
  if (reason === undefined) await addFile(state, path);
  else state.draft.skippedFiles.set(path, reason);
  // Git or the configuration ignores it, the go command does not: it is part of the package.
  const isPart = byName === skipReasons.gitignore || byConfiguration !== undefined;
  if (isPart && type === 'file') await addFactFile(state, path);
}

/** A file named by the user is analysed whatever it is; the files beside it are read for facts. */
async function visitNamedFile(state: Walk, path: WorkspacePath): Promise<void> {
  await addFile(state, path);
  const directory = parentDirectory(path);
  const entries = await state.platform.files.list(absolute(state, directory));
  if ('failure' in entries) return;
  const beside = entries.filter(({ name, type }) => type === 'file' && /^[^._].*\.go$/.test(name));
  const paths = beside.map(({ name }) => childPath(directory, name)).filter((other) => other !== path);
  await Promise.all(paths.map((other) => addFactFile(state, other)));
}

async function addFile(state: Walk, path: WorkspacePath): Promise<void> {
  const file = await inspect(state, path);
  if ('reason' in file) state.draft.skippedFiles.set(path, file.reason);
  else state.draft.files.set(path, file);
}

async function addFactFile(state: Walk, path: WorkspacePath): Promise<void> {
  const file = await inspect(state, path);
  if (!('reason' in file)) state.draft.factFiles.set(path, file);
}

async function inspect(state: Walk, path: WorkspacePath): Promise<ListedFile | { readonly reason: string }> {
  const found = await state.platform.files.stat(absolute(state, path));
  if ('failure' in found) return { reason: found.failure };
  return found.size > MAX_FILE_BYTES ? { reason: skipReasons.tooLarge } : { path, sizeBytes: found.size };
}

/** Remembers the folder's go.mod and the root's go.work; answers with the rules that hold in the folder. */
async function readSpecialFiles(
  state: Walk,
  directory: WorkspacePath,
  entries: readonly DirectoryEntry[],
  outer: IgnoreRules,
): Promise<IgnoreRules> {
  const names = new Set(entries.filter((entry) => entry.type !== 'directory').map((entry) => entry.name));
  if (names.has('go.mod') && !state.draft.modules.has(directory)) {
    const text = await readText(state, childPath(directory, 'go.mod'));
    if (text !== undefined) state.draft.modules.set(directory, { directory, inside: '', text });
  }
  if (names.has('go.work') && directory === '') state.draft.goWork = await readText(state, workspacePath('go.work'));
  if (!names.has('.gitignore')) return outer;
  const patterns = await readText(state, childPath(directory, '.gitignore'));
  return patterns === undefined ? outer : extendIgnoreRules(outer, directory, patterns);
}

/** What cannot be read is listed, for it may explain what the audit says of the folder. */
async function readText(state: Walk, path: WorkspacePath): Promise<string | undefined> {
  const bytes = await state.platform.files.read(absolute(state, path));
  if (!('failure' in bytes)) return state.platform.decodeUtf8(bytes) ?? decodeLossy(bytes).text;
  state.draft.skippedFolders.set(path, bytes.failure);
  return undefined;
}

/** Nobody expects `.git` and its like to be looked at: not worth a line of the report. */
function isHidden(path: WorkspacePath): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith('.');
}

function typeReason(type: EntryType): string | undefined {
  if (type === 'symlink') return skipReasons.symbolicLink;
  return type === 'file' ? undefined : skipReasons.notRegular;
}

function childPath(directory: WorkspacePath, name: string): WorkspacePath {
  return workspacePath(directory === '' ? name : `${directory}/${name}`);
}

function absolute(state: Walk, path: WorkspacePath): string {
  return path === '' ? state.root : state.platform.files.join(state.root, ...path.split('/'));
}
