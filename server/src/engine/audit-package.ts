import type { Cancellation, WorkspacePath } from '../base/index.js';
import { bug, workspacePath } from '../base/index.js';
import type { FileSettings } from '../config/index.js';
import type { FileFacts } from '../facts/index.js';
import { factsWithoutFile, link } from '../facts/index.js';
import type { TreeStore } from '../syntax/index.js';
import { decodeSource } from '../text/index.js';
import type { SourceText } from '../text/index.js';
import { MAX_FILE_BYTES, effectiveGo, parseGoVersion, roleOf, skipReasons } from '../workspace/index.js';
import type { AnalysedFile, CheckOptions } from './analysis.js';
import { analyse, check, firstParseError } from './analysis.js';
import type { PackageResult, PackageTask, ParseError, Skipped } from './audit-types.js';
import type { Finding } from './finding.js';
import { ModulePackages } from './module-packages.js';
import type { ModulePlace } from './module-packages.js';
import type { Platform } from './platform.js';
import { goFileNames } from './session-disk.js';

/** Collects one folder's results. */
interface Draft {
  readonly analysed: WorkspacePath[];
  readonly skipped: Skipped[];
  readonly parseErrors: ParseError[];
  readonly findings: Finding[];
}

/** Packages that ask for packages that ask for packages: deeper questions stay open. */
const MAX_ROUNDS = 8;

/**
 * Reads, decodes, parses, links and checks one folder. Bad input never throws: it is an answer with a reason.
 * When it is cancelled, what was not checked yet is missing from the result without a reason.
 */
export async function auditPackage(
  task: PackageTask,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
  trees: TreeStore,
  cancellation: Cancellation,
  modules: ModulePackages = modulePackages(platform, trees),
): Promise<PackageResult> {
  const draft: Draft = { analysed: [], skipped: [], parseErrors: [], findings: [] };
  const reported = new Set(task.files);
  const files: AnalysedFile[] = [];
  const paths = [...task.files, ...task.factFiles];
  // The next file is read while this one is parsed.
  let reading = readTaskFile(task, paths[0], platform);
  for (const [i, path] of paths.entries()) {
    const text = await reading;
    if (cancellation.isCancelled) return draft;
    reading = readTaskFile(task, paths[i + 1], platform);
    if (typeof text === 'string') {
      if (reported.has(path)) draft.skipped.push({ path, reason: text });
      continue;
    }
    const role = roleOf(path, text.text);
    files.push(analyse({ path, text, ast: trees.parseOnce(text.text), role }));
  }
  const place = { ...task, directory: platform.files.join(task.root, ...task.directory.split('/')) };
  const facts = files.filter(({ file }) => file.role !== 'ignored').map((file) => file.facts);
  const giveBack = modules.lend(place.directory, facts);
  const toCheck = files.filter((file) => reported.has(file.file.path) && admit(file, task, draft));
  draft.findings.push(...(await checkAll(toCheck, { task, place, facts, modules }, cancellation)));
  giveBack();
  return draft;
}

/** The packages of modules, read with this parser. */
export function modulePackages(platform: Pick<Platform, 'files' | 'decodeUtf8'>, trees: TreeStore): ModulePackages {
  return new ModulePackages(
    (directory) => readFacts(directory, platform, trees),
    (directory, ...names) => platform.files.join(directory, ...names),
  );
}

interface Checking {
  readonly task: PackageTask;
  readonly place: ModulePlace;
  readonly facts: readonly FileFacts[];
  readonly modules: ModulePackages;
}

/** Checks the files; again those that asked for packages which were not read yet. */
async function checkAll(
  files: readonly AnalysedFile[],
  { task, place, facts, modules }: Checking,
  cancellation: Cancellation,
): Promise<Finding[]> {
  const go = parseGoVersion(task.goVersion);
  const found = new Map<AnalysedFile, readonly Finding[]>();
  let waiting = files;
  for (let round = 0; waiting.length > 0 && round < MAX_ROUNDS; round++) {
    const packages = link(task.importPath, facts, modules.seenFrom(place));
    const again: AnalysedFile[] = [];
    for (const file of waiting) {
      if (cancellation.isCancelled) break;
      modules.startAsking();
      found.set(
        file,
        check(file, packages, effectiveGo(go, file.file.text.text, task.godebug), optionsFor(file, task)),
      );
      if (modules.hasAskedInVain) again.push(file);
    }
    if (cancellation.isCancelled || again.length === 0) break;
    await modules.readMissing();
    waiting = again;
  }
  return files.flatMap((file) => found.get(file) ?? []);
}

function optionsFor({ file }: AnalysedFile, task: PackageTask): CheckOptions {
  const { minConfidence, today } = task;
  const settings = settingsFor(file.path, task);
  return {
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(settings === undefined ? {} : { settings }),
    ...(today === undefined ? {} : { today }),
  };
}

function settingsFor(path: WorkspacePath, { settings }: PackageTask): FileSettings | undefined {
  return settings?.special[path] ?? settings?.usual;
}

/** What the Go files of a folder tell other packages; tests tell nothing. */
async function readFacts(
  directory: string,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
  trees: TreeStore,
): Promise<FileFacts[]> {
  const facts: FileFacts[] = [];
  for (const name of await goFileNames(directory, platform.files)) {
    if (name.endsWith('_test.go')) continue;
    const text = await readSource(platform.files.join(directory, name), platform);
    if (typeof text === 'string') continue;
    const path = workspacePath(name);
    const role = roleOf(path, text.text);
    if (role === 'ignored') continue;
    const read = (): FileFacts => analyse({ path, text, ast: trees.parseOnce(text.text), role }).facts;
    facts.push(...readUnlessItFails(platform.files.join(directory, name), read));
  }
  return facts;
}

/** A file on which the engine fails is one that others know nothing of. */
function readUnlessItFails(file: string, read: () => FileFacts): FileFacts[] {
  try {
    return [factsWithoutFile(read)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    bug(`reading ${file} for other packages failed, it is left out: ${reason}`);
    return [];
  }
}

async function readTaskFile(
  task: PackageTask,
  path: WorkspacePath | undefined,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
): Promise<SourceText | string> {
  return path === undefined ? '' : readSource(platform.files.join(task.root, ...path.split('/')), platform);
}

/** The text of the file, or the reason why there is none. */
async function readSource(
  absolute: string,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
): Promise<SourceText | string> {
  const stat = await platform.files.stat(absolute);
  if ('failure' in stat) return stat.failure;
  if (stat.size > MAX_FILE_BYTES) return skipReasons.tooLarge;
  const bytes = await platform.files.read(absolute);
  if ('failure' in bytes) return bytes.failure;
  const text = decodeSource(bytes, platform.decodeUtf8);
  return text === 'binary' ? skipReasons.binary : text;
}

/** Counts a file as analysed or names why it is not; broken ones are analysed as far as they go. */
function admit({ file }: AnalysedFile, task: PackageTask, draft: Draft): boolean {
  const isGenerated = file.role === 'generated' && settingsFor(file.path, task)?.checksGenerated !== true;
  if (isGenerated || file.role === 'ignored') {
    const reason = file.role === 'generated' ? skipReasons.generated : skipReasons.ignoredByConstraint;
    draft.skipped.push({ path: file.path, reason });
    return false;
  }
  draft.analysed.push(file.path);
  const line = firstParseError(file);
  if (line !== undefined) draft.parseErrors.push({ path: file.path, line });
  return true;
}
