import type { AuditPlan, AuditResult } from '../../engine/index.js';

/** What `--stats` prints of the listing. `nowMs` is by the clock that the plan began with. */
export function planStatistics(plan: AuditPlan, threads: number, nowMs: number): string[] {
  const { files, sizeBytes, packages, modules, goWork } = plan;
  const workspace = goWork === undefined ? '' : `, go.work uses ${goWork.use.length}`;
  return [
    `listed ${files} Go files, ${megabytes(sizeBytes)}, ${packages.length} packages in ${Math.round(nowMs - plan.startedAtMs)} ms`,
    `modules: ${modules}${workspace}`,
    `threads: ${threads}`,
  ];
}

/** What `--stats` prints of the analysis. */
export function resultStatistics({ analysed, parseErrors, durationMs }: AuditResult): string[] {
  return [
    `analysed ${analysed} Go files, ${parseErrors.length} not fully parsed, in ${durationMs} ms`,
    `memory: ${megabytes(process.resourceUsage().maxRSS * 1024)} at most`,
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
