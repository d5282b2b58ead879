import { compareBy, compareStrings } from '../../base/index.js';
import type { Cancellation, WorkspacePath } from '../../base/index.js';
import { planPackages, readGoWork } from '../../workspace/index.js';
import type { GoWork, PackagePlan } from '../../workspace/index.js';
import type { ConfigurationProblem } from '../../config/index.js';
import type { AuditResult, FolderSettings, PackageResult, PackageTask, ParseError, Skipped } from '../audit-types.js';
import type { Confidence, Finding } from '../finding.js';
import type { Platform } from '../platform.js';
import { AuditConfiguration } from './configured.js';
import type { AuditConfigurationRequest } from './configured.js';
import type { Executor } from './executor.js';
import { makeShards } from './shards.js';
import { runShard } from './run-shard.js';
import { walk } from './walk.js';
import type { AuditTarget, WalkPlatform } from './walk.js';

export interface AuditRequest {
  /** Absolute path of the folder that all paths of the result are relative to. */
  readonly root: string;
  readonly targets: readonly AuditTarget[];
  /** Findings that are less certain are left out; as the configuration says where it is not given. */
  readonly minConfidence?: Confidence;
  /** That of the audited folder where it is left out. */
  readonly configuration?: AuditConfigurationRequest;
}

/** What there is to do; made by `planAudit`. */
export interface AuditPlan {
  readonly root: string;
  readonly minConfidence: Confidence | undefined;
  /** What the configuration says, by folder. */
  readonly settings: ReadonlyMap<WorkspacePath, FolderSettings>;
  readonly configurationProblems: readonly ConfigurationProblem[];
  /** `2026-12-31`; none where the platform has no calendar. */
  readonly today: string | undefined;
  readonly packages: readonly PackagePlan[];
  /** Go files to analyse. */
  readonly files: number;
  readonly sizeBytes: number;
  /** Number of go.mod files that were found. */
  readonly modules: number;
  readonly goWork: GoWork | undefined;
  readonly skipped: readonly Skipped[];
  /** How many of `skipped` are Go files. */
  readonly skippedFiles: number;
  /** By the platform's clock. */
  readonly startedAtMs: number;
}

export interface AuditProgress {
  readonly filesDone: number;
  readonly filesTotal: number;
}

/** What an audit may use of the outside. */
export type AuditPlatform = WalkPlatform & Pick<Platform, 'now'> & Partial<Pick<Platform, 'today'>>;

/** Lists and analyses what the request names. Nothing is lost: every Go file is analysed or listed as skipped. */
export async function audit(
  request: AuditRequest,
  platform: AuditPlatform,
  executor: Executor,
  cancellation: Cancellation,
  onProgress: (progress: AuditProgress) => void,
): Promise<AuditResult> {
  return runAudit(await planAudit(request, platform, cancellation), platform, executor, cancellation, onProgress);
}

export async function planAudit(
  request: AuditRequest,
  platform: AuditPlatform,
  cancellation: Cancellation,
): Promise<AuditPlan> {
  const startedAtMs = platform.now();
  const { root, targets, minConfidence } = request;
  const configuration = new AuditConfiguration(root, request.configuration ?? {}, platform, minConfidence);
  const listing = await walk(root, targets, platform, cancellation, configuration);
  const packages = planPackages(listing.folders, listing.modules);
  return {
    root,
    minConfidence,
    settings: await settingsOf(packages, configuration),
    configurationProblems: configuration.problems,
    today: platform.today?.(),
    packages,
    files: packages.reduce((sum, plan) => sum + plan.files.length, 0),
    sizeBytes: packages.reduce((sum, plan) => sum + plan.sizeBytes, 0),
    modules: listing.modules.length,
    goWork: listing.goWork === undefined ? undefined : readGoWork(listing.goWork),
    skipped: listing.skipped,
    skippedFiles: listing.skippedFiles,
    startedAtMs,
  };
}

/** The same result on every run whatever the order in which the executor answers. */
export async function runAudit(
  plan: AuditPlan,
  clock: Pick<Platform, 'now'>,
  executor: Executor,
  cancellation: Cancellation,
  onProgress: (progress: AuditProgress) => void,
): Promise<AuditResult> {
  const shards = makeShards(plan.packages, executor.parallelism);
  const results: PackageResult[] = [];
  let filesDone = 0;
  let next = 0;

  async function lane(): Promise<void> {
    for (let shard = shards[next++]; shard !== undefined; shard = shards[next++]) {
      results.push(
        ...(await runShard(
          shard.packages.map((folder) => taskOf(plan, folder)),
          executor,
          cancellation,
        )),
      );
      filesDone += shard.packages.reduce((sum, { files }) => sum + files.length, 0);
      onProgress({ filesDone, filesTotal: plan.files });
    }
  }

  onProgress({ filesDone, filesTotal: plan.files });
  await Promise.all(Array.from({ length: Math.min(executor.parallelism, shards.length) }, lane));
  const durationMs = Math.round(clock.now() - plan.startedAtMs);
  return { ...summarise(plan, results), durationMs, isCancelled: cancellation.isCancelled };
}

async function settingsOf(
  packages: readonly PackagePlan[],
  configuration: AuditConfiguration,
): Promise<ReadonlyMap<WorkspacePath, FolderSettings>> {
  const settings = new Map<WorkspacePath, FolderSettings>();
  for (const plan of packages) settings.set(plan.directory, await configuration.settingsOf(plan));
  return settings;
}

function taskOf({ root, minConfidence, settings, today }: AuditPlan, folder: PackagePlan): PackageTask {
  const { directory, files, factFiles, importPath, modulePath, goVersion, godebug } = folder;
  const own = settings.get(directory);
  return {
    ...{ root, directory, files, factFiles, importPath, modulePath, goVersion },
    ...(godebug === undefined ? {} : { godebug }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(own === undefined ? {} : { settings: own }),
    ...(today === undefined ? {} : { today }),
  };
}

function summarise(
  plan: AuditPlan,
  results: readonly PackageResult[],
): Omit<AuditResult, 'durationMs' | 'isCancelled'> {
  return {
    root: plan.root,
    files: plan.files + plan.skippedFiles,
    analysed: results.reduce((sum, result) => sum + result.analysed.length, 0),
    skipped: [...plan.skipped, ...results.flatMap((result) => result.skipped)].sort(bySkippedPath),
    parseErrors: results.flatMap((result) => result.parseErrors).sort(byErrorPlace),
    findings: results.flatMap((result) => result.findings).sort(byPlace),
    configurationProblems: plan.configurationProblems,
  };
}

const bySkippedPath = compareBy<Skipped>(
  (a, b) => compareStrings(a.path, b.path),
  (a, b) => compareStrings(a.reason, b.reason),
);

const byErrorPlace = compareBy<ParseError>(
  (a, b) => compareStrings(a.path, b.path),
  (a, b) => a.line - b.line,
);

/** By path, line, column and code; the rest only keeps the order the same on every run. */
const byPlace = compareBy<Finding>(
  (a, b) => compareStrings(a.path, b.path),
  (a, b) => a.range.start.offset - b.range.start.offset,
  (a, b) => compareStrings(a.code, b.code),
  (a, b) => a.range.end.offset - b.range.end.offset,
  (a, b) => compareStrings(a.kind, b.kind),
  (a, b) => compareStrings(a.message, b.message),
);
