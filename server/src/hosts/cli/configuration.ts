import { basename, dirname, relative, resolve, sep } from 'node:path';
import { workspacePath } from '../../base/index.js';
import {
  CONFIGURATION_FILE,
  Configuration,
  effectiveConfiguration,
  effectiveText,
  findWorkspaceRoot,
  isReallyInside,
  problemText,
} from '../../config/index.js';
import type { ConfigurationProblem } from '../../config/index.js';
import type { AuditConfigurationRequest, AuditRequest, Platform } from '../../engine/index.js';
import { byCode, rules } from '../../rules/index.js';
import { exitCodes } from './exit-code.js';
import type { CliIo } from './io.js';
import { UsageError } from './usage-error.js';

/** Where the configuration of an audit comes from: the file that is named, or those of the repository around the root. */
export async function configurationOf(
  { root }: Pick<AuditRequest, 'root'>,
  named: string | undefined,
  io: CliIo,
  { files }: Platform,
): Promise<AuditConfigurationRequest> {
  const around = { root: await findWorkspaceRoot(root, files) };
  if (named === undefined) return around;
  const file = resolve(io.workingDirectory, named);
  const content = await files.read(file);
  if ('failure' in content) throw new UsageError(`cannot read ${named}: ${content.failure}`);
  return { ...around, only: { directory: dirname(file), name: basename(file) } };
}

/** One line for each problem, to the standard error. */
export async function tellProblems(problems: readonly ConfigurationProblem[], io: CliIo): Promise<void> {
  const lines = problems.map((problem) => {
    const path = workspacePath(shown(problem, io));
    return `leaklens: ${problemText({ ...problem, path })}\n`;
  });
  await io.stderr.write(lines.join(''));
}

/** `leaklens config explain`: what holds for a file, and where each value comes from. */
export async function explainConfiguration(
  path: string,
  { format, config }: { readonly format: 'text' | 'json'; readonly config?: string },
  io: CliIo,
): Promise<number> {
  const platform = await io.createPlatform();
  const file = resolve(io.workingDirectory, path);
  const directory = await folderOf(file, path, platform);
  const { root = directory, only } = await configurationOf({ root: directory }, config, io, platform);
  const configuration = new Configuration({ root, rules, ...(only === undefined ? {} : { only }) }, platform);
  const seen = workspacePath(relative(root, file).split(sep).join('/'));
  const folder = await configuration.folder(workspacePath(relative(root, directory).split(sep).join('/')));
  const effective = effectiveConfiguration(folder, seen, byCode(rules));
  const { problems } = configuration;
  await io.stdout.write(
    format === 'json' ? `${JSON.stringify({ ...effective, problems }, undefined, 2)}\n` : effectiveText(effective),
  );
  await tellProblems(problems, io);
  return problems.length > 0 ? exitCodes.usage : exitCodes.clean;
}

/** `leaklens config verify`: reads the files, or the one of this folder and those above it, and says what is wrong. */
export async function verifyConfiguration(paths: readonly string[], io: CliIo): Promise<number> {
  const platform = await io.createPlatform();
  const problems: ConfigurationProblem[] = [];
  for (const path of paths) problems.push(...(await problemsOf(path, io, platform)));
  if (problems.length === 0) {
    await io.stdout.write('the configuration is right\n');
    return exitCodes.clean;
  }
  await tellProblems(problems, io);
  return exitCodes.usage;
}

async function problemsOf(path: string, io: CliIo, platform: Platform): Promise<readonly ConfigurationProblem[]> {
  const absolute = resolve(io.workingDirectory, path);
  const status = await platform.files.stat(absolute);
  if ('failure' in status) throw new UsageError(`cannot read ${path}: ${status.failure}`);
  const isFolder = status.type === 'directory';
  const directory = isFolder ? absolute : dirname(absolute);
  const root = await findWorkspaceRoot(directory, platform.files);
  const isInside = await isReallyInside(absolute, root, platform.files);
  const only = { directory, name: basename(absolute) };
  const isOwn = isFolder || (isInside && only.name === CONFIGURATION_FILE);
  const configuration = new Configuration({ root, rules, ...(isOwn ? {} : { only }) }, platform);
  await configuration.folder(workspacePath(relative(root, directory).split(sep).join('/')));
  return configuration.problems;
}

async function folderOf(file: string, path: string, { files }: Platform): Promise<string> {
  const status = await files.stat(file);
  if ('failure' in status) throw new UsageError(`cannot read ${path}: ${status.failure}`);
  if (status.type === 'directory') throw new UsageError(`${path} is a folder; name a file`);
  return dirname(file);
}

/** As seen from the working directory, where that is shorter. */
function shown({ file }: ConfigurationProblem, { workingDirectory }: CliIo): string {
  const seen = relative(workingDirectory, file);
  return seen.length < file.length ? seen : file;
}
