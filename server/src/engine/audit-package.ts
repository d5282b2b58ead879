import type { Cancellation, WorkspacePath } from '../base/index.js';
import { link } from '../facts/index.js';
import type { TreeStore } from '../syntax/index.js';
import { decodeSource } from '../text/index.js';
import type { SourceText } from '../text/index.js';
import { MAX_FILE_BYTES, effectiveGo, parseGoVersion, roleOf, skipReasons } from '../workspace/index.js';
import type { AnalysedFile } from './analysis.js';
import { analyse, check, firstParseError } from './analysis.js';
import type { PackageResult, PackageTask, ParseError, Skipped } from './audit-types.js';
import type { Finding } from './finding.js';
import type { Platform } from './platform.js';

/** Collects one folder's results. */
interface Draft {
  readonly analysed: WorkspacePath[];
  readonly skipped: Skipped[];
  readonly parseErrors: ParseError[];
  readonly findings: Finding[];
}

/**
 * Reads, decodes, parses, links and checks one folder. Bad input never throws: it is an answer with a reason.
 * When it is cancelled, what was not checked yet is missing from the result without a reason.
 */
export async function auditPackage(
  task: PackageTask,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
  trees: TreeStore,
  cancellation: Cancellation,
): Promise<PackageResult> {
  const draft: Draft = { analysed: [], skipped: [], parseErrors: [], findings: [] };
  const reported = new Set(task.files);
  const files: AnalysedFile[] = [];
  const paths = [...task.files, ...task.factFiles];
  // The next file is read while this one is parsed.
  let reading = readSource(task, paths[0], platform);
  for (const [i, path] of paths.entries()) {
    const text = await reading;
    if (cancellation.isCancelled) return draft;
    reading = readSource(task, paths[i + 1], platform);
    if (typeof text === 'string') {
      if (reported.has(path)) draft.skipped.push({ path, reason: text });
      continue;
    }
    const role = roleOf(path, text.text);
    files.push(analyse({ path, text, ast: trees.parseOnce(text.text), role }));
  }
  const packages = link(
    task.importPath,
    files.filter(({ file }) => file.role !== 'ignored').map(({ facts }) => facts),
  );
  const go = parseGoVersion(task.goVersion);
  const options = task.minConfidence === undefined ? {} : { minConfidence: task.minConfidence };
  for (const file of files) {
    if (cancellation.isCancelled) return draft;
    if (!reported.has(file.file.path) || !admit(file, draft)) continue;
    const effective = effectiveGo(go, file.file.text.text);
    draft.findings.push(...check(file, packages, effective, options));
  }
  return draft;
}

/** The text of the file, or the reason why there is none. */
async function readSource(
  task: PackageTask,
  path: WorkspacePath | undefined,
  platform: Pick<Platform, 'files' | 'decodeUtf8'>,
): Promise<SourceText | string> {
  if (path === undefined) return '';
  const absolute = platform.files.join(task.root, ...path.split('/'));
  const stat = await platform.files.stat(absolute);
  if ('failure' in stat) return stat.failure;
  if (stat.size > MAX_FILE_BYTES) return skipReasons.tooLarge;
  const bytes = await platform.files.read(absolute);
  if ('failure' in bytes) return bytes.failure;
  const text = decodeSource(bytes, platform.decodeUtf8);
  return text === 'binary' ? skipReasons.binary : text;
}

/** Counts a file as analysed or names why it is not; broken ones are analysed as far as they go. */
function admit({ file }: AnalysedFile, draft: Draft): boolean {
  if (file.role === 'generated' || file.role === 'ignored') {
    const reason = file.role === 'generated' ? skipReasons.generated : skipReasons.ignoredByConstraint;
    draft.skipped.push({ path: file.path, reason });
    return false;
  }
  draft.analysed.push(file.path);
  const line = firstParseError(file);
  if (line !== undefined) draft.parseErrors.push({ path: file.path, line });
  return true;
}
