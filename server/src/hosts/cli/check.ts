import { join, relative } from 'node:path';
import type { AuditPlan, AuditResult } from '../../engine/index.js';
import { renderJson, renderSarif, renderText } from '../../report/index.js';
import type { Report } from '../../report/index.js';
import { rules } from '../../rules/index.js';
import { tool } from '../node/index.js';
import type { CheckOptions } from './check-options.js';
import { wantsColour } from './colour.js';
import { configurationOf, tellProblems } from './configuration.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import type { CliIo } from './io.js';
import { openOutputFile } from './output-file.js';
import type { OutputFile } from './output-file.js';
import { planOutputs } from './outputs.js';
import type { OutputRequest } from './outputs.js';
import { progressLine } from './progress.js';
import { planStatistics, resultStatistics } from './statistics.js';
import { resolveTargets } from './targets.js';

/** A report that is due, and where it goes. */
interface Sink extends OutputFile {
  readonly format: OutputRequest['format'];
  readonly isStdout: boolean;
}

/** `leaklens check`: audits the paths, writes the reports, answers with the exit code. */
export async function check(paths: readonly string[], options: CheckOptions, io: CliIo): Promise<number> {
  const outputs = planOutputs(options.format, options.output);
  const platform = await io.createPlatform();
  const request = await resolveTargets(paths, io.workingDirectory, platform.files);
  const sinks = await openSinks(outputs, io);
  const progress = progressLine(io.stderr, platform.now);
  const statistics: string[] = [];
  try {
    const result = await io.audit(
      {
        ...request,
        configuration: await configurationOf(request, options.config, io, platform),
        ...(options.minConfidence === undefined ? {} : { minConfidence: options.minConfidence }),
      },
      {
        platform,
        cancellation: io.cancellation,
        ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
        onPlan: (plan: AuditPlan, threads: number) => statistics.push(...planStatistics(plan, threads, platform.now())),
        ...(options.quiet === true ? {} : { onProgress: progress.show }),
      },
    );
    await progress.end();
    for (const sink of sinks) await sink.write(render(sink, { tool, result, rules }, options, io));
    statistics.push(...resultStatistics(result));
    if (options.stats === true) await io.stderr.write(statistics.map((line) => `${line}\n`).join(''));
    await tellProblems(result.configurationProblems, io);
    const code = exitCodeOf(result, { failOn: options.failOn, allowEmpty: options.allowEmpty === true });
    if (result.isCancelled) await io.stderr.write('leaklens: cancelled; the report holds what was found until then\n');
    if (code === exitCodes.nothingAnalysed) await explainEmptiness(result, paths, io);
    return code;
  } finally {
    await progress.end();
    for (const sink of sinks) await sink.discard();
  }
}

/** Opens all of them before the audit; where one fails, none is left behind. */
async function openSinks(outputs: readonly OutputRequest[], io: CliIo): Promise<Sink[]> {
  const sinks: Sink[] = [];
  try {
    for (const { format, path } of outputs) {
      const isStdout = path === undefined;
      const file = isStdout ? { write: io.stdout.write, discard: () => Promise.resolve() } : await openOutputFile(path);
      sinks.push({ format, isStdout, ...file });
    }
    return sinks;
  } catch (error) {
    for (const sink of sinks) await sink.discard();
    throw error;
  }
}

function render({ format, isStdout }: Sink, report: Report, options: CheckOptions, io: CliIo): string {
  if (format === 'json') return renderJson(report);
  if (format === 'sarif') return renderSarif(report);
  const colour = isStdout && wantsColour(options.color ? 'auto' : 'never', io.environment, io.stdout);
  const showPath = (path: string): string => shortPath(io.workingDirectory, join(report.result.root, path));
  return renderText(report, { colour, quiet: options.quiet === true, showPath });
}

/** As seen from the working directory, where that is shorter. */
function shortPath(workingDirectory: string, absolute: string): string {
  const seen = relative(workingDirectory, absolute) || '.';
  return seen.length < absolute.length ? seen : absolute;
}

async function explainEmptiness(result: AuditResult, paths: readonly string[], io: CliIo): Promise<void> {
  const where = paths.join(' ');
  const what =
    result.files === 0
      ? `no Go files in ${where}; name a folder that holds some`
      : result.analysed === 0
        ? `none of the Go files in ${where} was analysed; the report says why`
        : `no Go file in ${where} could be fully parsed; the report says where they break`;
  await io.stderr.write(`leaklens: ${what}, or pass --allow-empty\n`);
}
